package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Mechanism;
import ipc.events.TicketEvents;
import ipc.kernel.PlantedTakes.Bug;
import ipc.sync.GuardedSync;
import ipc.testkit.rows.Row;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Waits that take, under the seeded scheduler: whatever the interleaving, the kills and the changes of providers, what
 * the processes see is explained by one step after the other.
 */
class WaitSim {
    private static final int SEEDS = 2_000;
    private static final int SWAPPED_SEEDS = 1_000;
    private static final int PLANTED_SEEDS = 1_000;

    private static ProviderRuns mixed(BiFunction<Scheduler, Memory, ? extends Mechanism> events) {
        return ProviderRuns.of(GuardedSync::new, WaitScenario::ofMixed).beside(events);
    }

    @Test
    @Row({"EV-09", "EV-10", "EV-11", "EV-12", "EV-16"})
    void shouldTakeInOneStep() {
        ProviderRuns.of(GuardedSync::new, WaitScenario::ofLocks).explore(SEEDS, false);
    }

    @Test
    @Row({"EV-11", "G-17"})
    void shouldTakeInOneStepWhileProvidersChange() {
        ProviderRuns.of(GuardedSync::new, WaitScenario::ofLocks).explore(SWAPPED_SEEDS, true);
    }

    /** Also with an alert, and after signaling in the same call. */
    @Test
    @Row({"EV-08", "EV-09", "EV-10", "EV-11", "EV-12", "EV-16", "EV-17"})
    void shouldTakeInOneStepFromObjectsOfTwoMechanisms() {
        mixed(TicketEvents::new).explore(SEEDS, false);
    }

    @Test
    @Row({"EV-11", "EV-17", "G-17"})
    void shouldTakeInOneStepFromObjectsOfTwoMechanismsWhileProvidersOfBothChange() {
        mixed(TicketEvents::new).explore(SWAPPED_SEEDS, true);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindWhatIsPlanted(Bug bug) {
        ProviderRuns planted = ProviderRuns.of(
                (scheduler, memory) -> new PlantedTakes.Semaphores(new GuardedSync(scheduler, memory), scheduler, bug),
                WaitScenario::ofLocks);

        assertThatThrownBy(() -> planted.explore(PLANTED_SEEDS, false)).hasMessageContaining("seed");
    }

    /** An event that is set cannot be taken twice. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TAKES_TWICE")
    void shouldFindWhatIsPlantedInEvents(Bug bug) {
        ProviderRuns planted = mixed(
                (scheduler, memory) -> new PlantedTakes.Events(new TicketEvents(scheduler, memory), scheduler, bug));

        assertThatThrownBy(() -> planted.explore(PLANTED_SEEDS, false)).hasMessageContaining("seed");
    }
}
