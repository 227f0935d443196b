package ipc.events;

import java.util.Arrays;
import java.util.List;

/** Numbers in ascending order, in an array: nothing is allocated for a number once there was room for as many. */
final class Ascending {
    private static final int ROOM = 4;

    private long[] numbers = new long[ROOM];
    private int size;

    /** Adds a number that is at least the last one. */
    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size] = number;
        size++;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return numbers[index];
    }

    /** Returns the index of the first number that is at least this one, or the size. */
    int from(long number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void remove(int index) {
        size--;
        System.arraycopy(numbers, index + 1, numbers, index, size - index);
    }

    List<Long> list() {
        return Arrays.stream(numbers, 0, size).boxed().toList();
    }
}
