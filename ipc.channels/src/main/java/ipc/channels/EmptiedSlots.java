package ipc.channels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which of the senders' slots are empty again: the receivers add them under their lock, the senders read them under
 * theirs, and neither waits for the other.
 *
 * <p>A ring with a place for each slot there is. A slot comes again only after its sender has read where it was, and
 * places are read in order; so when a place is written again, it has been read.
 */
final class EmptiedSlots extends CacheLines {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(EmptiedSlots.class, "count", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** A power of two, of which the first below {@code count} were written; replaced under both locks. */
    private int[] ring = new int[1];

    private long count;

    /** Makes a place for each of so many slots, of which some were read; under both locks. */
    void makePlaces(int slots, long read) {
        if (slots <= ring.length) {
            return;
        }
        int[] larger = new int[Integer.highestOneBit(slots - 1) << 1];
        for (long each = read; each < count; each++) {
            larger[(int) each & (larger.length - 1)] = at(each);
        }
        ring = larger;
    }

    /** A slot is empty again; under the receivers' lock. */
    void add(int index) {
        ring[(int) count & (ring.length - 1)] = index;
        COUNT.setRelease(this, count + 1); // pairs with count(): the index is there
    }

    /** Returns how many were added in all; under the senders' lock. */
    long count() {
        return (long) COUNT.getAcquire(this); // pairs with add()
    }

    /** Returns one that was added and not read; under the senders' lock. */
    int at(long number) {
        return ring[(int) number & (ring.length - 1)];
    }
}
