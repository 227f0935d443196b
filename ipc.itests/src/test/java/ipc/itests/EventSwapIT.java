package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOutcome;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.ChangedCopy;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Events whose provider is replaced while a crowd waits for a broadcast, and several wait for one event each. */
@InContainer
class EventSwapIT extends FelixClient {
    private static final int CROWD = 10;

    private Event all;
    private List<Child<Boolean>> crowd;
    private Event one;
    private List<Child<Boolean>> line;
    private Event set;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.events"));
    }

    @BeforeEach
    void useAll() {
        Events events = ipc().face(Events.class);
        String allName = newName();
        all = events.open(allName, EventOptions.manual());
        crowd = waiting(allName, CROWD);
        String oneName = newName();
        one = events.open(oneName, EventOptions.auto());
        line = waiting(oneName, 2);
        set = events.create(EventOptions.auto().set());
    }

    private List<Child<Boolean>> waiting(String name, int count) {
        List<Child<Boolean>> children = IntStream.range(0, count)
                .mapToObj(number -> start(ipc -> {
                    ipc.face(Events.class).open(name, EventOptions.existing()).await();
                    return true;
                }))
                .toList();
        children.forEach(child -> awaitBlocked(child.process()));
        return children;
    }

    private void shouldLetEachGoOnce() {
        all.pulse();
        assertThat(crowd).allMatch(Child::result);
        assertThat(all.tryAwait()).isFalse();
        assertThat(all.status().releases()).isEqualTo(1);
        one.set();
        one.set();
        assertThat(line).allMatch(Child::result);
        assertThat(one.tryAwait()).as("both sets were for those that waited").isFalse();
        assertThat(set.tryAwait()).isTrue();
        assertThat(set.tryAwait()).isFalse();
    }

    @Test
    @Row({"G-17", "EV-27"})
    void shouldGoOnInAnUpdatedProvider(@Service MechanismAdmin mechanisms) throws Exception {
        InputStream newer = ChangedCopy.of(bundleNamed("ipc.events"))
                .header(Constants.BUNDLE_VERSION, "1.0.1")
                .build();

        bundleNamed("ipc.events").update(newer);

        await(() -> mechanisms.mechanisms().stream()
                .anyMatch(each -> each.toString().contains("ipc.events 1.0.1")));
        await(() -> mechanisms.swaps().getLast().outcome() == SwapOutcome.SWITCHED); // reported a moment later
        shouldLetEachGoOnce();
    }

    @Test
    @Row({"G-17", "EV-27"})
    void shouldWaitForAStoppedProvider() throws BundleException {
        bundleNamed("ipc.events").stop();
        crowd.forEach(child -> awaitBlocked(child.process()));

        bundleNamed("ipc.events").start();

        shouldLetEachGoOnce();
    }

    @Test
    @Row({"G-17", "G-12", "EV-27"})
    void shouldForgetOneThatDiedWhileNoProviderWasThere() throws BundleException {
        bundleNamed("ipc.events").stop();
        line.getFirst().process().kill();
        line.getFirst().status();

        bundleNamed("ipc.events").start();

        one.set();
        assertThat(line.getLast().result()).isTrue();
        one.set();
        assertThat(one.tryAwait())
                .as("nobody is left that it could have let go")
                .isTrue();
    }
}
