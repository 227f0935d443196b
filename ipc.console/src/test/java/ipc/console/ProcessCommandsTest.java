package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.ExitStatus;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

@org.junit.jupiter.api.Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ProcessCommandsTest {
    private final RunningShell shell = new RunningShell();

    @AfterEach
    void close() {
        shell.close();
    }

    private IpcProcess sleeper() {
        return shell.ipc().spawn(SpawnOptions.program("sleeper", (ipc, arguments) -> {
            ipc.sleep(Duration.ofHours(1));
            return 0;
        }));
    }

    @Test
    void shouldListProcesses() throws Exception {
        IpcProcess sleeper = sleeper();

        String table = shell.type("ipc:ps");

        assertThat(table.lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .matches(" *PID +PPID +UID +GID +PRI +STATE +HANDLES +MEM +CALLS +BLOCKED +NAME +WAITS FOR"));
        assertThat(table.lines()).anyMatch(line -> line.matches(" *1 +0 +0 +0 +16 +RUNNING .* kernel"));
        assertThat(table.lines()).anyMatch(line -> line.matches(" *" + sleeper.pid() + " +2 .* sleeper.*"));
    }

    @Test
    void shouldListOneProcessAsJson() throws Exception {
        assertThat(shell.type("ipc:ps --json 1"))
                .startsWith("[{\"pid\":1,\"parentPid\":0,\"uid\":0,")
                .endsWith("\"name\":\"kernel\",\"waitingFor\":\"\"}]\n");
    }

    @Test
    void shouldKillProcess() throws Exception {
        IpcProcess sleeper = sleeper();

        String said = shell.type("ipc:kill " + sleeper.pid());

        assertThat(said).isEmpty();
        assertThat(shell.ipc().waitFor(sleeper.pid(), Timeout.forever()))
                .isEqualTo(new ExitStatus(sleeper.pid(), ExitStatus.KILLED, true));
    }

    @Test
    void shouldKillNobodyWhenOneIsNotThere() {
        IpcProcess sleeper = sleeper();

        try {
            shell.type("ipc:kill " + sleeper.pid() + " 4711");
        } catch (Exception refusal) {
            assertThat(refusal).hasMessage("kill: ESRCH: no process 4711");
        }

        assertThat(sleeper.state()).isIn(IpcProcess.State.RUNNING, IpcProcess.State.BLOCKED);
    }
}
