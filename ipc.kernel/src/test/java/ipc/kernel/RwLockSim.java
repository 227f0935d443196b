package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.SyncMechanism;
import ipc.kernel.swap.SwapSettings;
import ipc.sync.GuardedSync;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
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
        explore(GuardedSync::new, SEEDS, false);
    }

    @Test
    @Row({"RW-17", "G-17"})
    void shouldDoSoWhileProvidersChangeUnderReadWriteLocks() {
        explore(GuardedSync::new, SWAPPED_SEEDS, true);
    }

    @Test
    void shouldFindALostWakeUpOfAReadWriteLock() {
        assertThatThrownBy(() -> explore(
                        (scheduler, memory) -> new GuardedSync(new Planted.LosingScheduler(scheduler), memory),
                        PLANTED_SEEDS,
                        false))
                .hasMessageContaining("seed");
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
        assertThat(Simulation.seeds(PLANTED_SEEDS))
                .anyMatch(seed -> complaintOf(seed, bug).contains(complaint));
    }

    private static String complaintOf(long seed, PlantedRwLock.Bug bug) {
        try {
            run(
                    seed,
                    (scheduler, memory) -> new PlantedRwLock.Mechanism(new GuardedSync(scheduler, memory), bug),
                    false);
            return "";
        } catch (AssertionError found) {
            return String.valueOf(found.getCause());
        }
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
                simulation.run(new RwLockScenario(seed, ChangingProviders.of(kernel, List.of(first, second), seed)));
            } else {
                simulation.run(new RwLockScenario(seed));
            }
            assertThat(kernel.memory().usedBytes()).as("bytes kept at the end").isZero();
            assertThat(kernel.handles().count()).as("handles open at the end").isZero();
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ", replay with -Dipc.sim.seed=" + seed, failure);
        }
    }
}
