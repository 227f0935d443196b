package ipc.examples.wordcount;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Something to read.
 *
 * @param name what it is called
 * @param bytes its size
 * @param source opens it
 */
record Input(String name, long bytes, Source source) {
    private static final String SOURCES = "java.base/java/";

    /** Opens a stream, as often as it is asked. */
    interface Source {
        InputStream open() throws IOException;
    }

    InputStream open() throws IOException {
        return source.open();
    }

    static Input file(Path path) {
        long size;
        try {
            size = Files.size(path);
        } catch (IOException unreadable) {
            size = 0; // whoever opens it says so
        }
        return new Input(path.toString(), size, () -> Files.newInputStream(path));
    }

    /** The texts that come with every JDK, and the sources that come with most. */
    static List<Input> usual() {
        Path home = Path.of(System.getProperty("java.home"));
        List<Input> inputs = new ArrayList<>(texts(home.resolve("legal")));
        Path sources = home.resolve("lib").resolve("src.zip");
        if (Files.isReadable(sources)) {
            inputs.addAll(entries(sources));
        }
        return inputs;
    }

    private static List<Input> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(Input::file).toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** The archive stays open as long as an input is reachable: opening it anew for each entry is slow. */
    private static List<Input> entries(Path zip) {
        try {
            ZipFile file = new ZipFile(zip.toFile());
            return file.stream()
                    .filter(entry -> entry.getName().startsWith(SOURCES) && !entry.isDirectory())
                    .map(entry -> new Input(zip + "!" + entry.getName(), entry.getSize(), () -> content(file, entry)))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static InputStream content(ZipFile file, ZipEntry entry) throws IOException {
        return file.getInputStream(entry);
    }
}
