package ipc.itests;

import static ipc.itests.container.LoadFolder.loadFolder;
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
import ipc.itests.container.LoadFolder;
import ipc.itests.container.Service;
import ipc.itests.swap.BadUpdate;
import ipc.itests.swap.ChangedCopy;
import ipc.itests.swap.HangingUpdate;
import ipc.itests.swap.Load;
import ipc.testkit.client.Child;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
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
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** Eight producers and eight consumers on one queue, while its provider changes in all ways again and again. */
@InContainer
class SwapUnderLoadIT extends FelixClient {
    private static final int PAIRS = 8;
    private static final int SWAPS = Integer.getInteger("ipc.swaps", 1000);
    private static final int UPDATES = Integer.getInteger("ipc.swaps.updates", 500);

    private static final String JAR = "queues.jar";

    private static final List<BadUpdate> BAD = List.of(BadUpdate.values());

    /** A bundle that hangs is waited for twice as long: until that is known, then to be changed. */
    private static final long ACTIVATION_MILLIS_MAX = 1000;

    private MechanismAdmin mechanisms;
    private ConfigurationAdmin configurations;
    private LoadFolder folder;
    private Bundle unrelated;

    @Configuration
    static Option container() throws IOException {
        return platform(kernel(), mechanism("ipc.mq"), mechanism("ipc.mq.reference"), loadFolder());
    }

    @BeforeEach
    void bePatient(BundleContext context, @Service MechanismAdmin admin, @Service ConfigurationAdmin configurationAdmin)
            throws Exception {
        mechanisms = admin;
        configurations = configurationAdmin;
        folder = new LoadFolder(context);
        unrelated = startUnrelated();
        policy("reluctant");
        moveIntoFolder(bundleNamed("ipc.mq"));
        awaitBoth();
    }

    /** The bundle that the container began with is replaced by one that FileInstall looks after. */
    private void moveIntoFolder(Bundle provider) throws Exception {
        if (!provider.getLocation().endsWith(JAR)) {
            InputStream copy = ChangedCopy.of(provider).build();
            provider.uninstall();
            folder.drop(JAR, copy);
        }
    }

    @AfterEach
    void restoreDefaults() throws Exception {
        unrelated.uninstall();
        configurations.getConfiguration("ipc.mq.SlotQueues", "?").delete();
        configurations.getConfiguration(KERNEL_PID, "?").delete();
    }

    @Test
    void shouldDeliverEachMessageOnceAndInOrder() throws Exception {
        long seed = Long.getLong("ipc.swaps.seed", System.nanoTime());
        System.out.println("SwapUnderLoadIT: -Dipc.swaps.seed=" + seed);
        Load load = new Load(newName());
        MessageQueue queue = queues().open(
                        load.name(),
                        QueueOptions.readWrite().create(0600).depthMax(16).messageBytesMax(16));
        MessageQueue kept = newQueue();
        kept.send(message("kept"), 1); // who loses a message has one to lose
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
        assertThat(take(kept)).isEqualTo("kept");
        QueueStatistics figures = queue.status().statistics();
        assertThat(figures.sent()).isEqualTo(figures.received()).isEqualTo(sent + PAIRS);
        System.out.println("SwapUnderLoadIT: " + sent + " messages through " + SWAPS + " changes");
    }

    private void change(Random random) throws Exception {
        int way = random.nextInt(200);
        Bundle serving = servingBundle();
        switch (way) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> restart(serving);
            case 8, 9, 10, 11, 12, 13, 14, 15 -> serving.update();
            case 16, 17, 18 -> spoil(BAD.get(random.nextInt(BAD.size())));
            case 19 -> takeOver();
            case 20 -> configureProvider(random.nextInt());
            case 21 -> refresh(unrelated);
            case 22 -> restart(bundleNamed("org.apache.felix.scr"));
            case 23 -> overwrite(bundleNamed("ipc.mq"));
            case 24 -> hang();
            default -> command(way < 30);
        }
        awaitBoth();
    }

    private void restart(Bundle bundle) throws BundleException {
        bundle.stop();
        bundle.start();
    }

    private void command(boolean dry) {
        SwapOptions options = SwapOptions.toBest();
        SwapReport report = mechanisms.swap("mq", dry ? options.checkOnly() : options);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(dry ? SwapOutcome.CHECKED : SwapOutcome.SWITCHED);
    }

    /** The kernel brings the old one back if it is to serve; one that only stands in for another has to wait. */
    private void spoil(BadUpdate bad) throws IOException {
        command(false);
        Bundle serving = servingBundle();
        String sound = serving.getVersion().toString();
        try {
            serving.update(bad.of(serving));
        } catch (BundleException expected) {
            // some bad updates say so, some do not
        }
        await(() -> serving.getState() == Bundle.ACTIVE
                && serving.getVersion().toString().equals(sound));
    }

    /** The kernel starts a copy beside the bundle that hangs, and uninstalls it when it can bring the bundle back. */
    private void hang() throws Exception {
        Bundle hanging = bundleNamed("ipc.mq");
        Version sound = hanging.getVersion();
        try (HangingUpdate _ = HangingUpdate.of(hanging)) {
            await(this::copyIsThere);
        }
        await(() -> hanging.getState() == Bundle.ACTIVE && hanging.getVersion().equals(sound) && !copyIsThere());
    }

    /** The better provider comes while the other one serves. */
    private void takeOver() throws Exception {
        bundleNamed("ipc.mq").stop();
        policy("greedy");
        bundleNamed("ipc.mq").start();
        await(() -> serving().startsWith("ipc.mq "));
        policy("reluctant");
    }

    /** FileInstall finds a newer jar in its folder. */
    private void overwrite(Bundle provider) throws IOException {
        Version old = provider.getVersion();
        String next = new Version(old.getMajor(), old.getMinor(), old.getMicro() + 1).toString();
        folder.drop(
                JAR,
                ChangedCopy.of(provider).header(Constants.BUNDLE_VERSION, next).build());
        await(() -> provider.getState() == Bundle.ACTIVE
                && provider.getVersion().toString().equals(next));
    }

    private void configureProvider(int value) throws IOException {
        configurations
                .getConfiguration("ipc.mq.SlotQueues", "?")
                .update(FrameworkUtil.asDictionary(Map.of("anything", value)));
    }

    private boolean copyIsThere() {
        MechanismSnapshot now = present();
        return Stream.concat(Stream.of(now.provider()), now.others().stream())
                .anyMatch(provider -> provider.startsWith("ipc.mq ") && provider.endsWith("kept"));
    }

    private void policy(String policy) throws IOException {
        configureKernel(configurations, Map.of("swapPolicy", policy, "activationMillisMax", ACTIVATION_MILLIS_MAX));
    }

    private MechanismSnapshot present() {
        return mechanisms.mechanisms().getFirst();
    }

    private String serving() {
        return present().provider();
    }

    private Bundle servingBundle() {
        return bundleNamed(serving().split(" ", 2)[0]);
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
