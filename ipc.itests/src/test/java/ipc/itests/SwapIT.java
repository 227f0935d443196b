package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Timeout;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapWay;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.BadUpdate;
import ipc.itests.swap.ChangedCopy;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * All ways in which a provider changes, each with a message queued, one under lease, and a caller blocked. The slot
 * queues serve at first; the textbook queues are there only where a test starts them.
 */
@InContainer
class SwapIT extends FelixClient {
    private MechanismAdmin mechanisms;
    private ConfigurationAdmin configurations;
    private MessageQueue queue;
    private MessageQueue empty;
    private MessageLoan lease;
    private Child<Integer> receiver;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.mq"), mechanism("ipc.mq.reference"));
    }

    @BeforeEach
    void useQueues(@Service MechanismAdmin admin, @Service ConfigurationAdmin configurationAdmin) throws Exception {
        mechanisms = admin;
        configurations = configurationAdmin;
        configureKernel(configurations, Map.of("swapPolicy", "reluctant"));
        bundleNamed("ipc.mq").start();
        await(() -> provider().startsWith("ipc.mq ") || others().toString().contains("ipc.mq "));
        if (!provider().startsWith("ipc.mq ")) {
            swapTo("ipc.mq");
        }
        bundleNamed("ipc.mq.reference").stop();
        await(() -> others().isEmpty());
        queue = newQueue();
        empty = newQueue();
        queue.send(message("leased"), 9);
        queue.send(message("queued"), 1);
        lease = queue.newLoan();
        lease.receive(Timeout.forever());
        String name = empty.status().name();
        receiver = start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer()));
        awaitBlocked(receiver.process());
    }

    @AfterEach
    void restoreDefaults(BundleContext context) throws Exception {
        Bundle copy = context.getBundle("ipc:kept/ipc.mq");
        if (copy != null) {
            copy.uninstall();
        }
        configurations.getConfiguration(KERNEL_PID, "?").delete();
    }

    /** Everything is still there, for the client that held it before. */
    private void shouldHaveEverything() {
        lease.requeue();
        assertThat(take(queue)).isEqualTo("leased");
        assertThat(take(queue)).isEqualTo("queued");
        assertThat(queue.tryReceive(buffer())).isNegative();
        empty.send(message("x"), 7);
        assertThat(receiver.result()).isEqualTo(7);
    }

    private MechanismSnapshot present() {
        return mechanisms.mechanisms().getFirst();
    }

    private String provider() {
        return present().provider();
    }

    private List<String> others() {
        return present().others();
    }

    private SwapReport latest() {
        return mechanisms.swaps().getLast();
    }

    private void startReference() throws BundleException {
        bundleNamed("ipc.mq.reference").start();
        await(() -> !others().isEmpty() || provider().startsWith("ipc.mq.reference "));
    }

    private SwapReport swapTo(String name) {
        SwapReport report = mechanisms.swap("mq", SwapOptions.toBest().target(name));
        assertThat(report.outcome()).as(report.toString()).isEqualTo(SwapOutcome.SWITCHED);
        return report;
    }

    @Test
    @Row("G-17")
    void shouldSwapOnCommand() throws BundleException {
        startReference();

        swapTo("ipc.mq.reference");
        SwapReport back = swapTo("ipc.mq");

        assertThat(back.moved().items()).isEqualTo(2);
        shouldHaveEverything();
    }

    @Test
    void shouldTellEventAdminOfEachStep(BundleContext context) throws BundleException {
        List<String> topics = new CopyOnWriteArrayList<>();
        Map<String, Object> all = Map.of(EventConstants.EVENT_TOPIC, "ipc/swap/*");
        ServiceRegistration<EventHandler> registration = context.registerService(
                EventHandler.class, event -> topics.add(event.getTopic()), FrameworkUtil.asDictionary(all));
        startReference();

        mechanisms.swap("mq", SwapOptions.toBest().checkOnly());

        await(() -> topics.contains("ipc/swap/ENDED"));
        registration.unregister();
        assertThat(topics)
                .containsSubsequence(
                        "ipc/swap/PREFLIGHT",
                        "ipc/swap/FREEZE",
                        "ipc/swap/DRAIN",
                        "ipc/swap/CHECK",
                        "ipc/swap/RESUME",
                        "ipc/swap/PROBATION",
                        "ipc/swap/ENDED");
    }

    @Test
    void shouldKeepTheProviderWhenABetterOneComes() throws BundleException {
        startReference();
        swapTo("ipc.mq.reference");

        bundleNamed("ipc.mq").stop();
        bundleNamed("ipc.mq").start();

        await(() -> !others().isEmpty());
        assertThat(provider()).startsWith("ipc.mq.reference ");
        shouldHaveEverything();
    }

    @Test
    void shouldTakeTheBetterProviderIfGreedy() throws Exception {
        startReference();
        swapTo("ipc.mq.reference");
        configureKernel(configurations, Map.of("swapPolicy", "greedy"));

        bundleNamed("ipc.mq").stop();
        bundleNamed("ipc.mq").start();

        await(() -> provider().startsWith("ipc.mq "));
        await(() -> latest().way() == SwapWay.RANKING);
        shouldHaveEverything();
    }

    @Test
    @Row("G-17")
    void shouldGoOnInANewerVersion() throws Exception {
        InputStream newer = ChangedCopy.of(bundleNamed("ipc.mq"))
                .header(Constants.BUNDLE_VERSION, "1.0.1")
                .build();

        bundleNamed("ipc.mq").update(newer);

        await(() -> provider().equals("ipc.mq 1.0.1"));
        shouldHaveEverything();
    }

    @Test
    @Row("G-17")
    void shouldWaitForAStoppedProvider() throws BundleException {
        bundleNamed("ipc.mq").stop();
        assertThat(latest().outcome()).isEqualTo(SwapOutcome.WAITING);
        awaitBlocked(receiver.process());

        bundleNamed("ipc.mq").start();

        await(() -> provider().startsWith("ipc.mq "));
        await(() -> latest().way() == SwapWay.RETURN);
        shouldHaveEverything();
    }

    @Test
    void shouldNotNoticeAConfigurationOfTheProvider() throws Exception {
        int before = present().generation();
        Map<String, Object> values = Map.of("anything", "new");

        configurations.getConfiguration("ipc.mq.SlotQueues", "?").update(FrameworkUtil.asDictionary(values));
        configurations.getConfiguration("ipc.mq.SlotQueues", "?").delete();

        shouldHaveEverything();
        assertThat(present().generation()).isEqualTo(before);
    }

    @Test
    void shouldNotNoticeARefreshOfOtherBundles() throws Exception {
        List<SwapReport> before = mechanisms.swaps();
        int generation = present().generation();
        Bundle other = startUnrelated();
        try {
            BundleWiring wiring = other.adapt(BundleWiring.class);

            refresh(other);

            await(() -> other.getState() == Bundle.ACTIVE);
            assertThat(other.adapt(BundleWiring.class)).as("wired anew").isNotSameAs(wiring);
            awaitBlocked(receiver.process());
            shouldHaveEverything();
            assertThat(mechanisms.swaps()).isEqualTo(before);
            assertThat(present().generation()).isEqualTo(generation);
        } finally {
            other.uninstall();
        }
    }

    @Test
    void shouldNotNoticeARestartOfTheComponentRuntime() throws BundleException {
        Bundle runtime = bundleNamed("org.apache.felix.scr");
        int pid = receiver.process().pid();

        runtime.stop();
        assertThat(latest().outcome()).isEqualTo(SwapOutcome.WAITING);
        runtime.start();

        await(() -> provider().startsWith("ipc.mq "));
        assertThat(admin().process(pid).pid()).isEqualTo(pid);
        awaitBlocked(receiver.process());
        shouldHaveEverything();
    }

    @Test
    void shouldComeBackAfterACorruptJar() throws Exception {
        shouldComeBack(BadUpdate.CORRUPT, "");
    }

    @Test
    void shouldComeBackAfterABundleThatCannotBeResolved() throws Exception {
        shouldComeBack(BadUpdate.UNRESOLVABLE, "brought back: version 6.6.6 did not");
    }

    @Test
    void shouldComeBackAfterABundleThatCannotBeStarted() throws Exception {
        shouldComeBack(BadUpdate.UNSTARTABLE, "brought back: version 6.6.6 did not start");
    }

    @Test
    void shouldComeBackAfterAProviderThatIsNeverActive() throws Exception {
        configureKernel(configurations, Map.of("activationMillisMax", 300L));

        shouldComeBack(BadUpdate.HANGING, "its component was not active after 300 ms");
    }

    @Test
    void shouldComeBackAfterAProviderWithAnotherSchema() throws Exception {
        shouldComeBack(BadUpdate.OTHER_SCHEMA, "has state schema 99, needed is 1");
    }

    @Test
    void shouldComeBackAfterAProviderThatThrows() throws Exception {
        shouldComeBack(BadUpdate.THROWING, "IMPORT failed: java.lang.IllegalStateException: planned");
    }

    @Test
    void shouldComeBackAfterAProviderThatLies() throws Exception {
        shouldComeBack(BadUpdate.LYING, "CHECK of ");
    }

    private void shouldComeBack(BadUpdate bad, String why) throws IOException {
        String good = provider();
        int before = present().generation();

        try {
            bundleNamed("ipc.mq").update(bad.of(bundleNamed("ipc.mq")));
        } catch (BundleException expected) {
            // some bad updates say so, some do not
        }

        await(() -> provider().equals(good) && present().generation() > before);
        await(() -> latest().way() == SwapWay.RETURN && latest().outcome() == SwapOutcome.SWITCHED);
        assertThat(latest().reason()).contains(why);
        assertThat(bundleNamed("ipc.mq").getState()).isEqualTo(Bundle.ACTIVE);
        shouldHaveEverything();
    }
}
