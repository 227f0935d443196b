package ipc.itests.container;

import static ipc.itests.container.Parts.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;

/** The folder that FileInstall watches in a container: a jar in it is a bundle, as long as it lies there. */
public final class LoadFolder {
    private static final String FOLDER = "felix.fileinstall.dir";

    private final Path folder;

    /** Finds the folder of a container that has one. */
    public LoadFolder(BundleContext context) {
        folder = Path.of(context.getProperty(FOLDER));
    }

    /** Has an empty folder watched, ten times a second. */
    public static Option loadFolder() throws IOException {
        Path folder = Files.createTempDirectory("load");
        folder.toFile().deleteOnExit();
        return composite(
                frameworkProperty(FOLDER).value(folder.toString()),
                frameworkProperty("felix.fileinstall.poll").value("100"),
                bundle("org.apache.felix.fileinstall"));
    }

    /** Puts a jar in, or another in its place, in one step: FileInstall shall not see half a jar. */
    public void drop(String name, InputStream contents) throws IOException {
        Path beside = folder.resolve(name + ".part");
        try (contents) {
            Files.copy(contents, beside);
        }
        Files.move(beside, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes a jar away. */
    public void remove(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }
}
