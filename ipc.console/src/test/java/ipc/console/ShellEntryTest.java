package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShellEntryTest {
    private final RunningShell shell = new RunningShell();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        shell.close();
    }

    private int execute(String line) {
        return ShellEntry.execute(shell.session(), line, new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @Test
    void shouldSucceedAndPrintResult() {
        assertThat(execute("x = 'a result'")).isZero();

        assertThat(shell.printed()).isEqualTo("a result\n");
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void shouldSayWhatFailedInOneLine() {
        assertThat(execute("ipc:kill nobody")).isEqualTo(1);
        assertThat(execute("no-such-command")).isEqualTo(1);

        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "ipc: kill: nobody is not the number of a process, bounds 1 to 2,147,483,647",
                        "ipc: Command not found: no-such-command");
    }

    @Test
    void shouldFailWithTheProgram() {
        shell.kernel().programs().add("three", (ipc, arguments) -> 3);

        assertThat(execute("ipc:run three")).isEqualTo(1);

        assertThat(shell.printed()).isEmpty();
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEqualTo("ipc: the program ended with status 3\n");
    }
}
