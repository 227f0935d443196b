package ipc.channels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots that receivers read; under their lock.
 *
 * <p>Senders' slots that are empty again wait here until a sender takes all of them at once, so that the two sides
 * seldom meet.
 */
final class LeaseSlots extends CacheLines {
    private static final VarHandle EMPTIED;

    static {
        try {
            EMPTIED = MethodHandles.lookup().findVarHandle(LeaseSlots.class, "emptied", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Senders of small messages take slots back when more than this part of all are empty. */
    private static final int LEAST_PART = 4;

    /** For larger messages, new slots cost more than it costs to meet. */
    private static final int SMALL_BYTES = 512;

    /** By index. */
    private final List<LeaseSlot> all = new ArrayList<>();

    /** Those of receivers that nobody uses. */
    private final SlotPool<LeaseSlot> spare = new SlotPool<>();

    /** Which of the senders' slots are empty again, and how many. */
    private int[] empty = {};

    private int emptied;

    /** The number of the latest lease. */
    private long lastLease;

    /** Adds slots behind those there are; also under the senders' lock. */
    void add(List<ByteBuffer> buffers, Leases leases, boolean senders) {
        for (ByteBuffer buffer : buffers) {
            all.add(new LeaseSlot(all.size(), buffer, leases, senders));
        }
        empty = Arrays.copyOf(empty, all.size());
    }

    int count() {
        return all.size();
    }

    LeaseSlot at(int index) {
        return all.get(index);
    }

    /** Returns a slot of the receivers' of at least so many bytes, or null. */
    @Nullable
    LeaseSlot takeSpare(int bytes) {
        return spare.take(bytes);
    }

    /** Gives a slot back whose message has left. */
    void emptied(LeaseSlot slot) {
        if (slot.isSenders()) {
            empty[emptied] = slot.index();
            EMPTIED.setOpaque(this, emptied + 1); // for seemWorthTaking()
        } else {
            spare.add(slot);
        }
    }

    /**
     * Tells whether so many senders' slots are empty again that it pays to take them back for a message of so many
     * bytes; with too few, the two sides would meet at each message. Under the senders' lock alone, and therefore
     * perhaps wrong.
     */
    boolean seemWorthTaking(int bytes) {
        int count = (int) EMPTIED.getOpaque(this); // a hint: whoever acts on it looks again under the lock
        return count > (bytes <= SMALL_BYTES ? all.size() / LEAST_PART : 0);
    }

    /** Gives the indexes of the senders' slots that are empty again, first what was empty first, and forgets them. */
    void takeEmptied(IntConsumer taker) {
        for (int i = 0; i < emptied; i++) {
            taker.accept(empty[i]);
        }
        EMPTIED.setOpaque(this, 0);
    }

    long nextLease() {
        return ++lastLease;
    }

    /** Numbers of leases begin behind one that another provider gave. */
    void leasedBefore(long lease) {
        lastLease = Math.max(lastLease, lease);
    }

    /** Finds the slot of a lease. */
    LeaseSlot leased(long lease) {
        for (LeaseSlot slot : all) {
            if (slot.isLeased() && slot.number() == lease) {
                return slot;
            }
        }
        throw new IllegalArgumentException("no message is under lease " + lease);
    }

    int leaseCount() {
        int leases = 0;
        for (LeaseSlot slot : all) {
            leases += slot.isLeased() ? 1 : 0;
        }
        return leases;
    }
}
