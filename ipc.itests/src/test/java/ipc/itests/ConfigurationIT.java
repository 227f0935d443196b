package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.waitForever;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcProcess.State;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.LimitSnapshot;
import ipc.api.mq.MessageQueues;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.testkit.client.Child;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** A kernel takes what is configured, when it starts and while it runs, and no bad value ever. */
@InContainer
class ConfigurationIT extends FelixClient {
    private static final String PID = "ipc.kernel";
    private static final String KEY = "queueDepthMax";

    private ConfigurationAdmin configurations;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.mq"));
    }

    @BeforeEach
    void find(@Service ConfigurationAdmin admin) {
        configurations = admin;
    }

    @AfterEach
    void restoreDefaults() throws IOException {
        configurations.getConfiguration(PID, "?").delete();
        await(() -> depthMax() == 256);
    }

    @Test
    void shouldTakeALimitAtOnce() throws IOException {
        configure(Map.of(KEY, 8));

        await(() -> depthMax() == 8);

        assertFails(Errno.EINVAL, () -> openAsUser(9));
        assertThat(openAsUser(8)).isEqualTo(8);
    }

    @Test
    void shouldKeepTheKernelAndItsProcessesWhenALimitChanges() throws IOException {
        Child<Boolean> child = start(ipc -> {
            waitForever(ipc);
            return true;
        });
        awaitBlocked(child.process());

        configure(Map.of(KEY, 9));

        await(() -> depthMax() == 9);
        assertThat(child.process().state()).isEqualTo(State.BLOCKED);
    }

    @Test
    void shouldRefuseABadValueAndKeepTheOldOne(@Service LogReaderService log) throws IOException {
        configure(Map.of(KEY, 8, "processesMax", 100));
        await(() -> depthMax() == 8);
        Child<Boolean> child = start(ipc -> {
            waitForever(ipc);
            return true;
        });
        awaitBlocked(child.process());

        configure(Map.of(KEY, 0, "processesMax", 200));

        await(() -> logged(log, "ipc.kernel: queueDepthMax is 0, bounds 1 to 1,048,576"));
        assertThat(depthMax()).isEqualTo(8);
        assertThat(limit("processesMax")).as("refused as a whole").isEqualTo(100);
        assertThat(child.process().state()).isEqualTo(State.BLOCKED);
        assertThat(openAsUser(8)).isEqualTo(8);
    }

    @Test
    void shouldTakeAGoodValueAfterABadOne(@Service LogReaderService log) throws IOException {
        configure(Map.of(KEY, -7));
        await(() -> logged(log, "ipc.kernel: queueDepthMax is -7, bounds 1 to 1,048,576"));

        configure(Map.of(KEY, 7));

        await(() -> depthMax() == 7);
        assertThat(admin().processes()).isNotEmpty();
    }

    @Test
    void shouldStartWithTheDefaultInPlaceOfEachBadValue(BundleContext context) throws Exception {
        Bundle kernel = bundleNamed(PID);
        kernel.stop();
        configure(Map.of("scheduler", "lively", KEY, 0, "processesMax", "many", "handlesMax", 1_000));

        List<String> warnings = warnings(PID, kernel::start);

        assertThat(warnings)
                .containsExactly(
                        "scheduler is lively, bounds live, seeded; its default counts",
                        "processesMax is many, bounds 1 to 1,000,000; its default counts",
                        "queueDepthMax is 0, bounds 1 to 1,048,576; its default counts");
        try (ClientBundle client = ClientBundle.privileged(context)) {
            assertThat(limit(client.admin(), "processesMax")).isEqualTo(4096);
            assertThat(limit(client.admin(), "handlesMax")).as("a good value").isEqualTo(1_000);
            configure(Map.of(KEY, 5));
            client.await(() -> limit(client.admin(), KEY) == 5);
        }
    }

    @Test
    void shouldDescribeItsLimits(@Service MetaTypeService types) {
        var information = types.getMetaTypeInformation(bundleNamed(PID));

        ObjectClassDefinition limits = information.getObjectClassDefinition(PID, null);

        assertThat(information.getPids()).contains(PID);
        assertThat(limits.getAttributeDefinitions(ObjectClassDefinition.ALL))
                .filteredOn(limit -> limit.getID().equals(KEY))
                .singleElement()
                .satisfies(limit -> assertThat(limit.getDefaultValue()).containsExactly("256"))
                .extracting(AttributeDefinition::getDescription)
                .asString()
                .contains("1 to 1,048,576");
    }

    private void configure(Map<String, Object> values) throws IOException {
        configurations.getConfiguration(PID, "?").update(FrameworkUtil.asDictionary(values));
    }

    private long depthMax() {
        return limit(KEY);
    }

    private long limit(String name) {
        return limit(admin(), name);
    }

    private static long limit(KernelAdmin admin, String name) {
        return admin.limits().stream()
                .filter(limit -> limit.name().equals(name))
                .mapToLong(LimitSnapshot::max)
                .findFirst()
                .orElseThrow();
    }

    private int openAsUser(int depth) {
        return asUser(
                7,
                ipc -> ipc.face(MessageQueues.class)
                        .open(newName(), small().depthMax(depth))
                        .status()
                        .depthMax());
    }

    /** What a logger of the JVM is told while something is done. */
    private static List<String> warnings(String name, ThrowingCallable work) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(name);
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            work.call();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }

    private static boolean logged(LogReaderService log, String text) {
        return Collections.list(log.getLog()).stream().anyMatch(entry -> says(entry, text));
    }

    private static boolean says(LogEntry entry, String text) {
        for (Throwable at = entry.getException(); at != null; at = at.getCause()) {
            if (String.valueOf(at.getMessage()).contains(text)) {
                return true;
            }
        }
        return entry.getMessage().contains(text);
    }
}
