package ipc.examples.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.kernel.Kernel;
import ipc.pipes.RingPipes;
import ipc.testkit.kernel.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters as processes, joined by pipes of a live kernel. */
class PipelineTest {
    private final Kernel kernel = Kernel.live();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void bringPipes() {
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
    }

    @AfterEach
    void shouldKeepNothing() {
        assertThat(kernel.admin().objects()).isEmpty();
        assertThat(kernel.memory().usedBytes()).isZero();
        assertThat(kernel.handles().count()).isZero();
    }

    private int run(String... words) {
        Ipc ipc = kernel.bundle("test");
        SpawnOptions options = SpawnOptions.program("pipeline", new Pipeline())
                .arguments(List.of(words))
                .out(new PrintStream(printed, true, UTF_8));
        ExitStatus end = ipc.waitFor(ipc.spawn(options).pid(), Timeout.after(Watchdog.limit()));
        assertThat(end).as("it ends; it printed %s", printed).isNotNull();
        return end.status();
    }

    @Test
    void shouldPassLinesOn() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "b two\na one\nb two\nb two\nc\n");

        int status = run("cat", file.toString(), "|", "grep", "b", "|", "sort", "|", "uniq");

        assertThat(printed.toString(UTF_8)).isEqualTo("b two\nexit statuses: cat 0 grep 0 sort 0 uniq 0\n");
        assertThat(status).isZero();
    }

    @Test
    void shouldCountAndKeepACopy() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "to be or\nnot to be\n".repeat(20_000));
        Path copy = folder.resolve("copy");

        run("cat", file.toString(), "|", "tee", copy.toString(), "|", "wc");

        assertThat(printed.toString(UTF_8)).startsWith("40000 120000 380000\n");
        assertThat(copy).hasSameTextualContentAs(file);
    }

    @Test
    void shouldRefuseArgumentsThatMakeNoSense() {
        int status = run("yes", "|", "head", "few");

        assertThat(printed.toString(UTF_8))
                .isEqualTo("head: count few, which is no number of lines\nexit statuses: yes 141 head 2\n");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void shouldRefuseToLookForNothing() {
        run("grep");

        assertThat(printed.toString(UTF_8)).isEqualTo("grep: no word to look for\nexit statuses: grep 2\n");
    }

    @Test
    void shouldEndWhoWritesWithoutEnd() {
        int status = run("yes", "again", "|", "head", "-n", "2");

        assertThat(printed.toString(UTF_8)).isEqualTo("again\nagain\nexit statuses: yes " + Stage.BROKEN + " head 0\n");
        assertThat(status).isZero();
    }

    @Test
    void shouldGiveTheStatusOfTheLast() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "nothing\n");

        assertThat(run("cat", file.toString(), "|", "grep", "something")).isEqualTo(1);
        assertThat(run("cat", folder.resolve("absent").toString(), "|", "wc")).isZero();

        assertThat(printed.toString(UTF_8)).contains("grep 1", "cat: ", "cat 2 wc 0");
    }

    @Test
    void shouldSayWhatItKnows() {
        assertThat(run("dog", "|", "head")).isEqualTo(2);
        assertThat(run("--help")).isZero();

        assertThat(printed.toString(UTF_8)).contains("filters are cat, grep, head, sort, tee, uniq, wc, yes");
    }
}
