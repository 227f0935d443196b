package ipc.testkit.channels;

import static ipc.testkit.channels.ChannelBug.*;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is filled and read in place in a {@link PlantedLane}; each loan charges for the largest message. */
final class PlantedLoans {
    private final PlantedLane lane;
    private final PlantedCharges charges;
    private final List<PlantedMessage> claimed = new ArrayList<>();
    private final ByteBuffer shared;
    private long leases;

    PlantedLoans(PlantedLane lane, PlantedCharges charges) {
        this.lane = lane;
        this.charges = charges;
        this.shared = ByteBuffer.allocate(lane.options.messageBytesMax());
    }

    void continueWith(PlantedMessage message, long number) {
        message.lease(number, charges.charge(lane.options.messageBytesMax()));
        leases = lane.has(REUSES_LEASE_NUMBERS) ? 0 : Math.max(leases, number);
    }

    int claims() {
        return lane.has(CLAIMS_WITHOUT_ROOM) ? 0 : claimed.size();
    }

    long claimedBytes() {
        return lane.has(CLAIMS_WITHOUT_ROOM)
                ? 0
                : claimed.stream().mapToLong(PlantedMessage::length).sum();
    }

    // ---- senders

    @Nullable
    PlantedMessage claim(int bytes, Deadline deadline) {
        List<Long> dead = new ArrayList<>();
        PlantedMessage slot = lent(
                loan -> lane.await(lane.notFull, lane.inlet.patience(deadline), () -> claimNow(bytes, loan, dead)));
        lane.tell(dead);
        return slot;
    }

    private interface Attempt {
        @Nullable
        PlantedMessage with(Memory.Charge loan);
    }

    private @Nullable PlantedMessage lent(Attempt attempt) {
        Memory.Charge loan = charges.charge(lane.has(LENDS_UNCHARGED) ? 0 : lane.options.messageBytesMax());
        PlantedMessage slot = null;
        try {
            slot = attempt.with(loan);
        } finally {
            if (slot == null) {
                loan.release();
            }
        }
        return slot;
    }

    private @Nullable PlantedMessage claimNow(int bytes, Memory.Charge loan, List<Long> dead) {
        lane.checkOpenForSending();
        if (!lane.inlet.makeRoom(bytes, dead)) {
            return null;
        }
        PlantedMessage slot = lane.has(CLAIMS_ARE_ONE)
                ? new PlantedMessage(lane, shared.clear())
                : new PlantedMessage(lane, bytes, 0, 0);
        slot.loan = loan;
        claimed.add(slot);
        return slot;
    }

    void publish(PlantedMessage slot, int length, int priority) {
        int before = slot.length();
        lane.locked(() -> {
            endClaim(slot);
            lane.checkOpenForSending();
            slot.fill(length, priority);
            PlantedCalls.Pending caller = lane.has(QUEUES_REPLIES_IN_PLACE) ? null : lane.calls.caller(slot.content());
            lane.inlet.enter(slot, caller, caller != null && lane.calls.accepts(caller, length, 0));
            return slot;
        });
        if (length < before && !lane.has(KEEPS_WHAT_WAS_NOT_FILLED)) {
            lane.notFull.wakeNext();
        }
    }

    private void endClaim(PlantedMessage slot) {
        claimed.remove(slot);
        release(slot);
    }

    private void release(PlantedMessage slot) {
        Memory.Charge loan = slot.loan;
        if (loan != null && !lane.has(KEEPS_MEMORY_OF_LOANS)) {
            loan.release();
        }
        slot.loan = null;
    }

    void settle(PlantedMessage slot, boolean requeue) {
        if (lane.locked(() -> claimed.contains(slot))) {
            giveUp(slot);
        } else {
            endLease(slot, requeue);
        }
    }

    private void giveUp(PlantedMessage slot) {
        lane.locked(() -> {
            endClaim(slot);
            return slot;
        });
        if (!lane.has(GIVING_UP_WAKES_NOBODY)) {
            lane.notFull.wakeNext();
        }
    }

    // ---- receivers

    @Nullable
    PlantedMessage lease(Deadline deadline) {
        return lent(loan -> lane.await(lane.notEmpty, deadline, () -> leaseNow(loan)));
    }

    private @Nullable PlantedMessage leaseNow(Memory.Charge loan) {
        PlantedMessage first = lane.first();
        if (first == null) {
            if (!lane.isOpen()) {
                throw lane.ended();
            }
            return null;
        }
        if (first.cargo != 0 && !lane.has(LEASES_CARGO)) {
            throw new IpcException(Errno.EMSGSIZE, "receive a message with handles by a loan");
        }
        first.lease(lane.has(LEASES_HAVE_ONE_NUMBER) ? 1 : ++leases, loan);
        return first;
    }

    private void endLease(PlantedMessage slot, boolean requeue) {
        boolean left = lane.locked(() -> {
            release(slot);
            slot.lease = 0;
            if (requeue && (lane.receiverOpen || lane.has(REQUEUES_TO_NOBODY))) {
                if (lane.has(REQUEUES_AT_THE_TAIL)) {
                    lane.messages.remove(slot);
                    lane.messages.add(slot);
                }
                return false;
            }
            lane.messages.remove(slot);
            if (requeue) {
                lane.figures.discarded++;
            } else {
                lane.figures.received += lane.has(COUNTS_NO_LEASES) ? 0 : 1;
            }
            return true;
        });
        if (!lane.has(left ? LEASE_WAKES_NOBODY : REQUEUE_WAKES_NOBODY)) {
            (left ? lane.notFull : lane.notEmpty).wakeNext();
        }
    }

    PlantedMessage leased(long number) {
        Supplier<PlantedMessage> search = () -> lane.messages.stream()
                .filter(message -> message.lease == number)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("lease " + number));
        return lane.locked(search);
    }
}
