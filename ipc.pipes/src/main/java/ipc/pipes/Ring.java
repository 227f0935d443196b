package ipc.pipes;

import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;

/** Memory in a circle: the remainder of a position by the capacity says where its byte is. */
final class Ring {
    private final Memory.Region region;
    private final ByteBuffer memory;
    private final int capacity;

    /** Takes the first bytes of a region, as many as a power of two says. */
    Ring(Memory.Region region, int capacity) {
        this.region = region;
        this.memory = region.buffer();
        this.capacity = capacity;
    }

    void release() {
        region.release();
    }

    int capacity() {
        return capacity;
    }

    /** Copies bytes in, whatever is there; the source's position stays. */
    void put(long at, ByteBuffer source, int length) {
        int from = source.position();
        int index = index(at);
        int first = Math.min(length, capacity - index);
        copyIn(index, source, from, first);
        if (first < length) {
            copyIn(0, source, from + first, length - first);
        }
    }

    private void copyIn(int index, ByteBuffer source, int from, int length) {
        if (source.hasArray()) { // most often, and twice as fast as from buffer to buffer
            memory.put(index, source.array(), source.arrayOffset() + from, length);
        } else {
            memory.put(index, source, from, length);
        }
    }

    /** Copies bytes out; the target's position stays. */
    void get(long at, ByteBuffer target, int length) {
        int to = target.position();
        int index = index(at);
        int first = Math.min(length, capacity - index);
        copyOut(index, target, to, first);
        if (first < length) {
            copyOut(0, target, to + first, length - first);
        }
    }

    private void copyOut(int index, ByteBuffer target, int to, int length) {
        if (target.hasArray()) {
            memory.get(index, target.array(), target.arrayOffset() + to, length);
        } else {
            target.put(to, memory, index, length);
        }
    }

    /** Returns bytes that lie side by side: as many of those wanted as do. */
    ByteBuffer slice(long at, int length) {
        int index = index(at);
        return memory.slice(index, Math.min(length, capacity - index));
    }

    private int index(long at) {
        return (int) at & (capacity - 1);
    }
}
