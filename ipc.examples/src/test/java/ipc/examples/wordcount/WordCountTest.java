package ipc.examples.wordcount;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.channels.RingChannels;
import ipc.kernel.Kernel;
import ipc.mq.reference.TextbookQueues;
import ipc.pipes.RingPipes;
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
import org.junit.jupiter.params.provider.EnumSource;

/** The demo over a live kernel, without swaps. */
class WordCountTest {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    WordCountTest() {
        kernel.bind(new TextbookQueues(kernel.scheduler(), kernel.memory()), "ipc.mq.reference", 0);
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
    }

    private int run(String... words) {
        SpawnOptions options = SpawnOptions.program("demo", new WordCount(kernel.admin(), kernel.admin()))
                .arguments(List.of(words))
                .out(new PrintStream(printed, true, UTF_8));
        ExitStatus end = ipc.waitFor(ipc.spawn(options).pid(), Timeout.after(Watchdog.limit()));
        assertThat(end).as("it ends; it printed %s", printed).isNotNull();
        return end.status();
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountTheSameWhicheverWayTheTextGoes(Via via) throws IOException {
        Path file = Files.writeString(folder.resolve("words"), "to be or not to be\n".repeat(50_000));

        int status = run("--json", "--no-swap", "--workers", "3", "--via", via.toString(), file.toString());

        assertThat(printed.toString(UTF_8)).contains("\"matches\":true", "\"bytes\":950000", "\"lost\":0");
        assertThat(status).isZero();
        assertThat(kernel.admin().objects()).isEmpty();
        assertThat(kernel.memory().usedBytes()).isZero();
    }

    @Test
    void shouldCountNothingOfNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("words"), "");

        assertThat(run("--json", "--no-swap", "--via", "pipe", file.toString())).isZero();

        assertThat(printed.toString(UTF_8)).contains("\"matches\":true");
    }
}
