package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import ipc.testkit.planted.Hunt;
import ipc.testkit.planted.Hunted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract passes a queue that is right and finds whatever is planted in one. */
final class QueueContractTest {
    /** The contract over the queue with the bug that is planted now; run from here only. */
    @Hunted
    static final class Planted extends QueueContract {
        @Override
        protected QueueMechanism mechanism(Scheduler scheduler, Memory memory) {
            return new PlantedQueues(Bug.valueOf(Hunt.bug()), scheduler, memory);
        }
    }

    @Test
    void shouldPassAQueueWithoutBug() {
        assertThat(Hunt.failuresWithoutHurry(Planted.class, Bug.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindPlantedBug(Bug bug) {
        assertThat(Hunt.failures(Planted.class, bug)).isNotEmpty();
    }
}
