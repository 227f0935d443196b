package ipc.stress;

import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Hands out pieces of one block round and round: a stress test makes millions of objects, each for a moment. */
public final class RecycledMemory implements Memory {
    private static final int BLOCK = 1 << 26;
    private static final int PIECE_MAX = 1 << 16;
    private static final byte[] ZEROS = new byte[PIECE_MAX];

    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private final AtomicLong used = new AtomicLong();

    private record Piece(long bytes, ByteBuffer buffer) implements Region {
        @Override
        public void release() {
            // comes round again by itself
        }
    }

    private record Nothing(long bytes) implements Charge {
        @Override
        public void release() {
            // nothing was charged
        }
    }

    @Override
    public Charge charge(long bytes) {
        return new Nothing(bytes);
    }

    @Override
    public Region allocate(long bytes) {
        int size = (int) bytes;
        int at = (int) (used.getAndAdd(size) % (BLOCK - size));
        return new Piece(bytes, block.slice(at, size).put(0, ZEROS, 0, size));
    }
}
