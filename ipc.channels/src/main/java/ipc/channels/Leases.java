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
    private final LoanSlots slots;
    private final ShortLock receiving;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;

    Leases(Lane lane) {
        this.lane = lane;
        this.head = lane.ring().head();
        this.slots = lane.ring().slots();
        this.receiving = lane.receiving();
        this.notFull = lane.notFull();
        this.notEmpty = lane.notEmpty();
    }

    /** Leases the first message; null for "not now". */
    @Nullable
    LoanSlot lease(Deadline deadline) {
        LoanSlot slot = leaseNow();
        return slot != null || deadline.immediate() ? slot : leaseLater(deadline);
    }

    private LoanSlot leaseLater(Deadline deadline) {
        for (int attempt = 0; notEmpty.linger(attempt); attempt++) {
            LoanSlot slot = head.seemsEmpty() ? null : leaseNow();
            if (slot != null) {
                return slot;
            }
        }
        try {
            long ticket = notEmpty.ticket();
            LoanSlot slot = leaseAlone();
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
    private @Nullable LoanSlot leaseAlone() {
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

    private @Nullable LoanSlot leaseNow() {
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
                LoanSlot slot = slotOf(record, bytes);
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
    private @Nullable LoanSlot slotOf(int record, int bytes) {
        long cargo = head.cargo(record);
        if (cargo < 0) {
            return slots.at(Records.slotIn(cargo));
        }
        if (cargo > 0) {
            throw new IpcException(Errno.EMSGSIZE, "receive a message with handles from " + lane.name() + " by a loan");
        }
        LoanSlot slot = slots.takeSpare(bytes);
        if (slot != null) {
            head.copyOut(record, bytes, slot);
        }
        return slot;
    }

    private void addSpare(int bytes) {
        Memory.Region region = slots.allocate(bytes);
        lane.lock();
        try {
            slots.emptied(slots.add(lane.users(true), region));
        } finally {
            lane.unlock();
        }
    }

    /** The message was received. */
    void end(LoanSlot slot) {
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
    void goBack(LoanSlot slot) {
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

    LoanSlot leased(long number) {
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
        LoanSlot slot = slots.add(lane.users(true), slots.allocate(bytes));
        head.copyOut(record, bytes, slot);
        head.lease(record, slot, number);
        slots.leasedBefore(number);
    }
}
