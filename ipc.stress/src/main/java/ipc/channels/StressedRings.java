package ipc.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Makes rings for the moment that a stress test needs one, and moves messages whose ends can be compared. */
final class StressedRings {
    static final int BYTES = 64;

    private static final Memory MEMORY = new RecycledMemory();

    private StressedRings() {}

    static RecordRing ring() {
        return new RecordRing(options(), MEMORY);
    }

    static Lane lane(Scheduler scheduler) {
        ChannelState empty = ChannelState.empty(ChannelOptions.standard().fromFirst(options()));
        return new Lane("stressed", empty.fromFirst(), new Lane.Ground(scheduler, MEMORY, cargo -> {}));
    }

    private static DirectionOptions options() {
        return DirectionOptions.standard().depthMax(1).bytesMax(BYTES).messageBytesMax(BYTES);
    }

    /** Returns a message whose first and last long are a value. */
    static ByteBuffer message(long value) {
        return ByteBuffer.allocate(BYTES).putLong(0, value).putLong(BYTES - Long.BYTES, value);
    }

    /** Takes the first message if there is one. */
    static void take(RecordRing ring, ByteBuffer buffer) {
        RingHead head = ring.head();
        int record = head.first();
        if (record != Records.NONE) {
            int word = head.word(record);
            head.copyOut(record, Records.lengthIn(word), buffer);
            head.remove(record, word);
        }
    }

    static long first(ByteBuffer buffer) {
        return buffer.getLong(0);
    }

    static long last(ByteBuffer buffer) {
        return buffer.getLong(BYTES - Long.BYTES);
    }

    /** Hands out pieces of one block round and round, because there are millions of rings, each for a moment. */
    private static final class RecycledMemory implements Memory {
        private static final int BLOCK = 1 << 26;

        private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        private final AtomicLong used = new AtomicLong();

        @Override
        public Charge charge(long bytes) {
            return new Piece(ByteBuffer.allocate(0));
        }

        @Override
        public Region allocate(long bytes) {
            int size = (int) bytes;
            int at = (int) (used.getAndAdd(size) % (BLOCK - size));
            return new Piece(block.slice(at, size).put(0, new byte[size]));
        }
    }

    private record Piece(ByteBuffer buffer) implements Memory.Region {
        @Override
        public long bytes() {
            return buffer.capacity();
        }

        @Override
        public void release() {
            // comes round again by itself
        }
    }
}
