package ipc.itests;

import static ipc.itests.container.LoadFolder.loadFolder;
import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.MechanismAdmin;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.itests.container.InContainer;
import ipc.itests.container.LoadFolder;
import ipc.itests.container.Service;
import ipc.itests.container.TestBundle;
import ipc.itests.swap.ChangedCopy;
import ipc.testkit.client.Child;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;

/** A jar in the watched folder is a bundle in the kernel, as long as it lies there. */
@InContainer
class LoadFolderIT extends FelixClient {
    @Configuration
    static Option container() throws IOException {
        return platform(kernel(), mechanism("ipc.mq"), loadFolder());
    }

    @Test
    void shouldFollowTheJar(BundleContext context) throws IOException {
        LoadFolder folder = new LoadFolder(context);

        folder.drop("greeter.jar", greeter("1.0.0"));
        await(() -> greeting() == 1);

        folder.drop("greeter.jar", greeter("2.0.0"));
        await(() -> greeting() == 2);

        folder.remove("greeter.jar");
        await(() -> Stream.of(context.getBundles()).noneMatch(LoadFolderIT::isGreeter));
        assertThat(admin().programs()).doesNotContain("greeter");
    }

    @Test
    void shouldGoOnInAnOverwrittenProvider(
            BundleContext context, @Service MechanismAdmin mechanisms, @Service ConfigurationAdmin configurations)
            throws Exception {
        configureKernel(configurations, Map.of());
        bundleNamed("ipc.mq").stop();
        LoadFolder folder = new LoadFolder(context);
        folder.drop("queues.jar", provider("1.0.1"));
        await(() -> serving(mechanisms).equals("ipc.mq 1.0.1"));
        MessageQueue queue = newQueue();
        MessageQueue empty = newQueue();
        queue.send(message("first"), 2);
        queue.send(message("second"), 1);
        String name = empty.status().name();
        Child<Integer> receiver = start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer()));
        awaitBlocked(receiver.process());

        folder.drop("queues.jar", provider("1.0.2"));

        await(() -> serving(mechanisms).equals("ipc.mq 1.0.2"));
        assertThat(take(queue)).isEqualTo("first");
        assertThat(take(queue)).isEqualTo("second");
        assertThat(queue.tryReceive(buffer())).isNegative();
        empty.send(message("x"), 7);
        assertThat(receiver.result()).isEqualTo(7);
    }

    private static String serving(MechanismAdmin mechanisms) {
        return mechanisms.mechanisms().getFirst().provider();
    }

    /** A copy of the bundle that the container began with. */
    private InputStream provider(String version) throws IOException {
        return ChangedCopy.of(bundleNamed("ipc.mq"))
                .header(Constants.BUNDLE_VERSION, version)
                .build();
    }

    private static boolean isGreeter(Bundle bundle) {
        return "greeter".equals(bundle.getSymbolicName());
    }

    /** Runs the program; 0 while there is none, also when an update takes it away in between. */
    private int greeting() {
        try {
            int pid = ipc().spawn(SpawnOptions.program("greeter")).pid();
            return Objects.requireNonNull(ipc().waitFor(pid, Timeout.forever())).status();
        } catch (IpcException notThere) {
            assertThat(notThere.errno()).isEqualTo(Errno.ENOENT);
            return 0;
        }
    }

    private static InputStream greeter(String version) {
        return TestBundle.named("greeter").version(version).with(Greeter.class).build();
    }
}
