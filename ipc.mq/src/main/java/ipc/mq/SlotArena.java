package ipc.mq;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Memory;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * The memory of a queue's messages: a place of one size for each slot.
 *
 * <p>A place begins on a cache line of its own, so a short message is one line to move between processors. Large places
 * take an odd number of lines: with an even one they would all begin on the same few sets of the cache.
 */
final class SlotArena {
    private static final int LINE = 64;
    private static final int LARGE = 8 * LINE;

    private final Memory.Region region;
    private final ByteBuffer memory;
    private final int slots;
    private final int stride;
    private final int bytesMax;

    SlotArena(Memory memory, int slots, int bytesMax) {
        this.slots = slots;
        this.bytesMax = bytesMax;
        long bytes = slots * stride(bytesMax) + LINE;
        if (bytes > Integer.MAX_VALUE) {
            throw IpcException.of(
                    Errno.ENOMEM,
                    "keep %,d messages of %,d bytes, limit %,d bytes in all",
                    slots,
                    bytesMax,
                    Integer.MAX_VALUE);
        }
        this.stride = (int) stride(bytesMax);
        this.region = memory.allocate(bytes);
        this.memory = region.buffer().alignedSlice(LINE);
    }

    private static long stride(int bytesMax) {
        long lines = ((long) bytesMax + LINE - 1) / LINE;
        return (lines < LARGE / LINE ? lines : lines | 1) * LINE;
    }

    int slots() {
        return slots;
    }

    void release() {
        region.release();
    }

    /**
     * Copies a message in; its position moves to its limit. Returns its length, which is looked at once only: another
     * thread of the client may be changing the limit, and the neighbours' bytes are at stake.
     */
    int fill(int slot, ByteBuffer message) {
        int position = message.position();
        int limit = message.limit();
        int length = limit - position;
        if (length > bytesMax) {
            throw IpcException.of(Errno.EMSGSIZE, "send %,d bytes, limit %,d", length, bytesMax);
        }
        if (message.hasArray()) { // most often, and twice as fast as from buffer to buffer
            memory.put(slot * stride, message.array(), message.arrayOffset() + position, length);
        } else {
            memory.put(slot * stride, message, position, length);
        }
        message.position(limit);
        return length;
    }

    /** Copies a message out; the buffer's position moves behind it. */
    void empty(int slot, int length, ByteBuffer buffer) {
        int position = buffer.position();
        if (length > buffer.limit() - position) {
            throw new BufferOverflowException(); // the client's other threads have changed it since the kernel looked
        }
        if (buffer.hasArray()) {
            memory.get(slot * stride, buffer.array(), buffer.arrayOffset() + position, length);
        } else {
            buffer.put(position, memory, slot * stride, length);
        }
        buffer.position(position + length);
    }

    /** Returns a view of a slot's place. */
    ByteBuffer bytes(int slot) {
        return memory.slice(slot * stride, bytesMax);
    }

    /** Returns a copy of the message in a slot. */
    ByteBuffer copy(int slot, int length) {
        return ByteBuffer.allocate(length).put(0, memory, slot * stride, length);
    }
}
