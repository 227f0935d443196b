package ipc.mq;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hands numbers from one side to the other, first in first out; one thread at a time on each side.
 *
 * <p>Each side looks at the other's counter only when its own copy of it says full or empty, so that a cache line moves
 * between the processors once for a batch and not once for a number. The ring has room for every number there is: a
 * side that puts in never finds it full. What the sides write stands far apart: superclasses come first in memory.
 */
final class IndexRing extends RingSides {
    private static final VarHandle PUT;

    static {
        try {
            PUT = MethodHandles.lookup().findVarHandle(PuttingSide.class, "put", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int mask;
    private final long[] values;

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
        return (long) size(capacity) * Long.BYTES + BYTES;
    }

    /** Puts a number in; the taking side sees what this thread did before. */
    void put(long value) {
        long count = put;
        values[(int) count & mask] = value;
        PUT.setRelease(this, count + 1); // pairs with the acquire in isEmpty()
    }

    /** Tells whether there is nothing to take; for the taking side. */
    boolean isEmpty() {
        if (taken != putSeen) {
            return false;
        }
        putSeen = (long) PUT.getAcquire(this); // pairs with the release in put()
        return taken == putSeen;
    }

    /** Returns the number that is taken next; the ring is not empty. */
    long peek() {
        return values[(int) taken & mask];
    }

    /** Takes the next number out; the ring is not empty. */
    long take() {
        return values[(int) taken++ & mask];
    }
}

/** Two cache lines of nothing: processors fetch lines in pairs. */
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
    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;
}

/** What the taking side writes. */
abstract class TakingSide extends PaddingBetween {
    /** How many numbers were taken out. */
    long taken;

    /** How many of those put in this side knows of. */
    long putSeen;
}

/** Keeps the sides apart from whatever follows in memory. */
abstract class RingSides extends TakingSide {
    static final int BYTES = 51 * Long.BYTES;

    long r00, r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15;
}
