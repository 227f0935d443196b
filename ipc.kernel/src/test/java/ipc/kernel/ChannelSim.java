package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.channels.RingChannels;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Channels under the seeded scheduler: whoever is killed and however often the provider changes, no message is lost or
 * doubled, nobody waits for ever, and handles, channels and memory are given back.
 */
class ChannelSim {
    private static final int SEEDS = 1_000;
    private static final int KILLS = 10_000;
    private static final int SWAPS = 2_000;

    private final AtomicInteger kills = new AtomicInteger();

    @Test
    void shouldDeliverEachMessageOnce() {
        runs(RingChannels::new, false).explore(SEEDS, false);
    }

    @Test
    void shouldLeaveNothingBehindWhoeverIsKilled() {
        runs(RingChannels::new, true).exploreKills(KILLS, kills);
    }

    @Test
    void shouldGoOnInAnotherProviderWhoeverIsKilled() {
        runs(RingChannels::new, true).explore(SWAPS, true);
    }

    @Test
    void shouldFindALostWakeUp() {
        ProviderRuns losing = runs(Planted::losingWakesOfChannels, false);

        assertThatThrownBy(() -> losing.explore(SEEDS, false)).hasMessageContaining("seed");
    }

    @Test
    void shouldFindHandlesThatAreForgotten() {
        ProviderRuns forgetting = runs(Planted::forgettingHandles, true);

        assertThatThrownBy(() -> forgetting.explore(SEEDS, false)).hasMessageContaining("seed");
    }

    private ProviderRuns runs(BiFunction<Scheduler, Memory, ? extends ChannelMechanism> provider, boolean killing) {
        return ProviderRuns.of(
                        provider,
                        (seed, changing) -> new ChannelScenario(
                                seed,
                                killing,
                                kills,
                                Stream.of(changing)
                                        .map(ChangingProviders::hurrying)
                                        .toArray(ChangingProviders[]::new)))
                .checking(kernel -> assertThat(kernel.admin().objects()).isEmpty());
    }
}
