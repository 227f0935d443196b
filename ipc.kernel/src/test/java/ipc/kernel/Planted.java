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
import java.util.function.UnaryOperator;

/** Providers with a planted bug each, which the simulation has to find. */
final class Planted {
    private Planted() {}

    /** Every seventh wake goes nowhere. */
    static QueueMechanism losingWakes(Scheduler scheduler, Memory memory) {
        return new PassingQueues(new TextbookQueues(new LosingScheduler(scheduler), memory), LosingQueue::new);
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
        return new PassingQueues(new TextbookQueues(scheduler, memory), DoublingQueue::new);
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

    private record PassingQueues(QueueMechanism real, UnaryOperator<QueueObject> wrapping) implements QueueMechanism {
        @Override
        public QueueObject restore(String name, QueueState state, QueueListener listener) {
            return wrapping.apply(real.restore(name, state, listener));
        }
    }

    /** A queue with the wait queues under the losing ones, which the kernel knows. */
    private static final class LosingQueue extends PassingQueue {
        private LosingQueue(QueueObject real) {
            super(real);
        }

        @Override
        public WaitQueue raised(Signal signal) {
            return ((LosingWaitQueue) super.raised(signal)).real;
        }
    }

    private static final class DoublingQueue extends PassingQueue {
        private int receives;

        private DoublingQueue(QueueObject real) {
            super(real);
        }

        @Override
        public int receive(ByteBuffer buffer, Deadline deadline) {
            int from = buffer.position();
            int priority = super.receive(buffer, deadline);
            if (priority > 0 && ++receives % 5 == 0 && statistics().queued() == 0) {
                ByteBuffer again = buffer.duplicate().flip().position(from);
                send(again, priority, Long.MAX_VALUE, deadline);
            }
            return priority;
        }
    }

    /** A queue that passes every call on. */
    private abstract static class PassingQueue implements QueueObject {
        private final QueueObject real;

        private PassingQueue(QueueObject real) {
            this.real = real;
        }

        @Override
        public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
            return real.send(message, priority, expiryNanos, deadline);
        }

        @Override
        public int receive(ByteBuffer buffer, Deadline deadline) {
            return real.receive(buffer, deadline);
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
        public long assertedAt(Signal signal) {
            return real.assertedAt(signal);
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
