package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.TimerScenario.Way;
import ipc.kernel.timers.TimerTable;
import ipc.testkit.rows.Row;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timers under the seeded scheduler: many seeds, with kills and steps of the real-time clock. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class TimerSim {
    private static final int SEEDS = 2_000;
    private static final int PLANTED_SEEDS = 1_000;

    @ParameterizedTest
    @EnumSource
    @Row({"TM-01", "TM-02", "TM-05", "TM-06", "TM-07", "G-12"})
    void shouldLetOnePassForEachExpiration(Way way) {
        explore(UnaryOperator.identity(), SEEDS, way);
    }

    @Test
    void shouldFindALostWakeUp() {
        assertThatThrownBy(() -> explore(Planted.LosingScheduler::new, PLANTED_SEEDS, Way.ALONE))
                .hasMessageContaining("seed");
    }

    @Test
    void shouldFindAnExpirationThatIsSleptThrough() {
        assertThatThrownBy(() -> explore(DeafScheduler::new, PLANTED_SEEDS, Way.ALONE))
                .hasMessageContaining("seed");
    }

    private static void explore(UnaryOperator<Scheduler> parts, int seeds, Way way) {
        Simulation.explore(seeds, seed -> run(seed, parts, way));
    }

    private static void run(long seed, UnaryOperator<Scheduler> parts, Way way) {
        Simulation simulation = new Simulation(seed);
        Kernel kernel = simulation.kernel();
        TimerTable table = new TimerTable(kernel.scheduler(), parts.apply(kernel.scheduler()));
        simulation.run(new TimerScenario(seed, kernel, table, way));
        assertThat(table.count()).as("timers at the end").isZero();
        assertThat(kernel.handles().count()).as("handles open at the end").isZero();
    }

    /** Every seventh wait does not end when the timer is due. */
    private record DeafScheduler(Scheduler real) implements Scheduler {
        @Override
        public WaitQueue newWaitQueue(String name) {
            return new DeafQueue(real.newWaitQueue(name));
        }

        @Override
        public ShortLock newLock(String name) {
            return real.newLock(name);
        }

        @Override
        public long nowNanos() {
            return real.nowNanos();
        }
    }

    private static final class DeafQueue implements WaitQueue {
        private final WaitQueue real;
        private int parks;

        private DeafQueue(WaitQueue real) {
            this.real = real;
        }

        @Override
        public void park(long ticket, Deadline deadline, long recheckNanos) {
            real.park(ticket, deadline, ++parks % 7 == 0 ? Long.MAX_VALUE : recheckNanos);
        }

        @Override
        public boolean linger(int attempt) {
            return real.linger(attempt);
        }

        @Override
        public long ticket() {
            return real.ticket();
        }

        @Override
        public int wake(int count) {
            return real.wake(count);
        }

        @Override
        public void wakeNext() {
            real.wakeNext();
        }

        @Override
        public int waiting() {
            return real.waiting();
        }
    }
}
