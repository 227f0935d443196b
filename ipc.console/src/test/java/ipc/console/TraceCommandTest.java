package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.TraceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceCommandTest {
    private final RunningShell shell = new RunningShell();

    @BeforeEach
    void addProgram() {
        shell.kernel().programs().add("polite", (ipc, arguments) -> {
            ipc.umask(0);
            ipc.out().println("done");
            return 0;
        });
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void shouldWriteCallsAsStraceDoes() {
        TraceRecord call = new TraceRecord(1, 1_000, 2_500, 7, "umask(22)", "0");

        assertThat(TraceCommand.line(call)).isEqualTo("[pid 7] umask(22) = 0 <0.000002500>");
    }

    @Test
    void shouldTraceProgramFromItsFirstCallOn() throws Exception {
        assertThat(shell.type("ipc:strace run polite").lines())
                .contains("done")
                .anyMatch(line -> line.matches("\\[pid \\d+\\] umask\\(0\\) = .* <0\\.\\d{9}>"));
    }

    @Test
    void shouldPutCallsIntoTheValue() throws Exception {
        assertThat(shell.type("ipc:strace --json run polite"))
                .contains(
                        "\"status\":0", "\"output\":\"done\\n\"", "\"calls\":[{\"sequence\":", "\"call\":\"umask(0)\"");
    }

    @Test
    void shouldTraceBetweenOnAndOff() throws Exception {
        int pid = shell.ipc().self().pid();
        shell.type("ipc:strace on " + pid);
        shell.ipc().umask(0);

        assertThat(shell.type("ipc:strace " + pid)).startsWith("[pid " + pid + "] umask(0)");

        shell.type("ipc:strace off " + pid);
        shell.ipc().umask(0);
        assertThat(shell.type("ipc:strace --json all")).isEqualTo("[]\n");
    }
}
