package ipc.mq;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;

/**
 * The memory of a queue's slots: for each a header and the bytes of a message, side by side.
 *
 * <pre>
 *  0  long  length (bits 0 to 31), priority (32 to 47), redeliveries (48 to 62)
 *  8  long  expiry on the kernel's clock
 * 16  the message
 * </pre>
 *
 * <p>A slot begins on a cache line of its own. Large slots take an odd number of lines: with an even one their headers
 * would all fall on the same few sets of the cache.
 */
final class SlotArena {
    static final int REDELIVERIES_MAX = 0x7FFF;

    private static final int LINE = 64;
    private static final int LARGE = 8 * LINE;
    private static final int EXPIRY = Long.BYTES;
    private static final int HEADER = 2 * Long.BYTES;
    private static final int PRIORITY_SHIFT = 32;
    private static final int PRIORITY_MASK = 0xFFFF;
    private static final int REDELIVERIES_SHIFT = 48;

    private final Memory.Region region;
    private final ByteBuffer memory;
    private final int stride;
    private final int bytesMax;

    SlotArena(Memory memory, int slots, int bytesMax) {
        this.bytesMax = bytesMax;
        this.stride = stride(bytesMax);
        long bytes = (long) slots * stride + LINE;
        if (bytes > Integer.MAX_VALUE) {
            throw IpcException.of(
                    Errno.ENOMEM, "keep %,d messages of %,d bytes, limit %,d in all", slots, bytesMax, Integer.MAX_VALUE);
        }
        this.region = memory.allocate(bytes);
        this.memory = region.buffer().alignedSlice(LINE).order(region.buffer().order());
    }

    private static int stride(int bytesMax) {
        int bytes = Math.addExact(bytesMax, HEADER + LINE - 1) / LINE * LINE;
        return bytes >= LARGE ? bytes / LINE % 2 == 0 ? Math.addExact(bytes, LINE) : bytes : bytes;
    }

    void release() {
        region.release();
    }

    /** Copies a message in; its position moves to its limit. */
    void fill(int slot, ByteBuffer message, int priority, long expiryNanos) {
        int length = message.remaining();
        memory.put(slot * stride + HEADER, message, message.position(), length);
        message.position(message.limit());
        head(slot, length, priority, expiryNanos);
    }

    /** Describes a message that is in place. */
    void head(int slot, int length, int priority, long expiryNanos) {
        int at = slot * stride;
        memory.putLong(at, (long) priority << PRIORITY_SHIFT | length);
        memory.putLong(at + EXPIRY, expiryNanos);
    }

    /** Copies a message out; the buffer's position moves behind it. Returns its priority. */
    int empty(int slot, ByteBuffer buffer) {
        int at = slot * stride;
        long head = memory.getLong(at);
        int length = (int) head;
        int position = buffer.position();
        buffer.put(position, memory, at + HEADER, length).position(position + length);
        return (int) (head >>> PRIORITY_SHIFT) & PRIORITY_MASK;
    }

    int length(int slot) {
        return (int) memory.getLong(slot * stride);
    }


    int priority(int slot) {
        return (int) (memory.getLong(slot * stride) >>> PRIORITY_SHIFT) & PRIORITY_MASK;
    }

    int redeliveries(int slot) {
        return (int) (memory.getLong(slot * stride) >>> REDELIVERIES_SHIFT);
    }

    void redeliveries(int slot, int count) {
        int at = slot * stride;
        long rest = memory.getLong(at) & ((1L << REDELIVERIES_SHIFT) - 1);
        memory.putLong(at, (long) Math.min(count, REDELIVERIES_MAX) << REDELIVERIES_SHIFT | rest);
    }

    long expiryNanos(int slot) {
        return memory.getLong(slot * stride + EXPIRY);
    }

    /** Returns a view of a slot's bytes. */
    ByteBuffer bytes(int slot) {
        return memory.slice(slot * stride + HEADER, bytesMax);
    }

    /** Returns a copy of the message in a slot. */
    ByteBuffer copy(int slot) {
        int length = length(slot);
        ByteBuffer copy = ByteBuffer.allocate(length);
        return copy.put(0, memory, slot * stride + HEADER, length);
    }
}
