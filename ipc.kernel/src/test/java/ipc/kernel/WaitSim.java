package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.kernel.PlantedTakes.Bug;
import ipc.sync.GuardedSync;
import ipc.testkit.rows.Row;
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
        ProviderRuns.of(GuardedSync::new, WaitScenario::new).explore(SEEDS, false);
    }

    @Test
    @Row({"EV-11", "G-17"})
    void shouldTakeInOneStepWhileProvidersChange() {
        ProviderRuns.of(GuardedSync::new, WaitScenario::new).explore(SWAPPED_SEEDS, true);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindWhatIsPlanted(Bug bug) {
        ProviderRuns planted = ProviderRuns.of(
                (scheduler, memory) -> new PlantedTakes(new GuardedSync(scheduler, memory), scheduler, bug),
                WaitScenario::new);

        assertThatThrownBy(() -> planted.explore(PLANTED_SEEDS, false)).hasMessageContaining("seed");
    }
}
