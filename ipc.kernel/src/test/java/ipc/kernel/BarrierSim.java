package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.kernel.PlantedBarrier.Bug;
import ipc.sync.GuardedSync;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Barriers under the seeded scheduler: many seeds, half of them with a kill or an interruption at some point, with and
 * without providers that change meanwhile.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class BarrierSim {
    private static final int SEEDS = 3_000;
    private static final int SWAPPED_SEEDS = 1_500;
    private static final int PLANTED_SEEDS = 1_000;

    @Test
    @Row("BA-13")
    void shouldLetAllGoOnOrNone() {
        ProviderRuns.of(GuardedSync::new, BarrierScenario::new).explore(SEEDS, false);
    }

    @Test
    @Row({"BA-13", "G-17"})
    void shouldLetAllGoOnOrNoneWhileProvidersChange() {
        ProviderRuns.of(GuardedSync::new, BarrierScenario::new).explore(SWAPPED_SEEDS, true);
    }

    @Test
    void shouldFindALostWakeUpOfABarrier() {
        ProviderRuns losing = ProviderRuns.of(
                (scheduler, memory) -> new GuardedSync(new Planted.LosingScheduler(scheduler), memory),
                BarrierScenario::new);

        assertThatThrownBy(() -> losing.explore(PLANTED_SEEDS, false)).hasMessageContaining("seed");
    }

    /** What is planted may show in several ways; one of the seeds has to see it for what it is. */
    @ParameterizedTest
    @CsvSource({
        "PASSES_EARLY, calls that may have come",
        "COUNTS_THE_DEAD, went on with index",
        "LEAVES_ONE_BEHIND, went on with index"
    })
    void shouldFindPlantedBug(Bug bug, String complaint) {
        ProviderRuns planted = ProviderRuns.of(
                (scheduler, memory) -> new PlantedBarrier.Mechanism(new GuardedSync(scheduler, memory), bug),
                BarrierScenario::new);

        assertThat(Simulation.seeds(PLANTED_SEEDS))
                .anyMatch(seed -> planted.complaintOf(seed).contains(complaint));
    }
}
