package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.ChangedCopy;
import ipc.itests.swap.Load;
import ipc.testkit.client.Child;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** Eight producers and eight consumers on one queue, while its provider changes in all ways again and again. */
@InContainer
class SwapUnderLoadIT extends FelixClient {
    private static final String PID = "ipc.kernel";
    private static final int PAIRS = 8;
    private static final int SWAPS = Integer.getInteger("ipc.swaps", 1000);
    private static final int UPDATES = Integer.getInteger("ipc.swaps.updates", 500);
    private static final long GRACE = 600_000;

    private MechanismAdmin mechanisms;
    private ConfigurationAdmin configurations;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.mq"), mechanism("ipc.mq.reference"));
    }

    @BeforeEach
    void bePatient(@Service MechanismAdmin admin, @Service ConfigurationAdmin configurationAdmin) throws IOException {
        mechanisms = admin;
        configurations = configurationAdmin;
        Map<String, Object> values = Map.of("graceMillis", GRACE);
        configurations.getConfiguration(PID, "?").update(FrameworkUtil.asDictionary(values));
        await(() -> admin().limits().stream()
                .anyMatch(limit -> limit.name().equals("graceMillis") && limit.max() == GRACE));
        awaitBoth();
    }

    @AfterEach
    void restoreDefaults() throws IOException {
        configurations.getConfiguration(PID, "?").delete();
    }

    @Test
    void shouldDeliverEachMessageOnceAndInOrder() throws Exception {
        long seed = Long.getLong("ipc.swaps.seed", System.nanoTime());
        System.out.println("SwapUnderLoadIT: -Dipc.swaps.seed=" + seed);
        Load load = new Load(newName());
        MessageQueue queue = queues().open(
                        load.name(),
                        QueueOptions.readWrite().create(0600).depthMax(16).messageBytesMax(16));
        List<Child<Integer>> producers = new ArrayList<>();
        List<Child<Integer>> consumers = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            int number = i;
            producers.add(start(ipc -> load.produce(ipc, number, seed)));
            consumers.add(start(ipc -> load.consume(ipc, seed + number)));
        }

        Random random = new Random(seed);
        for (int i = 0; i < SWAPS; i++) {
            change(random);
        }

        load.stop();
        int sent = producers.stream().mapToInt(Child::result).sum();
        consumers.forEach(each -> load.sayStop(queue));
        int received = consumers.stream().mapToInt(Child::result).sum();
        assertThat(received).isEqualTo(sent).isPositive();
        load.shouldHaveSeenEachOnce();
        QueueStatistics figures = queue.status().statistics();
        assertThat(figures.sent()).isEqualTo(figures.received()).isEqualTo(sent + PAIRS);
        System.out.println("SwapUnderLoadIT: " + sent + " messages through " + SWAPS + " changes");
    }

    private void change(Random random) throws Exception {
        int way = random.nextInt(100);
        Bundle serving = bundleNamed(serving().split(" ", 2)[0]);
        if (way < 4) {
            serving.stop();
            serving.start();
        } else if (way < 8) {
            serving.update();
        } else if (way < 9) {
            spoil(serving);
        } else {
            SwapOptions options = SwapOptions.toBest();
            boolean dry = way < 12;
            SwapReport report = mechanisms.swap("mq", dry ? options.checkOnly() : options);
            assertThat(report.outcome())
                    .as(report.toString())
                    .isEqualTo(dry ? SwapOutcome.CHECKED : SwapOutcome.SWITCHED);
        }
        awaitBoth();
    }

    /** Updates to a bundle that does not start; the kernel brings the old one back. */
    private void spoil(Bundle serving) throws IOException {
        try {
            serving.update(ChangedCopy.of(serving)
                    .header(Constants.BUNDLE_VERSION, "6.6.6")
                    .header(Constants.BUNDLE_ACTIVATOR, "no.such.Activator")
                    .build());
        } catch (BundleException expected) {
            await(() -> serving.getState() == Bundle.ACTIVE);
        }
    }

    private MechanismSnapshot present() {
        return mechanisms.mechanisms().getFirst();
    }

    private String serving() {
        return present().provider();
    }

    private void awaitBoth() {
        await(() -> {
            MechanismSnapshot now = present();
            return !now.provider().isEmpty() && now.others().size() == 1;
        });
    }

    @Test
    void shouldLeaveAtMostTwoLoadersOfAProvider() throws Exception {
        MessageQueue queue = newQueue();
        queue.send(message("kept"), 1);
        Bundle provider = bundleNamed("ipc.mq");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

        for (int i = 0; i < UPDATES; i++) {
            loaders.add(new WeakReference<>(loader(provider)));
            provider.update();
            awaitBoth();
        }

        await(() -> atMostTwoLive(loaders));
        assertThat(take(queue)).isEqualTo("kept");
    }

    @Test
    void shouldFindLoadersThatAreKept() throws Exception {
        Bundle provider = bundleNamed("ipc.mq");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        List<Class<?>> kept = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            loaders.add(new WeakReference<>(loader(provider)));
            kept.add(loader(provider).loadClass("ipc.mq.SlotQueues"));
            provider.update();
            awaitBoth();
        }

        assertThat(atMostTwoLive(loaders)).as("while %s are kept", kept).isFalse();
        kept.clear();
        await(() -> atMostTwoLive(loaders));
    }

    private static ClassLoader loader(Bundle bundle) {
        return bundle.adapt(BundleWiring.class).getClassLoader();
    }

    private static boolean atMostTwoLive(List<WeakReference<ClassLoader>> loaders) {
        System.gc();
        return loaders.stream().filter(loader -> loader.get() != null).count() <= 2;
    }
}
