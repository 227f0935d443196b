package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ipc.api.ExitStatus;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.testkit.client.Child;
import ipc.testkit.client.Client;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        MessageQueue orders = shell.newQueue();
        Child<String> victim = shell.start(ipc -> {
            MessageQueue same =
                    ipc.face(MessageQueues.class).open(orders.status().name(), QueueOptions.readWrite());
            ByteBuffer buffer = Client.buffer();
            same.receive(buffer);
            return Client.text(buffer);
        });
        shell.awaitBlocked(victim.process());

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:kill " + victim.process().pid() + " 4711"))
                .withMessage("kill: ESRCH: no process 4711");

        orders.send(Client.message("still here"), 0);
        assertThat(victim.result()).isEqualTo("still here");
    }

    @Test
    void shouldSayAsJsonWhomItKilled() throws Exception {
        IpcProcess sleeper = sleeper();

        assertThat(shell.type("ipc:kill --json " + sleeper.pid()))
                .isEqualTo("[{\"pid\":" + sleeper.pid() + ",\"name\":\"sleeper\"}]\n");
    }
}
