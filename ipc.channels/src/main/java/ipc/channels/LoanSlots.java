package ipc.channels;

import ipc.api.kernel.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The places for loaned messages of a lane, made as they are needed and used again.
 *
 * <p>Senders fill them, receivers empty them: those that come back wait in a stack that receivers only add to and
 * senders only take whole. Those that receivers made for themselves stay on their side.
 */
final class LoanSlots {
    private static final int BYTES_MIN = 64;
    private static final VarHandle RETURNED;

    static {
        try {
            RETURNED = MethodHandles.lookup().findVarHandle(LoanSlots.class, "returned", LoanSlot.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Memory memory;

    /** By index; replaced under both locks. */
    private LoanSlot[] all = {};

    /** Under the senders' lock. */
    private final SlotStack free = new SlotStack();

    @SuppressWarnings("unused")
    private volatile @Nullable LoanSlot returned;

    /** Those of receivers; under their lock. */
    private final SlotStack spare = new SlotStack();

    /** The number of the latest lease; under the receivers' lock. */
    private long lastLease;

    LoanSlots(Memory memory) {
        this.memory = memory;
    }

    /**
     * Who uses a slot.
     *
     * @param claims of its lane
     * @param leases of its lane
     * @param receivers whether it stays with receivers
     */
    record Users(Claims claims, Leases leases, boolean receivers) {}

    /** Allocates what a message of so many bytes needs, or a little more; without locks. */
    Memory.Region allocate(int bytes) {
        int rounded = Math.max(BYTES_MIN, Integer.highestOneBit(Math.max(1, bytes - 1)) << 1);
        return memory.allocate(rounded);
    }

    /** Makes a slot of a region; under both locks. */
    LoanSlot add(Users users, Memory.Region region) {
        LoanSlot slot = new LoanSlot(all.length, users, region);
        LoanSlot[] more = Arrays.copyOf(all, all.length + 1);
        more[slot.index()] = slot;
        all = more;
        return slot;
    }

    LoanSlot at(int index) {
        return all[index];
    }

    /** Returns a free slot of at least so many bytes, or null; under the senders' lock. */
    @Nullable
    LoanSlot take(int bytes) {
        LoanSlot slot = free.take(bytes);
        if (slot == null && returned != null) {
            LoanSlot back = (LoanSlot) RETURNED.getAndSetAcquire(this, null); // pairs with emptied(): it has been read
            while (back != null) {
                LoanSlot following = back.next;
                free.push(back);
                back = following;
            }
            slot = free.take(bytes);
        }
        return slot;
    }

    /** Returns a slot of the receivers' of at least so many bytes, or null; under their lock. */
    @Nullable
    LoanSlot takeSpare(int bytes) {
        return spare.take(bytes);
    }

    /** Gives a slot back that a sender did not use; under the senders' lock. */
    void giveBack(LoanSlot slot) {
        free.push(slot);
    }

    /** Gives a slot back whose message has left; under the receivers' lock. */
    void emptied(LoanSlot slot) {
        if (slot.isReceivers()) {
            spare.push(slot);
            return;
        }
        LoanSlot first;
        do {
            first = returned;
            slot.next = first;
        } while (!RETURNED.weakCompareAndSetRelease(this, first, slot)); // pairs with take()
    }

    long nextLease() {
        return ++lastLease;
    }

    /** Numbers of leases begin behind one that another provider gave. */
    void leasedBefore(long lease) {
        lastLease = Math.max(lastLease, lease);
    }

    /** Finds the slot of a lease; under the receivers' lock. */
    LoanSlot leased(long lease) {
        for (LoanSlot slot : all) {
            if (slot.isLeased() && slot.number() == lease) {
                return slot;
            }
        }
        throw new IllegalArgumentException("no message is under lease " + lease);
    }

    int leases() {
        int leases = 0;
        for (LoanSlot slot : all) {
            leases += slot.isLeased() ? 1 : 0;
        }
        return leases;
    }

    void release() {
        for (LoanSlot slot : all) {
            slot.free();
        }
    }
}
