package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.kernel.swap.SwapSettings;
import ipc.pipes.RingPipes;
import java.util.List;
import java.util.function.BiFunction;
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
        explore(RingPipes::new, false);
    }

    @Test
    void shouldDeliverEachByteOnceWhileProvidersChange() {
        explore(RingPipes::new, true);
    }

    @Test
    void shouldFindALostWakeUp() {
        assertThatThrownBy(() -> explore(
                        (scheduler, memory) -> new RingPipes(new Planted.LosingScheduler(scheduler), memory), false))
                .hasMessageContaining("seed");
    }

    private static void explore(BiFunction<Scheduler, Memory, PipeMechanism> provider, boolean changes) {
        Simulation.seeds(changes ? SWAPPED_SEEDS : SEEDS).forEach(seed -> run(seed, provider, changes));
    }

    private static void run(long seed, BiFunction<Scheduler, Memory, PipeMechanism> provider, boolean changes) {
        try {
            Simulation simulation = new Simulation(seed);
            Kernel kernel = simulation.kernel();
            kernel.swapSettings(SwapSettings.DEFAULTS.graceMillis(1_000_000));
            PipeMechanism first = provider.apply(kernel.scheduler(), kernel.memory());
            kernel.bind(first, "first", 0);
            if (changes) {
                PipeMechanism second = provider.apply(kernel.scheduler(), kernel.memory());
                kernel.bind(second, "second", 0);
                ChangingProviders changing = ChangingProviders.of(kernel, List.of(first, second), seed);
                simulation.run(new PipeScenario(seed, changing.hurrying()));
            } else {
                simulation.run(new PipeScenario(seed));
            }
            assertThat(kernel.memory().usedBytes()).as("bytes kept at the end").isZero();
            assertThat(kernel.handles().count()).as("handles open at the end").isZero();
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ", replay with -Dipc.sim.seed=" + seed, failure);
        }
    }
}
