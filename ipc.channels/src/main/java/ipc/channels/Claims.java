package ipc.channels;

import ipc.api.channels.WhenFull;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How senders fill slots of a lane in place: room is reserved first, and the slot's record enters the ring at last. */
final class Claims {
    private final Lane lane;
    private final Replies replies;
    private final RecordRing ring;
    private final RingTail tail;
    private final LoanSlots slots;
    private final ShortLock sending;
    private final WaitQueue notFull;
    private final WhenFull whenFull;

    Claims(Lane lane, Replies replies) {
        this.lane = lane;
        this.replies = replies;
        this.ring = lane.ring();
        this.tail = ring.tail();
        this.slots = ring.slots();
        this.sending = lane.sending();
        this.notFull = lane.notFull();
        this.whenFull = lane.options().whenFull();
    }

    /** Claims a slot for a message of at most so many bytes; null for "not now". */
    @Nullable
    LoanSlot claim(int bytes, Deadline deadline) {
        LoanSlot slot = claimNow(bytes);
        if (slot == null && whenFull == WhenFull.DROP_OLDEST) {
            slot = claimAlone(bytes);
        } else if (slot == null && whenFull == WhenFull.BLOCK && !deadline.immediate()) {
            slot = claimLater(bytes, deadline);
        }
        return slot;
    }

    private LoanSlot claimLater(int bytes, Deadline deadline) {
        for (int attempt = 0; notFull.linger(attempt); attempt++) {
            LoanSlot slot = claimNow(bytes);
            if (slot != null) {
                return slot;
            }
        }
        try {
            long ticket = notFull.ticket();
            LoanSlot slot = claimAlone(bytes);
            while (slot == null) {
                notFull.park(ticket, deadline);
                ticket = notFull.ticket();
                slot = claimAlone(bytes);
            }
            return slot;
        } finally {
            notFull.wakeNext(); // there may be room for the next sender too, of which only this one was told
        }
    }

    private @Nullable LoanSlot claimNow(int bytes) {
        LoanSlot slot;
        sending.lock();
        try {
            lane.checkOpen();
            if (!tail.hasRoom(bytes)) {
                return null;
            }
            slot = reserve(bytes);
        } finally {
            sending.unlock();
        }
        return slot == null ? made(bytes) : slot;
    }

    /** Claims by whatever the policy allows, while the receivers stand still. */
    private @Nullable LoanSlot claimAlone(int bytes) {
        LoanSlot slot;
        Dead dead = new Dead();
        lane.lock();
        try {
            lane.checkOpen();
            if (!lane.inlet().makeRoom(bytes, dead)) {
                return null;
            }
            slot = reserve(bytes);
        } finally {
            lane.unlock();
        }
        lane.bury(dead);
        return slot == null ? made(bytes) : slot;
    }

    /** Reserves room; returns null if the slot for it is to be made. */
    private @Nullable LoanSlot reserve(int bytes) {
        tail.reserve(bytes);
        LoanSlot slot = slots.take(bytes);
        if (slot != null) {
            slot.claim(bytes);
        }
        return slot;
    }

    /** Makes a slot for room that is reserved. */
    private LoanSlot made(int bytes) {
        Memory.Region region = null;
        try {
            region = slots.allocate(bytes);
        } finally {
            if (region == null) {
                giveUp(bytes, null);
            }
        }
        lane.lock();
        try {
            LoanSlot slot = slots.add(lane.users(false), region);
            slot.claim(bytes);
            return slot;
        } finally {
            lane.unlock();
        }
    }

    void giveUp(LoanSlot slot) {
        giveUp(slot.claimed(), slot);
    }

    private void giveUp(int bytes, @Nullable LoanSlot slot) {
        sending.lock();
        try {
            tail.unreserve(bytes);
            if (slot != null) {
                slots.giveBack(slot);
            }
        } finally {
            sending.unlock();
        }
        notFull.wakeNext();
    }

    /** Sends what the first bytes of a slot are; it has no claim any more, whatever comes. */
    void publish(LoanSlot slot, int length, int priority) {
        PendingCall caller;
        int claimed = slot.claimed();
        sending.lock();
        try {
            tail.unreserve(claimed);
            caller = enter(slot, length, priority);
        } finally {
            sending.unlock();
        }
        lane.inlet().entered(caller);
        if (length < claimed) {
            notFull.wakeNext();
        }
    }

    private @Nullable PendingCall enter(LoanSlot slot, int length, int priority) {
        if (!lane.isOpen()) {
            slots.giveBack(slot);
            throw lane.closed();
        }
        ByteBuffer message = slot.filled(length);
        PendingCall caller = replies.caller(message, length, 0);
        if (caller != null && caller.accepts(length, 0)) {
            lane.inlet().answer(caller, message, priority);
            slots.giveBack(slot);
            return caller;
        }
        if (caller != null) {
            caller.setMisfit();
        }
        makePlace(length);
        tail.announce(slot.index(), length, priority);
        lane.figures().entered(tail);
        return caller;
    }

    /** There is room, but holes may stand in the way. */
    private void makePlace(int length) {
        if (!tail.hasPlace(length)) {
            lane.receiving().lock();
            try {
                ring.makePlace(length);
            } finally {
                lane.receiving().unlock();
            }
        }
    }
}
