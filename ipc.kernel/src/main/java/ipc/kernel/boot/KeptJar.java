package ipc.kernel.boot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/**
 * A copy of a bundle's jar, made from the entries of the bundle while it is sound: a framework does not give the jar
 * back, and forgets it when the bundle is updated.
 */
final class KeptJar {
    /** A fixed time, so that the same bundle gives the same bytes. */
    private static final long TIME_MILLIS = 1_000_000_000_000L;

    private final byte[] bytes;
    private final String version;

    private KeptJar(byte[] bytes, String version) {
        this.bytes = bytes;
        this.version = version;
    }

    /**
     * Copies a bundle.
     *
     * @param bundle resolved
     * @param bytesMax most bytes of its entries
     * @throws IOException if they cannot be read, or are more
     */
    static KeptJar of(Bundle bundle, long bytesMax) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        Manifest manifest = manifest(bundle);
        long left = bytesMax;
        try (JarOutputStream out = new JarOutputStream(jar)) {
            put(out, JarFile.MANIFEST_NAME, bytes(manifest));
            Enumeration<URL> entries = bundle.findEntries("/", "*", true);
            for (URL entry : Collections.list(entries == null ? Collections.emptyEnumeration() : entries)) {
                String path = entry.getPath().substring(1);
                if (!path.endsWith("/") && !path.equals(JarFile.MANIFEST_NAME)) {
                    left -= copy(out, entry, left);
                }
            }
        }
        return new KeptJar(jar.toByteArray(), bundle.getVersion().toString());
    }

    private static Manifest manifest(Bundle bundle) throws IOException {
        URL entry = bundle.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            throw new IOException(bundle + " has no manifest");
        }
        try (InputStream in = entry.openStream()) {
            return new Manifest(in);
        }
    }

    private static byte[] bytes(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static long copy(JarOutputStream out, URL entry, long bytesMax) throws IOException {
        try (InputStream in = entry.openStream()) {
            byte[] content = in.readNBytes((int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 8));
            if (content.length > bytesMax) {
                throw new IOException("entries of more bytes than keptBytesMax allows, up to " + entry.getPath());
            }
            put(out, entry.getPath().substring(1), content);
            return content.length;
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(TIME_MILLIS);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** Returns the bundle's version. */
    String version() {
        return version;
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /**
     * Returns the same bundle under a version with a qualifier, so that it can be installed beside the other one.
     *
     * @param qualifier letters and digits
     */
    InputStream beside(String qualifier) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(stream());
                JarOutputStream out = new JarOutputStream(jar)) {
            Manifest manifest = new Manifest(in.getManifest());
            Attributes main = manifest.getMainAttributes();
            main.putValue(Constants.BUNDLE_VERSION, qualified(qualifier));
            put(out, JarFile.MANIFEST_NAME, bytes(manifest));
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                put(out, entry.getName(), in.readAllBytes());
            }
        }
        return new ByteArrayInputStream(jar.toByteArray());
    }

    private String qualified(String qualifier) {
        long dots = version.chars().filter(each -> each == '.').count();
        return version + (dots > 2 ? "-" : ".") + qualifier;
    }
}
