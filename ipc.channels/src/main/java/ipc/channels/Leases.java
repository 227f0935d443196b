package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import org.jspecify.annotations.Nullable;

/**
 * How receivers read messages of a lane in place: a message under lease is out of its list and keeps its room until the
 * lease ends; one that goes back goes where it was.
 */
final class Leases {
    private final Lane lane;
    private final RingHead head;
    private final LoanSlots memory;
    private final LeaseSlots slots;
    private final ShortLock receiving;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;

    Leases(Lane lane) {
        this.lane = lane;
        this.head = lane.ring().head();
        this.memory = lane.ring().slots();
        this.slots = memory.leases();
        this.receiving = lane.receiving();
        this.notFull = lane.notFull();
        this.notEmpty = lane.notEmpty();
    }

    /** Leases the first message; null for "not now". */
    @Nullable
    LeaseSlot lease(Deadline deadline) {
        LeaseSlot slot = leaseNow();
        return slot != null || deadline.immediate() ? slot : leaseLater(deadline);
    }

    private LeaseSlot leaseLater(Deadline deadline) {
        for (int attempt = 0; notEmpty.linger(attempt); attempt++) {
            LeaseSlot slot = head.seemsEmpty() ? null : leaseNow();
            if (slot != null) {
                return slot;
            }
        }
        try {
            long ticket = notEmpty.ticket();
            LeaseSlot slot = leaseAlone();
            while (slot == null) {
                notEmpty.park(ticket, deadline);
                ticket = notEmpty.ticket();
                slot = leaseAlone();
            }
            return slot;
        } finally {
            lane.outlet().passMessagesOn();
        }
    }

    /** Looks while the senders stand still, so that what comes next finds this one waiting. */
    private @Nullable LeaseSlot leaseAlone() {
        lane.lock();
        try {
            if (head.isEmpty()) {
                lane.checkOpen();
                return null;
            }
        } finally {
            lane.unlock();
        }
        return leaseNow();
    }

    private @Nullable LeaseSlot leaseNow() {
        head.leaveHoles(lane);
        while (true) {
            int bytes;
            receiving.lock();
            try {
                int record = head.first();
                if (record == Records.NONE) {
                    lane.checkOpen();
                    return null;
                }
                bytes = Records.lengthIn(head.word(record));
                LeaseSlot slot = slotOf(record, bytes);
                if (slot != null) {
                    head.lease(record, slot, slots.nextLease());
                    return slot;
                }
            } finally {
                receiving.unlock();
            }
            addSpare(bytes);
        }
    }

    /** Returns the slot that a message is in, or one into which it was copied, or null if there is none. */
    private @Nullable LeaseSlot slotOf(int record, int bytes) {
        long cargo = head.cargo(record);
        if (cargo < 0) {
            return slots.at(Records.slotIn(cargo));
        }
        if (cargo > 0) {
            throw new IpcException(Errno.EMSGSIZE, "receive a message with handles from " + lane.name() + " by a loan");
        }
        LeaseSlot slot = slots.takeSpare(bytes);
        if (slot != null) {
            head.copyOut(record, bytes, slot);
        }
        return slot;
    }

    private void addSpare(int bytes) {
        Memory.Region region = memory.allocate(bytes);
        lane.lock();
        try {
            slots.emptied(memory.addLease(lane, region));
        } finally {
            lane.unlock();
        }
    }

    /** The message was received. */
    void end(LeaseSlot slot) {
        receiving.lock();
        try {
            head.end(slot);
            slots.emptied(slot);
        } finally {
            receiving.unlock();
        }
        notFull.wakeNext();
    }

    /** The message goes back; if its receivers have closed, it dies. */
    void goBack(LeaseSlot slot) {
        lane.lock();
        try {
            if (lane.receiverOpen()) {
                head.goBack(slot);
            } else {
                head.end(slot);
                slots.emptied(slot);
                lane.figures().discarded(1);
            }
        } finally {
            lane.unlock();
        }
        notEmpty.wakeNext();
    }

    LeaseSlot leased(long number) {
        receiving.lock();
        try {
            return slots.leased(number);
        } finally {
            receiving.unlock();
        }
    }

    /** Leases a message that was under lease in another provider; under both locks. */
    void continueWith(int record, long number) {
        int bytes = Records.lengthIn(head.word(record));
        LeaseSlot slot = memory.addLease(lane, memory.allocate(bytes));
        head.copyOut(record, bytes, slot);
        head.lease(record, slot, number);
        slots.leasedBefore(number);
    }
}
