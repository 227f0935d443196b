package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Program;
import ipc.examples.filters.Cat;
import ipc.examples.filters.Grep;
import ipc.examples.filters.Head;
import ipc.examples.filters.Wc;
import ipc.examples.filters.Yes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of the shell as people type them, with the programs that come along. */
class FilterLineTest {
    private static final int LINES = 10_000;

    private final RunningShell shell = new RunningShell();

    @TempDir
    private Path folder;

    private Path file;

    /** A file larger than a pipe holds: each third line says so. */
    @BeforeEach
    void addProgramsAndFile() throws IOException {
        Map.<String, Program>of(
                        "cat", new Cat(), "grep", new Grep(), "wc", new Wc(), "yes", new Yes(), "head", new Head())
                .forEach((name, program) -> shell.kernel().programs().add(name, program));
        file = folder.resolve("lines");
        Files.write(
                file,
                IntStream.range(0, LINES)
                        .mapToObj(i -> i % 3 == 0 ? "a third line" : "any other")
                        .toList());
    }

    @AfterEach
    void shouldKeepNothing() {
        shell.closeWhenNothingIsLeft();
    }

    @Test
    void shouldCountTheLinesOfAFileThatHaveAWord() throws Exception {
        assertThat(Files.size(file)).isGreaterThan(65_536);

        assertThat(shell.type("ipc:run cat " + file + " | ipc:run grep third | ipc:run wc"))
                .isEqualTo("3334 10002 43342\nexit statuses: cat 0, grep 0, wc 0\n");
        assertThat(shell.session().get("status")).isEqualTo(0);
    }

    @Test
    void shouldTellWhichProgramFoundNothing() throws Exception {
        assertThat(shell.type("ipc:run cat " + file + " | ipc:run grep fourth | ipc:run wc"))
                .isEqualTo("0 0 0\nexit statuses: cat 0, grep 1, wc 0\n");
    }

    @Test
    void shouldEndYesWhenHeadHasEnough() throws Exception {
        assertThat(shell.type("ipc:run yes | ipc:run head"))
                .isEqualTo("y\n".repeat(10) + "exit statuses: yes 141, head 0\n");
    }
}
