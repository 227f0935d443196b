package ipc.bench.channels;

import ipc.bench.mq.Line;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring for many writers and one reader; who cannot go on lets another thread have the processor. */
final class ManyToOneLine implements Line {
    private static final int TYPE = 1;
    private static final int CACHE_LINE = 64;

    private final ManyToOneRingBuffer ring;
    private final int bytes;

    ManyToOneLine(int depth, int bytes) {
        int record = bytes + RecordDescriptor.HEADER_LENGTH;
        int capacity = Integer.highestOneBit(2 * depth * record - 1); // the ring wants a power of two
        ByteBuffer memory =
                BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, CACHE_LINE);
        this.ring = new ManyToOneRingBuffer(new UnsafeBuffer(memory));
        this.bytes = bytes;
    }

    @Override
    public Sender newSender() {
        UnsafeBuffer message = new UnsafeBuffer(new byte[bytes]);
        message.putLong(0, STAMP);
        return priority -> {
            while (!ring.write(TYPE, message, 0, bytes)) {
                Thread.yield();
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
        private final ManyToOneRingBuffer ring;
        private final UnsafeBuffer buffer;
        private long sum;

        Copier(ManyToOneRingBuffer ring, int bytes) {
            this.ring = ring;
            this.buffer = new UnsafeBuffer(new byte[bytes]);
        }

        @Override
        public void onMessage(int type, MutableDirectBuffer from, int index, int length) {
            from.getBytes(index, buffer, 0, length);
            sum += buffer.getLong(0);
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
