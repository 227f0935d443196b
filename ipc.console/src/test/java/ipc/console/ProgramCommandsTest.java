package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ipc.api.ExitStatus;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgramCommandsTest {
    private final RunningShell shell = new RunningShell();
    private final CompletableFuture<IpcProcess> child = new CompletableFuture<>();

    @BeforeEach
    void addPrograms() {
        shell.kernel().programs().add("echo", (ipc, arguments) -> {
            ipc.out().println(ipc.self().credentials().uid() + " " + arguments);
            return arguments.size();
        });
        shell.kernel().programs().add("parent", (ipc, arguments) -> {
            child.complete(ipc.spawn(SpawnOptions.program("child", (inner, none) -> {
                inner.sleep(Duration.ofHours(1));
                return 0;
            })));
            ipc.waitFor(0, Timeout.forever());
            return 0;
        });
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void shouldListPrograms() throws Exception {
        assertThat(shell.type("ipc:programs")).isEqualTo("PROGRAM\necho\nparent\n");
        assertThat(shell.type("ipc:programs --json")).isEqualTo("[{\"name\":\"echo\"},{\"name\":\"parent\"}]\n");
    }

    @Test
    void shouldRunProgramWithoutTheConsolesPower() throws Exception {
        assertThat(shell.type("ipc:run echo")).isEqualTo("1000 []\n");
        assertThat(shell.type("ipc:run --user 7 echo")).isEqualTo("7 []\n");
    }

    @Test
    void shouldLeaveWhatFollowsTheNameToTheProgram() throws Exception {
        assertThat(shell.type("ipc:run echo --json --user x")).isEqualTo("1000 [--json, --user, x]\n");
    }

    @Test
    void shouldReturnAndKeepStatus() throws Exception {
        assertThat(shell.session().execute("ipc:run echo a b c")).isEqualTo(3);
        assertThat(shell.session().get("status")).isEqualTo(3);
        assertThat(shell.session().execute("ipc:run echo")).isNull();
        assertThat(shell.session().get("status")).isEqualTo(0);
    }

    @Test
    void shouldPutOutputAndStatusIntoOneValue() throws Exception {
        assertThat(shell.type("ipc:run --json echo a"))
                .matches("\\{\"pid\":\\d+,\"name\":\"echo\",\"status\":1,\"killed\":false,"
                        + "\"output\":\"1000 \\[a\\]\\\\n\"\\}\n");
    }

    @Test
    void shouldLeaveNoZombie() throws Exception {
        shell.type("ipc:run echo");

        assertThat(shell.type("ipc:ps").lines()).hasSize(3);
    }

    @Test
    void shouldKillProgramAndItsChildrenOnInterrupt() throws Exception {
        FutureTask<String> typing = typeParent();
        IpcProcess orphan = child.get();

        shell.session().foregroundJob().interrupt();

        assertThatExceptionOfType(ExecutionException.class)
                .as("the prompt comes back at once")
                .isThrownBy(typing::get)
                .withCauseInstanceOf(InterruptedException.class);
        awaitEnd(orphan);
        shell.await(() -> Objects.equals(shell.session().get("status"), ExitStatus.KILLED));
    }

    @Test
    void shouldKillProgramsWhenTheConsoleEnds() throws Exception {
        FutureTask<String> typing = typeParent();
        IpcProcess orphan = child.get();

        shell.runs().hangUp();

        typing.get();
        assertThat(shell.session().get("status")).isEqualTo(ExitStatus.KILLED);
        awaitEnd(orphan);
    }

    @Test
    void shouldKillAProgramThatStartsWhenTheConsoleHasEnded() throws Exception {
        shell.runs().hangUp();

        shell.type("ipc:run parent");

        assertThat(shell.session().get("status")).isEqualTo(ExitStatus.KILLED);
    }

    private FutureTask<String> typeParent() {
        FutureTask<String> typing = new FutureTask<>(() -> shell.type("ipc:run parent"));
        Thread.ofVirtual().start(typing);
        return typing;
    }

    /** Kills take effect at the victim's next kernel call. */
    private void awaitEnd(IpcProcess process) {
        shell.await(() -> process.state() == IpcProcess.State.GONE);
    }
}
