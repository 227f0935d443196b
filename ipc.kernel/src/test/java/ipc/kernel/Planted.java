package ipc.kernel;

import ipc.api.Signal;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import ipc.channels.RingChannels;
import ipc.mq.reference.TextbookQueues;
import java.nio.ByteBuffer;

/** Providers with a planted bug each, which the simulation has to find. */
final class Planted {
    private Planted() {}

    /** Every seventh wake goes nowhere. */
    static QueueMechanism losingWakes(Scheduler scheduler, Memory memory) {
        return new TextbookQueues(new LosingScheduler(scheduler), memory);
    }

    /** Every seventh wake goes nowhere, of channels. */
    static ChannelMechanism losingWakesOfChannels(Scheduler scheduler, Memory memory) {
        return new RingChannels(new LosingScheduler(scheduler), memory);
    }

    /** Handles in messages that die unread are forgotten. */
    static ChannelMechanism forgettingHandles(Scheduler scheduler, Memory memory) {
        RingChannels real = new RingChannels(scheduler, memory);
        return (name, state, observer) -> real.restore(name, state, cargo -> {});
    }

    /** A message that is received while another one waits behind it is received again, once in a while. */
    static QueueMechanism doublingMessages(Scheduler scheduler, Memory memory) {
        return new DoublingQueues(new TextbookQueues(scheduler, memory));
    }

    record LosingScheduler(Scheduler real) implements Scheduler {
        @Override
        public WaitQueue newWaitQueue(String name) {
            return new LosingWaitQueue(real.newWaitQueue(name));
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

    private static final class LosingWaitQueue implements WaitQueue {
        private final WaitQueue real;
        private int wakes;

        private LosingWaitQueue(WaitQueue real) {
            this.real = real;
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
        public void park(long ticket, Deadline deadline, long recheckNanos) {
            real.park(ticket, deadline, recheckNanos);
        }

        @Override
        public int wake(int count) {
            return ++wakes % 7 == 0 ? 0 : real.wake(count);
        }

        @Override
        public void wakeNext() {
            if (++wakes % 7 != 0) {
                real.wakeNext();
            }
        }

        @Override
        public int waiting() {
            return real.waiting();
        }
    }

    private record DoublingQueues(QueueMechanism real) implements QueueMechanism {
        @Override
        public QueueObject restore(String name, QueueState state, QueueListener listener) {
            return new DoublingQueue(real.restore(name, state, listener));
        }
    }

    private static final class DoublingQueue implements QueueObject {
        private final QueueObject real;
        private int receives;

        private DoublingQueue(QueueObject real) {
            this.real = real;
        }

        @Override
        public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
            return real.send(message, priority, expiryNanos, deadline);
        }

        @Override
        public int receive(ByteBuffer buffer, Deadline deadline) {
            int from = buffer.position();
            int priority = real.receive(buffer, deadline);
            if (priority > 0 && ++receives % 5 == 0 && real.statistics().queued() == 0) {
                ByteBuffer again = buffer.duplicate().flip().position(from);
                real.send(again, priority, Long.MAX_VALUE, deadline);
            }
            return priority;
        }

        @Override
        public QueueSlot loan(Deadline deadline) {
            return real.loan(deadline);
        }

        @Override
        public QueueSlot lease(Deadline deadline) {
            return real.lease(deadline);
        }

        @Override
        public QueueSlot leased(int number) {
            return real.leased(number);
        }

        @Override
        public boolean asserts(Signal signal) {
            return real.asserts(signal);
        }

        @Override
        public WaitQueue raised(Signal signal) {
            return real.raised(signal);
        }

        @Override
        public QueueStatistics statistics() {
            return real.statistics();
        }

        @Override
        public QueueState state() {
            return real.state();
        }

        @Override
        public void destroy() {
            real.destroy();
        }
    }
}
