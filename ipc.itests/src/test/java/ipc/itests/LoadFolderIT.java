package ipc.itests;

import static ipc.itests.container.Parts.bundle;
import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.itests.container.InContainer;
import ipc.itests.container.TestBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A jar in the watched folder is a bundle in the kernel, as long as it lies there. */
@InContainer
class LoadFolderIT extends FelixClient {
    private static final String FOLDER = "felix.fileinstall.dir";

    @Configuration
    static Option container() throws IOException {
        Path folder = Files.createTempDirectory("load");
        folder.toFile().deleteOnExit();
        return composite(
                frameworkProperty(FOLDER).value(folder.toString()),
                frameworkProperty("felix.fileinstall.poll").value("100"),
                platform(kernel(), mechanism("ipc.mq"), bundle("org.apache.felix.fileinstall")));
    }

    @Test
    void shouldFollowTheJar(BundleContext context) throws IOException {
        Path jar = Path.of(context.getProperty(FOLDER), "greeter.jar");

        drop(jar, "1.0.0");
        await(() -> greeting() == 1);

        drop(jar, "2.0.0");
        await(() -> greeting() == 2);

        Files.delete(jar);
        await(() -> Stream.of(context.getBundles()).noneMatch(LoadFolderIT::isGreeter));
        assertThat(admin().programs()).doesNotContain("greeter");
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

    /** In one step: FileInstall shall not see half a jar. */
    private static void drop(Path jar, String version) throws IOException {
        Path beside = jar.resolveSibling("greeter.part");
        try (InputStream contents =
                TestBundle.named("greeter").version(version).with(Greeter.class).build()) {
            Files.copy(contents, beside);
        }
        Files.move(beside, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
