package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Ipc;
import ipc.testkit.kernel.Watchdog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs side by side in a line of the shell. */
class ProgramLineTest {
    private static final int BROKEN = 141;

    private final RunningShell shell = new RunningShell();

    /** Where two programs wait for one another. */
    private final CyclicBarrier meeting = new CyclicBarrier(2);

    @BeforeEach
    void addPrograms() {
        shell.kernel().programs().add("say", (ipc, words) -> {
            words.forEach(ipc.out()::println);
            return 0;
        });
        shell.kernel().programs().add("shout", (ipc, none) -> {
            lines(ipc).forEach(line -> ipc.out().println(line.toUpperCase(Locale.ROOT)));
            return 4;
        });
        shell.kernel().programs().add("pipes", (ipc, none) -> {
            meet(); // both have begun, so that both pipes are there
            int pipes = shell.kernel().admin().objects().size();
            meet(); // and neither takes its pipe away before the other one has counted
            lines(ipc).forEach(line -> ipc.out().println(line + " " + pipes));
            return 0;
        });
        shell.kernel().programs().add("forever", (ipc, none) -> {
            while (!ipc.out().checkError()) {
                ipc.out().println("again");
            }
            return BROKEN;
        });
        shell.kernel().programs().add("first", (ipc, none) -> {
            ipc.out().println(reader(ipc).readLine());
            return 0;
        });
    }

    private void meet() throws Exception {
        meeting.await(Watchdog.limit().toSeconds(), TimeUnit.SECONDS);
    }

    private static BufferedReader reader(Ipc ipc) {
        return new BufferedReader(new InputStreamReader(ipc.in(), StandardCharsets.UTF_8));
    }

    private static List<String> lines(Ipc ipc) throws IOException {
        return reader(ipc).readAllLines();
    }

    @AfterEach
    void shouldKeepNothing() {
        shell.closeWhenNothingIsLeft();
    }

    @Test
    void shouldJoinProgramsAndTellHowEachEnded() throws Exception {
        assertThat(shell.type("ipc:run say one two | ipc:run shout | ipc:run shout"))
                .contains("ONE\nTWO\n")
                .contains("exit statuses: say 0, shout 4, shout 4\n");
        assertThat(shell.session().get("status")).isEqualTo(4);
    }

    @Test
    void shouldJoinThemByPipesOfTheKernelOnly() throws Exception {
        assertThat(shell.type("ipc:run say a | ipc:run pipes | ipc:run pipes")).contains("a 2 2\n");
    }

    @Test
    void shouldEndWhoPrintsWithoutEndWhenNobodyReads() throws Exception {
        assertThat(shell.type("ipc:run forever | ipc:run first"))
                .contains("again\n", "exit statuses: forever " + BROKEN + ", first 0\n");
    }

    @Test
    void shouldReadWhatAnotherCommandPrints() throws Exception {
        assertThat(shell.type("ipc:programs | ipc:run shout")).contains("PROGRAM\nFIRST\nFOREVER\nPIPES\n");
    }

    @Test
    void shouldPrintIntoAnotherCommand() throws Exception {
        shell.type("ipc:run say one | ipc:run shout | ipc:programs");

        assertThat(shell.printed()).contains("PROGRAM\n", "exit statuses: say 0, shout 4\n");
    }

    @Test
    void shouldFindTheEndWhereAProgramDoesNotBegin() {
        Throwable refusal = catchThrowable(() -> shell.type("ipc:run nothing | ipc:run shout"));

        assertThat(shell.printed() + refusal).contains("no program nothing");
        assertThat(shell.printed()).contains("exit statuses: nothing 127, shout 4\n");
    }

    @Test
    void shouldBreakWhereTheNextProgramDoesNotBegin() {
        Throwable refusal = catchThrowable(() -> shell.type("ipc:run forever | ipc:run nothing"));

        assertThat(shell.printed() + refusal).contains("no program nothing");
        assertThat(shell.printed()).contains("exit statuses: forever " + BROKEN + ", nothing 127\n");
    }
}
