package ipc.testkit.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file in which one module keeps its results: a JSON array. */
final class RowFile {

    private final Path path;

    RowFile(Path path) {
        this.path = path;
    }

    List<RowResult> read() throws IOException {
        return parse(Files.readString(path, UTF_8));
    }

    /**
     * Puts the results of some test classes in the place of what the file held about them. Unit tests and container
     * tests of one module run in two JVMs, perhaps at once: the lock lets neither lose the other's results.
     */
    void replace(Set<String> testClasses, Collection<RowResult> results) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
                var _ = file.getChannel().lock()) {
            byte[] before = new byte[Math.toIntExact(file.length())];
            file.readFully(before);
            Stream<RowResult> others = parse(new String(before, UTF_8)).stream()
                    .filter(result -> testClasses.stream().noneMatch(result::isOf));
            byte[] after = format(Stream.concat(others, results.stream())).getBytes(UTF_8);
            file.setLength(0);
            file.write(after);
        }
    }

    private static List<RowResult> parse(String text) {
        return text.lines().map(RowResult::parse).flatMap(Optional::stream).toList();
    }

    private static String format(Stream<RowResult> results) {
        return results.map(RowResult::json).sorted().collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }
}
