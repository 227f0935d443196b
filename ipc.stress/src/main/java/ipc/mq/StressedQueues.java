package ipc.mq;

import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueObject;
import ipc.kernel.schedule.LiveScheduler;
import ipc.stress.RecycledMemory;
import java.nio.ByteBuffer;

/** Makes queues as the live kernel does, for the moment that a stress test needs one. */
final class StressedQueues {
    private static final SlotQueues QUEUES = new SlotQueues(new LiveScheduler(), new RecycledMemory());

    private static final QueueListener NOBODY = new QueueListener() {
        @Override
        public boolean watching() {
            return false;
        }

        @Override
        public void arrived() {
            throw new AssertionError("told of an arrival nobody watches for");
        }

        @Override
        public void expired(ByteBuffer message, int priority) {
            throw new AssertionError("a message without expiry has expired");
        }
    };

    private StressedQueues() {}

    static QueueObject queue(int depth, int messageBytes) {
        QueueOptions options = QueueOptions.readWrite()
                .depthMax(depth)
                .messageBytesMax(messageBytes)
                .priorities(2);
        return QUEUES.create("stressed", options, NOBODY);
    }

    /** Returns a message whose first and last long are a value. */
    static ByteBuffer message(int bytes, long value) {
        return ByteBuffer.allocate(bytes).putLong(0, value).putLong(bytes - Long.BYTES, value);
    }
}
