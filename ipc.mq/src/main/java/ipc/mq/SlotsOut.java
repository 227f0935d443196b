package ipc.mq;

import ipc.api.mq.spi.QueueState.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one queue that clients have in hand: on loan to senders, under lease to receivers.
 *
 * <p>The object of a slot is made when the slot first goes out, and used again. Everything about leases happens under
 * the lock of the queue; a slot on loan is with one sender alone, and not seen here.
 */
final class SlotsOut {
    private final SlotQueue queue;
    private final SlotArena arena;
    private final @Nullable Slot[] slots;

    /** The number of the latest lease. */
    private int lastLease;

    SlotsOut(SlotQueue queue, SlotArena arena, int depth) {
        this.queue = queue;
        this.arena = arena;
        this.slots = new Slot[depth];
    }

    private Slot slot(int index) {
        Slot slot = slots[index];
        if (slot == null) {
            slot = new Slot(queue, index, arena.bytes(index));
            slots[index] = slot;
        }
        return slot;
    }

    /** A sender gets a free slot; the number of a loan is that of its slot. */
    Slot loan(int index) {
        return slot(index).loaned(index + 1);
    }

    /** A receiver gets a message, under the next number. */
    Slot lease(int index, int length, int priority, int redeliveries) {
        lastLease = lastLease == Integer.MAX_VALUE ? 1 : lastLease + 1;
        return slot(index).leased(lastLease, length, priority, redeliveries);
    }

    /** A receiver goes on having a message that it leased from the queue before this one. */
    void leaseAgain(int index, int length, Message message) {
        lastLease = Math.max(lastLease, message.lease());
        slot(index).leased(message.lease(), length, message.priority(), message.redeliveries());
    }

    /** Finds a lease by its number. */
    Slot leased(int number) {
        return leased().stream()
                .filter(slot -> slot.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("slot " + number + " is not under lease"));
    }

    /** Returns the slots under lease, the oldest lease first. */
    List<Slot> leased() {
        List<Slot> leases = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot != null && slot.isLeased()) {
                leases.add(slot);
            }
        }
        leases.sort(Comparator.comparingInt(Slot::number));
        return leases;
    }
}
