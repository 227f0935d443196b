package ipc.bench.gate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A bundle with nothing in it, in a framework of its own. */
final class BareBundle implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final Framework framework;
    private final Bundle bundle;
    private final Path cache;

    private BareBundle(Framework framework, Bundle bundle, Path cache) {
        this.framework = framework;
        this.bundle = bundle;
        this.cache = cache;
    }

    /** Starts a framework that keeps its things in a folder, which goes with it. */
    static BareBundle install(Path cache) throws BundleException, IOException {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.start();
        Bundle bundle = framework.getBundleContext().installBundle("bare", new ByteArrayInputStream(jar()));
        bundle.start();
        return new BareBundle(framework, bundle, cache);
    }

    private static byte[] jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "bare");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    void restart() throws BundleException {
        bundle.stop();
        bundle.start();
    }

    @Override
    public void close() throws BundleException, IOException {
        framework.stop();
        try {
            framework.waitForStop(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
