package ipc.kernel;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.kernel.face.Programs;
import ipc.kernel.schedule.Unwind;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** The register of programs. */
class ProgramsTest {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");
    private final Programs programs = kernel.programs();

    private int run(String name) {
        return ipc.waitFor(ipc.spawn(SpawnOptions.program(name)).pid(), Timeout.forever())
                .status();
    }

    @Test
    @Row({"KN-03", "G-01"})
    void shouldRefuseASecondProgramOfTheSameName() {
        Program first = (face, arguments) -> 1;
        Program second = (face, arguments) -> 2;
        programs.add("twice", first);

        assertFails(Errno.EEXIST, () -> programs.add("twice", second));
        programs.remove("twice", second);

        assertThat(programs.names()).containsExactly("twice");
        assertThat(run("twice")).isEqualTo(1);
        programs.remove("twice", first);
        programs.add("twice", second);
        assertThat(run("twice")).isEqualTo(2);
    }

    @Test
    void shouldReportAsAFailureWhatUnwindsPastTheStartOfItsCall() {
        programs.add("unwinds", (face, arguments) -> {
            throw new Unwind(Unwind.Reason.RESTART);
        });

        assertThat(run("unwinds")).isEqualTo(1);
    }

    @Test
    void shouldEndAProcessWhateverItsProgramThrows() {
        programs.add("overflows", (face, arguments) -> {
            throw new StackOverflowError("planned");
        });

        assertThat(run("overflows")).isEqualTo(1);
    }

    @Test
    void shouldTakeTheSameProgramTwiceForOne() {
        Program program = (face, arguments) -> 1;
        programs.add("same", program);

        programs.add("same", program);

        assertThat(programs.names()).containsExactly("same");
    }
}
