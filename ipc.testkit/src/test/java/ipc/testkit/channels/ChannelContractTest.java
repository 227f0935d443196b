package ipc.testkit.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.testkit.planted.Hunt;
import ipc.testkit.planted.Hunted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The contract passes a channel that is right and finds whatever is planted in one. */
final class ChannelContractTest {
    /** The contract over the channel with the bug that is planted now; run from here only. */
    @Hunted
    static final class Planted extends ChannelContract {
        @Override
        protected ChannelMechanism mechanism(Scheduler scheduler, Memory memory) {
            return new PlantedChannels(ChannelBug.valueOf(Hunt.bug()), scheduler, memory);
        }
    }

    @Test
    void shouldPassAChannelWithoutBug() {
        assertThat(Hunt.failuresWithoutHurry(Planted.class, ChannelBug.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindPlantedBug(ChannelBug bug) {
        assertThat(Hunt.failures(Planted.class, bug.rows(), bug)).isNotEmpty();
    }
}
