package ipc.itests;

import static ipc.itests.container.Parts.bundle;
import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.ExitStatus;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.itests.container.InContainer;
import ipc.testkit.kernel.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The program {@code demo} counts the words of a file. */
@InContainer
class DemoIT extends FelixClient {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Configuration
    static Option container() {
        return platform(
                kernel(),
                mechanism("ipc.mq"),
                mechanism("ipc.mq.reference"),
                mechanism("ipc.pipes"),
                mechanism("ipc.channels"),
                bundle("ipc.examples"));
    }

    @Test
    void shouldCountAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "to be or not to be\n".repeat(10_000));

        int status = demo("--json", file.toString());

        assertThat(printed.toString(UTF_8)).contains("\"matches\":true", "\"bytes\":190000", "\"lost\":0");
        assertThat(status).isZero();
    }

    @Test
    void shouldCountAFileWhileItsQueuesAreSwapped() throws IOException {
        String file = Files.writeString(folder.resolve("words.txt"), "to be or not to be\n".repeat(1_000_000))
                .toString();

        int status = demo("--json", file, file, file, file, file); // several periods of the swaps

        assertThat(printed.toString(UTF_8))
                .contains("\"matches\":true", "\"bytes\":95000000", "\"lost\":0")
                .doesNotContain("\"swaps\":0,");
        assertThat(status).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "channel"})
    void shouldCountTheSameThrough(String way) throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "to be or not to be\n".repeat(100_000));

        int status = demo("--json", "--via", way, file.toString());

        assertThat(printed.toString(UTF_8)).contains("\"matches\":true", "\"bytes\":1900000", "\"lost\":0");
        assertThat(status).isZero();
    }

    @Test
    void shouldNameAFileThatCannotBeReadAndCountTheRest() throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "to be or not to be\n");
        Path absent = folder.resolve("absent.txt");

        int status = demo(absent.toString(), file.toString());

        assertThat(printed.toString(UTF_8)).contains(absent.toString());
        assertThat(status).isEqualTo(2);
    }

    private int demo(String... arguments) {
        await(() -> admin().programs().contains("demo"));
        PrintStream out = new PrintStream(printed, true, UTF_8);
        SpawnOptions options =
                SpawnOptions.program("demo").arguments(List.of(arguments)).out(out);
        int pid = ipc().spawn(options).pid();
        ExitStatus status = ipc().waitFor(pid, Timeout.after(Watchdog.limit().multipliedBy(4)));
        assertThat(status).as("the demo ends; it printed %s", printed).isNotNull();
        return status.status();
    }
}
