package ipc.channels;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots that receivers read; under their lock. */
final class LeaseSlots extends CacheLines {
    private final EmptiedSlots emptied;

    /** By index. */
    private final List<LeaseSlot> all = new ArrayList<>();

    /** Those of receivers that nobody uses. */
    private final SlotPool<LeaseSlot> spare = new SlotPool<>();

    /** The number of the latest lease. */
    private long lastLease;

    LeaseSlots(EmptiedSlots emptied) {
        this.emptied = emptied;
    }

    /** Adds slots behind those there are; also under the senders' lock. */
    void add(List<ByteBuffer> buffers, Leases leases, boolean senders) {
        for (ByteBuffer buffer : buffers) {
            all.add(new LeaseSlot(all.size(), buffer, leases, senders));
        }
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
            emptied.add(slot.index());
        } else {
            spare.add(slot);
        }
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
