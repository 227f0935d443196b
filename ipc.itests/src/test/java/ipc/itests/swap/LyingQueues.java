package ipc.itests.swap;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Says it has taken everything over, and has lost the messages. */
@Component(service = QueueMechanism.class)
public class LyingQueues extends UselessQueues {
    @Override
    public QueueObject restore(String name, QueueState state, QueueListener listener) {
        return new EmptyQueue(new QueueState(state.options(), List.of(), List.of(), state.statistics()));
    }

    private record EmptyQueue(QueueState state) implements QueueObject {
        @Override
        public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
            return false;
        }

        @Override
        public int receive(ByteBuffer buffer, Deadline deadline) {
            return -1;
        }

        @Override
        public QueueSlot loan(Deadline deadline) {
            return null;
        }

        @Override
        public QueueSlot lease(Deadline deadline) {
            return null;
        }

        @Override
        public QueueSlot leased(int number) {
            throw new IllegalArgumentException("slot " + number);
        }

        @Override
        public QueueStatistics statistics() {
            return state.statistics();
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
        public void destroy() {
            // has nothing
        }
    }
}
