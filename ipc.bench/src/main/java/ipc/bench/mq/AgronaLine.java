package ipc.bench.mq;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring for one writer and one reader, both spinning; read in batches, as it is meant to be. */
final class AgronaLine implements Line {
    private static final int TYPE = 1;
    private static final int CACHE_LINE = 64;

    private final OneToOneRingBuffer ring;
    private final int bytes;

    AgronaLine(int depth, int bytes) {
        int record = bytes + RecordDescriptor.HEADER_LENGTH;
        int capacity = Integer.highestOneBit(2 * depth * record - 1); // the ring wants a power of two
        ByteBuffer memory =
                BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, CACHE_LINE);
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(memory));
        this.bytes = bytes;
    }

    @Override
    public Sender newSender() {
        UnsafeBuffer message = new UnsafeBuffer(Message.stamped(bytes));
        Idle idle = new Idle();
        return priority -> {
            while (!ring.write(TYPE, message, 0, bytes)) {
                idle.pause();
            }
        };
    }

    @Override
    public Receiver newReceiver() {
        return new Copier(ring, bytes);
    }

    @Override
    public void close() {}

    private static final class Copier implements Receiver, MessageHandler {
        private final OneToOneRingBuffer ring;
        private final UnsafeBuffer buffer;
        private final Idle idle = new Idle();
        private long sum;

        Copier(OneToOneRingBuffer ring, int bytes) {
            this.ring = ring;
            this.buffer = new UnsafeBuffer(new byte[bytes]);
        }

        @Override
        public void onMessage(int type, MutableDirectBuffer from, int index, int length) {
            copy(from, index, length);
        }

        private void copy(DirectBuffer from, int index, int length) {
            from.getBytes(index, buffer, 0, length);
            sum += buffer.getLong(0);
        }

        @Override
        public int receive(int most) {
            int count = ring.read(this, most);
            while (count == 0) {
                idle.pause();
                count = ring.read(this, most);
            }
            return count;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
