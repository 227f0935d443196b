package ipc.mq;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hands numbers from one side to the other, first in first out; one thread at a time on each side.
 *
 * <p>There is no counter that both sides look at, only the cells: the topmost bit of a cell says in which lap round the
 * ring it was written, the first, third, … or the second, fourth, …, and so whether it is there to be taken. A cache
 * line moves between the processors once for the cells on it, as long as the sides do not tread on each other's heels.
 * The ring has room for every number there is: the putting side need not know what was taken.
 */
final class IndexRing extends TakingSide {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long LAP = Long.MIN_VALUE;

    private final int size;
    private final long[] cells;

    /** Makes an empty ring for so many numbers at most. */
    IndexRing(int capacity) {
        size = size(capacity);
        cells = new long[size];
    }

    /** The next power of two. */
    private static int size(int capacity) {
        return capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    }

    /** Returns the bytes that a ring takes on the heap, about. */
    static long bytes(int capacity) {
        return (long) size(capacity) * Long.BYTES + BYTES;
    }

    /** Puts a number of 0 or more in; the taking side sees what this thread did before. */
    void put(long value) {
        long count = put++;
        CELL.setRelease(cells, index(count), value | lap(count)); // pairs with the acquire in isEmpty()
    }

    /** Tells whether there is nothing to take; for the taking side. */
    boolean isEmpty() {
        long count = taken;
        long cell = (long) CELL.getAcquire(cells, index(count)); // pairs with the release in put()
        return (cell & LAP) != lap(count);
    }

    /** Returns the number that is taken next; the ring is not empty. */
    long peek() {
        return cells[index(taken)] & ~LAP;
    }

    /** Takes the next number out; the ring is not empty. */
    long take() {
        return cells[index(taken++)] & ~LAP;
    }

    private int index(long count) {
        return (int) count & size - 1;
    }

    /** Cells are 0 at first: the first lap is the one that sets the bit. */
    private long lap(long count) {
        return (count & size) == 0 ? LAP : 0;
    }
}

/** Two cache lines of nothing: processors fetch lines in pairs. Superclasses come first in memory. */
abstract class PaddingBefore {
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}

/** What the putting side writes. */
abstract class PuttingSide extends PaddingBefore {
    /** How many numbers were put in. */
    long put;
}

/** Keeps the sides apart. */
abstract class PaddingBetween extends PuttingSide {
    static final int BYTES = 52 * Long.BYTES;

    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;
}

/** What the taking side writes; what follows is only read. */
abstract class TakingSide extends PaddingBetween {
    /** How many numbers were taken out. */
    long taken;

    long r00, r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15;
}
