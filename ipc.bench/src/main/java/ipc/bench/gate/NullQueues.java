package ipc.bench.gate;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import java.nio.ByteBuffer;

/** Queues that take every message and do nothing with it: what is left of a call is the way to the provider. */
final class NullQueues implements QueueMechanism {
    @Override
    public QueueObject create(String name, QueueOptions options, QueueListener listener) {
        return new NullQueue();
    }

    @Override
    public QueueObject restore(String name, QueueState state, QueueListener listener) {
        return new NullQueue();
    }

    static final class NullQueue implements QueueObject {
        @Override
        public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
            return message.hasRemaining();
        }

        @Override
        public int receive(ByteBuffer buffer, Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueueSlot loan(Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueueSlot lease(Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueueSlot leased(int number) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueueStatistics statistics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public QueueState state() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long assertedAt(Signal signal) {
            return Long.MAX_VALUE;
        }

        @Override
        public WaitQueue raised(Signal signal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void destroy() {}
    }
}
