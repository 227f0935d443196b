package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.kernel.swap.SwapSettings;
import ipc.pipes.RingPipes;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Pipes under the seeded scheduler: many seeds, three of four with a kill at some point, with and without providers
 * that change meanwhile; no byte lost or doubled, nobody waits for ever, and nothing is kept at the end.
 */
class PipeSim {
    private static final int SEEDS = 10_000;
    private static final int SWAPPED_SEEDS = 5_000;
    private static final int CHANGES = 4;

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
                simulation.run(new PipeScenario(seed, changing(kernel, List.of(first, second), seed)));
            } else {
                simulation.run(new PipeScenario(seed));
            }
            assertThat(kernel.memory().usedBytes()).as("bytes kept at the end").isZero();
            assertThat(kernel.handles().count()).as("handles open at the end").isZero();
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ", replay with -Dipc.sim.seed=" + seed, failure);
        }
    }

    /** Swaps on command, and departures with a return. */
    private static Program changing(Kernel kernel, List<PipeMechanism> providers, long seed) {
        Random random = new Random(~seed);
        return (ipc, arguments) -> {
            for (int i = 0; i < CHANGES; i++) {
                ipc.sleep(Duration.ofNanos(random.nextInt(10_000)));
                if (random.nextInt(3) == 0) {
                    leaveAndReturn(ipc, kernel, providers, random);
                } else {
                    var report = kernel.admin().swap("pipes", SwapOptions.toBest());
                    assertThat(report.outcome()).as(report.toString()).isEqualTo(SwapOutcome.SWITCHED);
                }
            }
            return 0;
        };
    }

    private static void leaveAndReturn(Ipc ipc, Kernel kernel, List<PipeMechanism> providers, Random random) {
        boolean alone = random.nextBoolean();
        PipeMechanism leaving = providers.get(random.nextInt(2));
        PipeMechanism other = providers.get(leaving == providers.getFirst() ? 1 : 0);
        if (alone) {
            kernel.unbind(other);
        }
        kernel.unbind(leaving);
        ipc.sleep(Duration.ofNanos(random.nextInt(5_000)));
        kernel.bind(leaving, "back", 0);
        if (alone) {
            kernel.bind(other, "other", 0);
        }
    }
}
