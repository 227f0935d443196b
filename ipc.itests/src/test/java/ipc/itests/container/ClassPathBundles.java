package ipc.itests.container;

import aQute.bnd.osgi.Jar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/** The bundles on the test class path by symbolic name, which makes the module's pom the only list of versions. */
final class ClassPathBundles {

    private static final Map<String, Path> PLACES = scan();

    private ClassPathBundles() {}

    static String url(String symbolicName) {
        Path place = PLACES.get(symbolicName);
        if (place == null) {
            throw new IllegalArgumentException("no bundle " + symbolicName + " on the class path: is it in the pom?");
        }
        return (Files.isDirectory(place) ? packed(place) : place).toUri().toString();
    }

    /** A module that was compiled but not packed, as in a development environment, is a folder. */
    private static Path packed(Path folder) {
        try (Jar jar = new Jar(folder.toFile())) {
            Path file = Files.createTempFile("bundle", ".jar");
            file.toFile().deleteOnExit();
            jar.write(file.toFile());
            return file;
        } catch (Exception e) { // bnd declares nothing narrower
            throw new IllegalStateException("cannot pack " + folder, e);
        }
    }

    private static Map<String, Path> scan() {
        Map<String, Path> places = new HashMap<>();
        try {
            ClassLoader classPath = ClassPathBundles.class.getClassLoader();
            for (URL manifest : Collections.list(classPath.getResources("META-INF/MANIFEST.MF"))) {
                String name = symbolicName(manifest);
                if (name != null) {
                    places.putIfAbsent(name, place(manifest));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private static String symbolicName(URL manifest) throws IOException {
        try (InputStream in = manifest.openStream()) {
            String header = new Manifest(in).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return header == null ? null : header.split(";", 2)[0].strip();
        }
    }

    private static Path place(URL manifest) throws IOException {
        return manifest.openConnection() instanceof JarURLConnection jar
                ? Path.of(URI.create(jar.getJarFileURL().toString()))
                : Path.of(URI.create(manifest.toString())).getParent().getParent();
    }
}
