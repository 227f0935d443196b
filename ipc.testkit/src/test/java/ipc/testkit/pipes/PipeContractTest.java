package ipc.testkit.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.testkit.planted.Hunt;
import ipc.testkit.planted.Hunted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract passes a pipe that is right and finds whatever is planted in one. */
final class PipeContractTest {
    /** The contract over the pipe with the bug that is planted now; run from here only. */
    @Hunted
    static final class Planted extends PipeContract {
        @Override
        protected PipeMechanism mechanism(Scheduler scheduler, Memory memory) {
            return new PlantedPipes(PipeBug.valueOf(Hunt.bug()), scheduler, memory);
        }
    }

    @Test
    void shouldPassAPipeWithoutBug() {
        assertThat(Hunt.failuresWithoutHurry(Planted.class, PipeBug.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindPlantedBug(PipeBug bug) {
        assertThat(Hunt.failures(Planted.class, bug)).isNotEmpty();
    }
}
