package ipc.bench.mq;

import ipc.api.mq.MessageQueue;
import ipc.bench.Ours;
import java.nio.ByteBuffer;

/** Our queue, through the client's face: bytes copied in and out. */
public final class OurLine implements Line {
    /** Priorities of the queue. */
    public static final int PRIORITIES = 32;

    private final MessageQueue queue;
    private final int bytes;

    /** Wraps a queue for messages of so many bytes. */
    public OurLine(MessageQueue queue, int bytes) {
        this.queue = queue;
        this.bytes = bytes;
    }

    static OurLine open(int depth, int bytes) {
        return new OurLine(Ours.live().queue(depth, bytes, PRIORITIES), bytes);
    }

    @Override
    public Sender newSender() {
        ByteBuffer message = ByteBuffer.allocate(bytes).putLong(0, STAMP);
        return priority -> {
            message.rewind();
            queue.send(message, priority);
        };
    }

    @Override
    public Receiver newReceiver() {
        return new Copier(queue, ByteBuffer.allocate(bytes));
    }

    @Override
    public void close() {
        queue.close();
    }

    private static final class Copier implements Receiver {
        private final MessageQueue queue;
        private final ByteBuffer buffer;
        private long sum;

        Copier(MessageQueue queue, ByteBuffer buffer) {
            this.queue = queue;
            this.buffer = buffer;
        }

        @Override
        public int receive(int most) {
            buffer.clear();
            queue.receive(buffer);
            sum += buffer.getLong(0);
            return 1;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
