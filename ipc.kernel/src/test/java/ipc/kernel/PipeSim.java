package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.pipes.RingPipes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pipes under the seeded scheduler: many seeds, three of four with a kill at some point, with and without providers
 * that change meanwhile; no byte lost or doubled, nobody waits for ever, and nothing is kept at the end.
 */
class PipeSim {
    private static final int SEEDS = 10_000;
    private static final int SWAPPED_SEEDS = 5_000;

    @Test
    void shouldDeliverEachByteOnceWhoeverIsKilled() {
        ProviderRuns.of(RingPipes::new, PipeSim::scenario).explore(SEEDS, false);
    }

    @Test
    void shouldDeliverEachByteOnceWhileProvidersChange() {
        ProviderRuns.of(RingPipes::new, PipeSim::scenario).explore(SWAPPED_SEEDS, true);
    }

    @Test
    void shouldFindALostWakeUp() {
        ProviderRuns losing = ProviderRuns.of(
                (scheduler, memory) -> new RingPipes(new Planted.LosingScheduler(scheduler), memory),
                PipeSim::scenario);

        assertThatThrownBy(() -> losing.explore(SEEDS, false)).hasMessageContaining("seed");
    }

    private static PipeScenario scenario(long seed, ChangingProviders... changing) {
        return new PipeScenario(
                seed, Stream.of(changing).map(ChangingProviders::hurrying).toArray(ChangingProviders[]::new));
    }
}
