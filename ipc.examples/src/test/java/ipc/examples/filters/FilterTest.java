package ipc.examples.filters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.kernel.Kernel;
import ipc.pipes.RingPipes;
import ipc.testkit.kernel.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters as processes, joined by pipes of a live kernel. */
class FilterTest {
    private static final Map<String, Program> FILTERS = Map.of(
            "cat", new Cat(),
            "grep", new Grep(),
            "head", new Head(),
            "sort", new Sort(),
            "tee", new Tee(),
            "uniq", new Uniq(),
            "wc", new Wc(),
            "yes", new Yes());

    private final Kernel kernel = Kernel.live();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void bringPipes() {
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
        FILTERS.forEach(kernel.programs()::add);
    }

    @AfterEach
    void shouldKeepNothing() {
        assertThat(kernel.admin().objects()).isEmpty();
        assertThat(kernel.memory().usedBytes()).isZero();
        assertThat(kernel.handles().count()).isZero();
    }

    /** Runs filters side by side, each one's words in a text, and returns their statuses. */
    private List<Integer> run(String... filters) {
        Ipc ipc = kernel.bundle("test");
        PrintStream out = new PrintStream(printed, true, UTF_8);
        List<IpcProcess> processes = new ArrayList<>();
        PipePair before = null;
        for (int i = 0; i < filters.length; i++) {
            List<String> words = List.of(filters[i].split(" "));
            SpawnOptions options = SpawnOptions.program(words.getFirst())
                    .arguments(words.subList(1, words.size()))
                    .out(out);
            options = before == null ? options : options.input(before.reader());
            PipePair behind =
                    i + 1 == filters.length ? null : ipc.face(Pipes.class).create(PipeOptions.readWrite());
            options = behind == null ? options : options.output(behind.writer());
            processes.add(ipc.spawn(options));
            close(before);
            before = behind;
            if (behind != null) {
                behind.writer().close();
            }
        }
        return processes.stream().map(process -> status(ipc, process)).toList();
    }

    private static void close(PipePair pipe) {
        if (pipe != null) {
            pipe.reader().close();
        }
    }

    private int status(Ipc ipc, IpcProcess process) {
        ExitStatus end = ipc.waitFor(process.pid(), Timeout.after(Watchdog.limit()));
        assertThat(end).as("%s ends; printed was %s", process.name(), printed).isNotNull();
        return end.status();
    }

    private String printed() {
        return printed.toString(UTF_8);
    }

    @Test
    void shouldPassLinesOn() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "b two\na one\nb two\nb two\nc\n");

        assertThat(run("cat " + file, "grep b", "sort", "uniq")).containsExactly(0, 0, 0, 0);

        assertThat(printed()).isEqualTo("b two\n");
    }

    @Test
    void shouldCountAndKeepACopy() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "to be or\nnot to be\n".repeat(20_000));
        Path copy = folder.resolve("copy");

        run("cat " + file, "tee " + copy, "wc");

        assertThat(printed()).isEqualTo("40000 120000 380000\n");
        assertThat(copy).hasSameTextualContentAs(file);
    }

    @Test
    void shouldRefuseArgumentsThatMakeNoSense() {
        assertThat(run("yes", "head few")).containsExactly(Filter.BROKEN, Filter.FAILED);

        assertThat(printed()).isEqualTo("head: count few, which is no number of lines\n");
    }

    @Test
    void shouldRefuseToLookForNothing() {
        assertThat(run("grep")).containsExactly(Filter.FAILED);

        assertThat(printed()).isEqualTo("grep: no word to look for\n");
    }

    @Test
    void shouldEndWhoPrintsWithoutEnd() {
        assertThat(run("yes again", "cat", "head -n 2")).containsExactly(Filter.BROKEN, Filter.BROKEN, 0);

        assertThat(printed()).isEqualTo("again\nagain\n");
    }

    @Test
    void shouldComplainBesideThePipe() throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), "nothing\n");

        assertThat(run("cat " + file, "grep something")).containsExactly(0, 1);
        assertThat(run("cat " + folder.resolve("absent"), "wc")).containsExactly(Filter.FAILED, 0);

        assertThat(printed()).contains("cat: ", "0 0 0\n");
    }

    @Test
    void shouldPrintNothingOfNothing() {
        assertThat(run("cat")).containsExactly(0);
        assertThat(run("head")).containsExactly(0);

        assertThat(printed()).isEmpty();
    }
}
