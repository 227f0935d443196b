package ipc.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.SyncMechanism;
import ipc.testkit.planted.Hunt;
import ipc.testkit.planted.Hunted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract passes what is right and finds whatever is planted. */
final class SyncContractTest {
    /** The contract over what has the bug that is planted now; run from here only. */
    @Hunted
    static final class Planted extends SyncContract {
        @Override
        protected SyncMechanism mechanism(Scheduler scheduler, Memory memory) {
            return new PlantedSync(SyncBug.valueOf(Hunt.bug()), scheduler, memory);
        }
    }

    @Test
    void shouldPassWhatHasNoBug() {
        assertThat(Hunt.failuresWithoutHurry(Planted.class, SyncBug.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindPlantedBug(SyncBug bug) {
        assertThat(Hunt.failures(Planted.class, bug)).isNotEmpty();
    }
}
