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
import ipc.api.admin.LimitSnapshot;
import ipc.api.mq.MessageQueues;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.testkit.client.Child;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** The limits of a kernel that runs are changed by configuration. */
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
        return admin().limits().stream()
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
