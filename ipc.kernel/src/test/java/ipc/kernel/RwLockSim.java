package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.sync.GuardedSync;
import ipc.testkit.rows.Row;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Read-write locks under the seeded scheduler: many seeds, half of them with a kill at some point, with and without
 * providers that change meanwhile.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class RwLockSim {
    private static final int SEEDS = 3_000;
    private static final int SWAPPED_SEEDS = 1_500;
    private static final int PLANTED_SEEDS = 2_000;

    @Test
    @Row("RW-17")
    void shouldKeepWritersAloneAndLetAllEnd() {
        ProviderRuns.of(GuardedSync::new, RwLockScenario::new).explore(SEEDS, false);
    }

    @Test
    @Row({"RW-17", "G-17"})
    void shouldDoSoWhileProvidersChangeUnderReadWriteLocks() {
        ProviderRuns.of(GuardedSync::new, RwLockScenario::new).explore(SWAPPED_SEEDS, true);
    }

    @Test
    void shouldFindALostWakeUpOfAReadWriteLock() {
        ProviderRuns losing = ProviderRuns.of(
                (scheduler, memory) -> new GuardedSync(new Planted.LosingScheduler(scheduler), memory),
                RwLockScenario::new);

        assertThatThrownBy(() -> losing.explore(PLANTED_SEEDS, false)).hasMessageContaining("seed");
    }

    @Test
    void shouldFindAWriterBesideReaders() {
        assertFinds(PlantedRwLock.Bug.SHARES, "gets it for");
    }

    @Test
    void shouldFindADeadWriterThatNobodyIsToldOf() {
        assertFinds(PlantedRwLock.Bug.SILENT, "is told of a dead writer");
    }

    /** What is planted may show in several ways; one of the seeds has to see it for what it is. */
    private static void assertFinds(PlantedRwLock.Bug bug, String complaint) {
        ProviderRuns planted = ProviderRuns.of(
                (scheduler, memory) -> new PlantedRwLock.Mechanism(new GuardedSync(scheduler, memory), bug),
                RwLockScenario::new);

        assertThat(Simulation.seeds(PLANTED_SEEDS))
                .anyMatch(seed -> planted.complaintOf(seed).contains(complaint));
    }
}
