package ipc.pipes;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** The lengths of the packets in a pipe, first to last, in a circle. */
final class Lengths {
    private final ByteBuffer memory;
    private final int capacity;
    private int head;
    private int count;

    Lengths(ByteBuffer memory) {
        this.memory = memory;
        this.capacity = memory.capacity() / Character.BYTES;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == capacity;
    }

    void add(int length) {
        memory.putChar(index(count), (char) length);
        count++;
    }

    int first() {
        return memory.getChar(index(0));
    }

    void removeFirst() {
        head = (head + 1) & (capacity - 1);
        count--;
    }

    void clear() {
        count = 0;
    }

    /** Returns a copy of all lengths. */
    List<Integer> copy() {
        return IntStream.range(0, count)
                .mapToObj(packet -> (int) memory.getChar(index(packet)))
                .toList();
    }

    private int index(int packet) {
        return ((head + packet) & (capacity - 1)) * Character.BYTES;
    }
}
