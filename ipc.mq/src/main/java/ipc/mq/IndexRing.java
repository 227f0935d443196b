package ipc.mq;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hands numbers from one side to the other, first in first out; one thread at a time on each side.
 *
 * <p>Each side looks at the other's counter only when its own copy of it says full or empty, so that a cache line moves
 * between the processors once for a batch and not once for a number. The ring has room for every number there is: a
 * side that puts in never finds it full.
 */
final class IndexRing {
    /** Longs of a cache line, twice: processors fetch lines in pairs. */
    private static final int STRIDE = 16;

    private static final int PUT = STRIDE;
    private static final int PUT_SEEN = 2 * STRIDE;
    private static final int TAKEN = 3 * STRIDE;
    private static final int COUNTERS = 4 * STRIDE;
    private static final VarHandle COUNTER = MethodHandles.arrayElementVarHandle(long[].class);

    private final int mask;
    private final long[] values;

    /**
     * How many were put, how many of them the taking side knows of, and how many were taken; each on a line of its own.
     */
    private final long[] counters = new long[COUNTERS];

    /** Makes an empty ring for so many numbers at most. */
    IndexRing(int capacity) {
        int size = size(capacity);
        mask = size - 1;
        values = new long[size];
    }

    /** The next power of two. */
    private static int size(int capacity) {
        return capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    }

    /** Returns the bytes that a ring takes on the heap, about. */
    static long bytes(int capacity) {
        return ((long) size(capacity) + COUNTERS) * Long.BYTES;
    }

    /** Puts a number in; the taking side sees what this thread did before. */
    void put(long value) {
        long put = counters[PUT];
        values[(int) put & mask] = value;
        COUNTER.setRelease(counters, PUT, put + 1); // pairs with the acquire in isEmpty()
    }

    /** Tells whether there is nothing to take; for the taking side. */
    boolean isEmpty() {
        long taken = counters[TAKEN];
        if (taken < counters[PUT_SEEN]) {
            return false;
        }
        long put = (long) COUNTER.getAcquire(counters, PUT); // pairs with the release in put()
        counters[PUT_SEEN] = put;
        return taken == put;
    }

    /** Takes the next number out; the ring is not empty. */
    long take() {
        long taken = counters[TAKEN];
        counters[TAKEN] = taken + 1;
        return values[(int) taken & mask];
    }
}
