package ipc.pipes;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lengths of the packets in a pipe, first to last, in a circle.
 *
 * <p>Writers add under their lock, readers remove under theirs; who has seen a packet's bytes sees its length.
 */
final class Lengths {
    private final ByteBuffer memory;
    private final int capacity;
    private final Cursor in = new Cursor();
    private final Cursor out = new Cursor();

    Lengths(ByteBuffer memory) {
        this.memory = memory;
        this.capacity = memory.capacity() / Character.BYTES;
    }

    int count() {
        return (int) (in.seen() - out.seen());
    }

    boolean isFull() {
        return count() == capacity;
    }

    void add(int length) {
        memory.putChar(index(in.own()), (char) length);
        in.advance(1);
    }

    int first() {
        return at(0);
    }

    /** Returns the length of a packet behind so many others; under the lock of the readers. */
    int at(int packet) {
        return memory.getChar(index(out.own() + packet));
    }

    /** Returns how many packets there is a place for. */
    int places() {
        return capacity - count();
    }

    void removeFirst() {
        out.advance(1);
    }

    /** Forgets all; under both locks. */
    void clear() {
        out.advance(count());
    }

    /** Returns a copy of all lengths; under both locks. */
    List<Integer> copy() {
        return IntStream.range(0, count()).mapToObj(this::at).toList();
    }

    private int index(long packet) {
        return ((int) packet & (capacity - 1)) * Character.BYTES;
    }
}
