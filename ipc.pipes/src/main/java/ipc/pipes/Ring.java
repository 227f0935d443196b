package ipc.pipes;

import ipc.api.kernel.Memory;
import ipc.api.pipes.spi.PipeState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a pipe: bytes in a circle, and for a pipe of packets a second circle with their lengths.
 *
 * <p>Its owner excludes calls from each other, except for {@link #seemsEmpty} and {@link #seemsToHaveRoom}.
 */
final class Ring {
    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(Ring.class, "size", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Memory.Region region;
    private final ByteBuffer memory;
    private final int capacity;
    private final @Nullable Lengths lengths;

    /** Where the first byte is; only its remainder by the capacity counts. */
    private int head;

    private int size;

    Ring(Memory memory, int capacity, boolean packets) {
        int packetsMax = packets ? capacity / PipeState.PACKET_BYTES_MIN : 0;
        this.region = memory.allocate((long) capacity + (long) packetsMax * Character.BYTES);
        this.memory = region.buffer();
        this.capacity = capacity;
        this.lengths = packets ? new Lengths(this.memory.slice(capacity, packetsMax * Character.BYTES)) : null;
    }

    void release() {
        region.release();
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return size;
    }

    int room() {
        return capacity - size;
    }

    /** Returns the lengths of the packets, or null for a pipe of bytes. */
    @Nullable
    Lengths lengths() {
        return lengths;
    }

    boolean seemsEmpty() {
        return (int) SIZE.getOpaque(this) == 0; // a hint: whoever acts on it looks again under the lock
    }

    boolean seemsToHaveRoom() {
        return (int) SIZE.getOpaque(this) < capacity; // a hint: whoever acts on it looks again under the lock
    }

    /** Copies bytes in, for which there is room; the buffer's position moves behind them. If that fails, none is in. */
    void put(ByteBuffer source, int length) {
        int position = source.position();
        int at = index(size);
        int first = Math.min(length, capacity - at);
        try {
            copyIn(at, source, position, first);
            if (first < length) {
                copyIn(0, source, position + first, length - first);
            }
            source.position(position + length);
        } catch (IndexOutOfBoundsException | IllegalArgumentException moved) {
            throw new BufferUnderflowException(); // the client's other threads have changed it since the kernel looked
        }
        size += length;
    }

    private void copyIn(int at, ByteBuffer source, int position, int length) {
        if (source.hasArray()) { // most often, and twice as fast as from buffer to buffer
            memory.put(at, source.array(), source.arrayOffset() + position, length);
        } else {
            memory.put(at, source, position, length);
        }
    }

    /** Copies the first bytes out; the buffer's position moves behind them. If that fails, they are still the first. */
    void take(ByteBuffer target, int length) {
        int position = target.position();
        int at = index(0);
        int first = Math.min(length, capacity - at);
        try {
            copyOut(at, target, position, first);
            if (first < length) {
                copyOut(0, target, position + first, length - first);
            }
            target.position(position + length);
        } catch (IndexOutOfBoundsException | IllegalArgumentException moved) {
            throw new BufferOverflowException(); // as above
        }
        drop(length);
    }

    private void copyOut(int at, ByteBuffer target, int position, int length) {
        if (target.hasArray()) {
            memory.get(at, target.array(), target.arrayOffset() + position, length);
        } else {
            target.put(position, memory, at, length);
        }
    }

    /** Lets the first bytes go. */
    void drop(int length) {
        head = index(length);
        size -= length;
    }

    /** Returns a copy of all bytes. */
    ByteBuffer copy() {
        int first = Math.min(size, capacity - head);
        return ByteBuffer.allocate(size).put(0, memory, head, first).put(first, memory, 0, size - first);
    }

    private int index(int offset) {
        return (head + offset) & (capacity - 1);
    }
}
