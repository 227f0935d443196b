package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.admin.TraceRecord;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import ipc.mq.SlotQueues;
import ipc.mq.reference.TextbookQueues;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Message queues under the seeded scheduler: many seeds, no message lost or doubled, nobody waits for ever. */
class QueueSim {
    private static final int SEEDS = 10_000;

    @Test
    void shouldDeliverEachMessageOnceWithTextbookQueues() {
        explore(TextbookQueues::new);
    }

    @Test
    void shouldDeliverEachMessageOnceWithSlotQueues() {
        explore(SlotQueues::new);
    }

    private static void explore(BiFunction<Scheduler, Memory, QueueMechanism> provider) {
        Simulation.explore(SEEDS, seed -> new Simulation(seed, provider).run(new QueueScenario(seed)));
    }

    @Test
    void shouldReplayASeedToTheLetter() {
        assertThat(traceOf(7)).isNotEmpty().isEqualTo(traceOf(7)).isNotEqualTo(traceOf(8));
    }

    private static List<TraceRecord> traceOf(long seed) {
        Simulation simulation = new Simulation(seed, TextbookQueues::new);
        simulation.trace();
        simulation.run(new QueueScenario(seed));
        return simulation.traced();
    }

    @Test
    void shouldFindALostWakeUp() {
        assertThatThrownBy(() -> explore(Planted::losingWakes)).hasMessageContaining("seed");
    }

    @Test
    void shouldFindAMessageThatAppearsTwice() {
        assertThatThrownBy(() -> explore(Planted::doublingMessages)).hasMessageContaining("seed");
    }
}
