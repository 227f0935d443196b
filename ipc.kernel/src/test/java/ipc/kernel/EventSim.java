package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import ipc.api.Program;
import ipc.api.events.spi.EventMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.events.TicketEvents;
import ipc.kernel.PlantedEvents.Bug;
import ipc.testkit.rows.Row;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events, counters and buses under the seeded scheduler: many seeds, with and without kills and swaps. */
class EventSim {
    private static final int SEEDS = 10_000;
    private static final int SWAPPED_SEEDS = 5_000;
    private static final int PLANTED_SEEDS = 3_000;

    /** What runs; programs run beside it. */
    enum Kind {
        SETS {
            @Override
            Program scenario(long seed, ChangingProviders... changing) {
                return new EventScenario(seed, () -> departures(changing), changing);
            }
        },
        BROADCASTS {
            @Override
            Program scenario(long seed, ChangingProviders... changing) {
                // staying: who has not come in while none is there does not wait yet
                return new BroadcastScenario(
                        seed,
                        Stream.of(changing).map(ChangingProviders::staying).toArray(ChangingProviders[]::new));
            }
        },
        COUNTS {
            @Override
            Program scenario(long seed, ChangingProviders... changing) {
                return new CounterScenario(seed, changing);
            }
        },
        PUBLISHES {
            @Override
            Program scenario(long seed, ChangingProviders... changing) {
                return new BusScenario(seed, changing);
            }
        };

        abstract Program scenario(long seed, ChangingProviders... changing);

        private static int departures(ChangingProviders... changing) {
            return Stream.of(changing).mapToInt(ChangingProviders::departures).sum();
        }
    }

    @Test
    @Row({"EV-02", "EV-03", "G-12"})
    void shouldLetOnePassForEachSet() {
        explore(Kind.SETS, TicketEvents::new, SEEDS, false);
    }

    @Test
    @Row({"G-17", "EV-02", "G-12"})
    void shouldLetOnePassForEachSetWhileProvidersChange() {
        explore(Kind.SETS, TicketEvents::new, SWAPPED_SEEDS, true);
    }

    @Test
    @Row({"EV-01", "EV-05"})
    void shouldLetEachPassOnceForEachBroadcast() {
        explore(Kind.BROADCASTS, TicketEvents::new, SEEDS, false);
    }

    @Test
    @Row({"G-17", "EV-27"})
    void shouldLetEachPassOnceForEachBroadcastWhileProvidersChange() {
        explore(Kind.BROADCASTS, TicketEvents::new, SWAPPED_SEEDS, true);
    }

    @Test
    @Timeout(value = 120, threadMode = SEPARATE_THREAD)
    @Row({"EV-25", "EV-26", "G-12"})
    void shouldReadWhatIsAdded() {
        explore(Kind.COUNTS, TicketEvents::new, SWAPPED_SEEDS, false);
    }

    @Test
    @Timeout(value = 120, threadMode = SEPARATE_THREAD)
    @Row({"G-17", "EV-25", "EV-26"})
    void shouldReadWhatIsAddedWhileProvidersChange() {
        explore(Kind.COUNTS, TicketEvents::new, SWAPPED_SEEDS, true);
    }

    @Test
    @Timeout(value = 120, threadMode = SEPARATE_THREAD)
    @Row({"PS-04", "PS-05", "PS-06", "PS-07", "PS-08", "PS-10", "PS-13", "G-12"})
    void shouldGiveWhatIsPublishedInOneOrder() {
        explore(Kind.PUBLISHES, TicketEvents::new, SWAPPED_SEEDS, false);
    }

    @Test
    @Timeout(value = 120, threadMode = SEPARATE_THREAD)
    @Row({"G-17", "PS-16"})
    void shouldGiveWhatIsPublishedInOneOrderWhileProvidersChange() {
        explore(Kind.PUBLISHES, TicketEvents::new, SWAPPED_SEEDS, true);
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 120, threadMode = SEPARATE_THREAD)
    void shouldFindPlantedBugOfBuses(PlantedBuses.Bug bug) {
        assertThatThrownBy(() -> explore(
                        Kind.PUBLISHES,
                        (scheduler, memory) -> new PlantedBuses(new TicketEvents(scheduler, memory), bug),
                        PLANTED_SEEDS,
                        false))
                .hasMessageContaining("seed");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindALostWakeUp(Kind kind) {
        assertThatThrownBy(() -> explore(
                        kind,
                        (scheduler, memory) -> new TicketEvents(new Planted.LosingScheduler(scheduler), memory),
                        PLANTED_SEEDS,
                        false))
                .hasMessageContaining("seed");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindPlantedBug(Bug bug) {
        Kind kind = bug == Bug.LETS_TWO_GO || bug == Bug.COUNTS_THE_DEAD ? Kind.SETS : Kind.BROADCASTS;

        assertThatThrownBy(() -> explore(
                        kind,
                        (scheduler, memory) -> new PlantedEvents(new TicketEvents(scheduler, memory), bug),
                        PLANTED_SEEDS,
                        false))
                .hasMessageContaining("seed");
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 120, threadMode = SEPARATE_THREAD)
    void shouldFindPlantedBugOfCounters(PlantedCounters.Bug bug) {
        assertThatThrownBy(() -> explore(
                        Kind.COUNTS,
                        (scheduler, memory) -> new PlantedCounters(new TicketEvents(scheduler, memory), bug),
                        PLANTED_SEEDS,
                        false))
                .hasMessageContaining("seed");
    }

    private static void explore(
            Kind kind, BiFunction<Scheduler, Memory, EventMechanism> provider, int seeds, boolean changes) {
        ProviderRuns.of(provider, kind::scenario)
                .checking(kernel -> assertThat(kernel.admin().objects())
                        .as("events at the end")
                        .isEmpty())
                .explore(seeds, changes);
    }
}
