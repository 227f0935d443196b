package ipc.examples.wordcount;

import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import java.nio.ByteBuffer;

/** Chunks in a queue: a message each, and one that says that no more is coming for each splitter. */
final class QueuedChunks {
    private QueuedChunks() {}

    /** Fills the queue in place. */
    record Sink(MessageLoan loan) implements ChunkSink {
        Sink(MessageQueue queue) {
            this(queue.newLoan());
        }

        @Override
        public void send(long number, byte[] text, int length) {
            loan.claim(Timeout.forever()).putLong(number).put(text, 0, length);
            loan.send(Queues.WORK);
        }

        @Override
        public void close() {
            loan.close();
        }
    }

    /** Takes one at a time. */
    record Source(MessageQueue queue) implements ChunkSource {
        @Override
        public boolean next(ByteBuffer buffer) {
            queue.receive(buffer.clear());
            return buffer.flip().getLong(0) != Piece.END;
        }

        @Override
        public void close() {
            queue.close();
        }
    }
}
