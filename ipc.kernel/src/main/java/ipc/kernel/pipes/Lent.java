package ipc.kernel.pipes;

import ipc.api.kernel.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * A region in the hands of one thread, seen through a buffer that ends with that: only this thread reaches its bytes,
 * and only until it revokes them.
 */
final class Lent {
    private final Memory.Region region;
    private final Arena arena = Arena.ofConfined();
    private final Thread owner = Thread.currentThread();
    private final ByteBuffer bytes;

    /** Lends to the calling thread; the bytes that are of interest end at a limit. */
    Lent(Memory.Region region, int limit) {
        this.region = region;
        this.bytes = view(region, arena).limit(limit);
    }

    /** The region is a piece of memory that lives as long as it can be reached. */
    @SuppressWarnings("restricted") // neither address nor size is made up
    private static ByteBuffer view(Memory.Region region, Arena arena) {
        ByteBuffer memory = region.buffer();
        return MemorySegment.ofBuffer(memory)
                .reinterpret(arena, new Kept(memory))
                .asByteBuffer();
    }

    /** Keeps memory as long as an arena refers to this; freeing it is the garbage collector's work. */
    private record Kept(ByteBuffer memory) implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment ended) {
            // nothing refers to it any more
        }
    }

    Memory.Region region() {
        return region;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    boolean isMine() {
        return owner == Thread.currentThread();
    }

    /** Throws if the memory is another thread's. */
    void checkMine() {
        if (!isMine()) {
            throw new WrongThreadException("memory of " + owner + " in the hands of " + Thread.currentThread());
        }
    }

    /** Takes the bytes away from the calling thread, which owns them. */
    void revoke() {
        arena.close();
    }
}
