package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.pipes.RingPipes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pipes under the seeded scheduler: many seeds, most of them with a kill at some point, with and without providers that
 * change meanwhile; no byte lost or doubled, nobody waits for ever, and nothing is kept at the end.
 */
class PipeSim {
    private static final int KILLS = 10_000;
    private static final int SEEDS = 1_000;
    private static final int SWAPPED_SEEDS = 5_000;

    private final AtomicInteger kills = new AtomicInteger();

    @Test
    void shouldDeliverEachByteOnceWhoeverIsKilled() {
        ProviderRuns.of(RingPipes::new, this::scenario).exploreKills(KILLS, kills);
    }

    @Test
    void shouldDeliverEachByteOnceWhileProvidersChange() {
        ProviderRuns.of(RingPipes::new, this::scenario).explore(SWAPPED_SEEDS, true);
    }

    @Test
    void shouldFindALostWakeUp() {
        ProviderRuns losing = ProviderRuns.of(
                (scheduler, memory) -> new RingPipes(new Planted.LosingScheduler(scheduler), memory), this::scenario);

        assertThatThrownBy(() -> losing.explore(SEEDS, false)).hasMessageContaining("seed");
    }

    private PipeScenario scenario(long seed, ChangingProviders... changing) {
        return new PipeScenario(
                seed,
                kills,
                Stream.of(changing).map(ChangingProviders::hurrying).toArray(ChangingProviders[]::new));
    }
}
