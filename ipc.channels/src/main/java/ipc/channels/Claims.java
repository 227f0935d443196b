package ipc.channels;

import ipc.api.channels.WhenFull;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How senders fill slots of a lane in place: room is reserved first, and the slot's record enters the ring at last. */
final class Claims {
    private final Lane lane;
    private final Replies replies;
    private final RecordRing ring;
    private final RingTail tail;
    private final LoanSlots memory;
    private final ClaimSlots slots;
    private final ShortLock sending;
    private final WaitQueue notFull;
    private final WhenFull whenFull;

    Claims(Lane lane, Replies replies) {
        this.lane = lane;
        this.replies = replies;
        this.ring = lane.ring();
        this.tail = ring.tail();
        this.memory = ring.slots();
        this.slots = memory.claims();
        this.sending = lane.sending();
        this.notFull = lane.notFull();
        this.whenFull = lane.options().whenFull();
    }

    /** Claims a slot for a message of at most so many bytes; null for "not now". */
    @Nullable
    ClaimSlot claim(int bytes, Deadline deadline) {
        ClaimSlot slot = claimNow(bytes);
        if (slot == null && whenFull == WhenFull.DROP_OLDEST) {
            slot = claimAlone(bytes);
        } else if (slot == null && whenFull == WhenFull.BLOCK && !deadline.immediate()) {
            slot = claimLater(bytes, deadline);
        }
        return slot;
    }

    private ClaimSlot claimLater(int bytes, Deadline deadline) {
        for (int attempt = 0; notFull.linger(attempt); attempt++) {
            ClaimSlot slot = claimNow(bytes);
            if (slot != null) {
                return slot;
            }
        }
        try {
            long ticket = notFull.ticket();
            ClaimSlot slot = claimAlone(bytes);
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

    private @Nullable ClaimSlot claimNow(int bytes) {
        ClaimSlot slot;
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
        return slot == null ? claimMade(bytes) : slot;
    }

    /** Claims by whatever the policy allows, while the receivers stand still. */
    private @Nullable ClaimSlot claimAlone(int bytes) {
        ClaimSlot slot;
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
        return slot == null ? claimMade(bytes) : slot;
    }

    /** Reserves room; returns null if the slot for it is to be made. */
    private @Nullable ClaimSlot reserve(int bytes) {
        tail.reserve(bytes);
        ClaimSlot slot = slots.take(bytes);
        if (slot != null) {
            slot.claim(bytes);
        }
        return slot;
    }

    /** Makes slots of which one takes the room that is reserved. */
    private ClaimSlot claimMade(int bytes) {
        Memory.Region region = null;
        try {
            region = memory.allocateSome(bytes);
        } finally {
            if (region == null) {
                giveUp(bytes, null);
            }
        }
        lane.lock();
        try {
            memory.addClaims(lane, region, bytes);
            ClaimSlot slot = Objects.requireNonNull(slots.take(bytes));
            slot.claim(bytes);
            return slot;
        } finally {
            lane.unlock();
        }
    }

    void giveUp(ClaimSlot slot) {
        giveUp(slot.claimed(), slot);
    }

    private void giveUp(int bytes, @Nullable ClaimSlot slot) {
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
    void publish(ClaimSlot slot, int length, int priority) {
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

    private @Nullable PendingCall enter(ClaimSlot slot, int length, int priority) {
        if (!lane.isOpen()) {
            slots.giveBack(slot);
            throw lane.closed();
        }
        ByteBuffer message = slot.first(length);
        PendingCall caller = replies.caller(message, length, 0);
        if (caller != null && caller.accepts(length, 0)) {
            lane.inlet().answer(caller, message, length, priority);
            slots.giveBack(slot);
            return caller;
        }
        if (caller != null) {
            caller.setMisfit();
        }
        makePlace();
        tail.announce(slot.index(), length, priority);
        lane.figures().entered(tail);
        return caller;
    }

    /** There is room, but holes may stand in the way. */
    private void makePlace() {
        if (!tail.hasPlace(0)) {
            lane.receiving().lock();
            try {
                ring.makePlace(0);
            } finally {
                lane.receiving().unlock();
            }
        }
    }
}
