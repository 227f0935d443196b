package ipc.itests.swap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;

/** A jar like that of an installed bundle, with other headers. */
public final class ChangedCopy {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Map<String, byte[]> entries = new HashMap<>();
    private final Manifest manifest;

    private ChangedCopy(Bundle bundle) throws IOException {
        try (InputStream in = bundle.getEntry(MANIFEST).openStream()) {
            manifest = new Manifest(in);
        }
        for (URL entry : Collections.list(bundle.findEntries("/", "*", true))) {
            String path = entry.getPath().substring(1);
            if (!path.endsWith("/") && !path.equals(MANIFEST)) {
                try (InputStream in = entry.openStream()) {
                    entries.put(path, in.readAllBytes());
                }
            }
        }
    }

    /** Begins with an unchanged copy. */
    public static ChangedCopy of(Bundle bundle) throws IOException {
        return new ChangedCopy(bundle);
    }

    /** Replaces a header. */
    public ChangedCopy header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** Adds to a header that is a list. */
    public ChangedCopy add(String name, String value) {
        String before = manifest.getMainAttributes().getValue(name);
        return header(name, before == null ? value : before + "," + value);
    }

    /** Packs the jar. */
    public InputStream build() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
