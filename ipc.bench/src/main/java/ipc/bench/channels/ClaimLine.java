package ipc.bench.channels;

import ipc.bench.mq.Line;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring, filled and read in place; who cannot go on lets another thread have the processor. */
final class ClaimLine implements Line {
    private static final int TYPE = 1;
    private static final int CACHE_LINE = 64;

    private final OneToOneRingBuffer ring;
    private final int bytes;

    ClaimLine(int depth, int bytes) {
        int record = bytes + RecordDescriptor.HEADER_LENGTH;
        int capacity = Integer.highestOneBit(2 * depth * record - 1); // the ring wants a power of two
        ByteBuffer memory =
                BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, CACHE_LINE);
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(memory));
        this.bytes = bytes;
    }

    @Override
    public Sender newSender() {
        return priority -> {
            int index = ring.tryClaim(TYPE, bytes);
            while (index < 0) {
                Thread.yield();
                index = ring.tryClaim(TYPE, bytes);
            }
            ring.buffer().putLong(index, STAMP);
            ring.commit(index);
        };
    }

    @Override
    public Receiver newReceiver() {
        return new Reader(ring);
    }

    @Override
    public void close() {}

    private static final class Reader implements Receiver, MessageHandler {
        private final OneToOneRingBuffer ring;
        private long sum;

        Reader(OneToOneRingBuffer ring) {
            this.ring = ring;
        }

        @Override
        public void onMessage(int type, MutableDirectBuffer from, int index, int length) {
            sum += from.getLong(index);
        }

        @Override
        public int receive(int most) {
            int count = ring.read(this, most);
            while (count == 0) {
                Thread.yield();
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
