package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.SyncMechanism;
import ipc.kernel.PlantedTakes.Bug;
import ipc.kernel.swap.SwapSettings;
import ipc.sync.GuardedSync;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Waits that take, under the seeded scheduler: whatever the interleaving, the kills and the changes of providers, what
 * the processes see is explained by one step after the other.
 */
class WaitSim {
    private static final int SEEDS = 2_000;
    private static final int SWAPPED_SEEDS = 1_000;
    private static final int PLANTED_SEEDS = 1_000;

    @Test
    @Row({"EV-09", "EV-10", "EV-11", "EV-12", "EV-16"})
    void shouldTakeInOneStep() {
        explore(GuardedSync::new, SEEDS, false);
    }

    @Test
    @Row({"EV-11", "G-17"})
    void shouldTakeInOneStepWhileProvidersChange() {
        explore(GuardedSync::new, SWAPPED_SEEDS, true);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindWhatIsPlanted(Bug bug) {
        assertThatThrownBy(() -> explore(
                        (scheduler, memory) -> new PlantedTakes(new GuardedSync(scheduler, memory), scheduler, bug),
                        PLANTED_SEEDS,
                        false))
                .hasMessageContaining("seed");
    }

    private static void explore(BiFunction<Scheduler, Memory, SyncMechanism> provider, int seeds, boolean changes) {
        Simulation.seeds(seeds).forEach(seed -> run(seed, provider, changes));
    }

    private static void run(long seed, BiFunction<Scheduler, Memory, SyncMechanism> provider, boolean changes) {
        try {
            Simulation simulation = new Simulation(seed);
            Kernel kernel = simulation.kernel();
            kernel.swapSettings(SwapSettings.DEFAULTS.graceMillis(1_000_000));
            SyncMechanism first = provider.apply(kernel.scheduler(), kernel.memory());
            kernel.bind(first, "first", 0);
            if (changes) {
                SyncMechanism second = provider.apply(kernel.scheduler(), kernel.memory());
                kernel.bind(second, "second", 0);
                simulation.run(new WaitScenario(seed, ChangingProviders.of(kernel, List.of(first, second), seed)));
            } else {
                simulation.run(new WaitScenario(seed));
            }
            assertThat(kernel.memory().usedBytes()).as("bytes kept at the end").isZero();
            assertThat(kernel.handles().count()).as("handles open at the end").isZero();
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ", replay with -Dipc.sim.seed=" + seed, failure);
        }
    }
}
