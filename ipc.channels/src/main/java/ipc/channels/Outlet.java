package ipc.channels;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.List;

/** Where messages leave a lane: under the receivers' lock, and for a last look before a wait under both. */
final class Outlet {
    private static final long NOTHING = -1;

    private final Lane lane;
    private final RingHead head;
    private final ShortLock receiving;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;

    Outlet(Lane lane) {
        this.lane = lane;
        this.head = lane.ring().head();
        this.receiving = lane.receiving();
        this.notFull = lane.notFull();
        this.notEmpty = lane.notEmpty();
    }

    long receive(ByteBuffer buffer, long cargo, Deadline deadline) {
        long priority = receiveNow(buffer, cargo);
        return priority != NOTHING || deadline.immediate() ? priority : receiveLater(buffer, cargo, deadline);
    }

    private long receiveLater(ByteBuffer buffer, long cargo, Deadline deadline) {
        for (int attempt = 0; notEmpty.linger(attempt); attempt++) {
            long priority = head.seemsEmpty() ? NOTHING : receiveNow(buffer, cargo);
            if (priority != NOTHING) {
                return priority;
            }
        }
        try {
            long ticket = notEmpty.ticket();
            long priority = receiveAlone(buffer, cargo);
            while (priority == NOTHING) {
                notEmpty.park(ticket, deadline);
                ticket = notEmpty.ticket();
                priority = receiveAlone(buffer, cargo);
            }
            return priority;
        } finally {
            passMessagesOn(); // also if this receiver could not take the message, which the next one is to get
        }
    }

    void passMessagesOn() {
        boolean more;
        receiving.lock();
        try {
            more = !head.isEmpty();
        } finally {
            receiving.unlock();
        }
        if (more) {
            notEmpty.wakeNext();
        }
    }

    private long receiveNow(ByteBuffer buffer, long cargo) {
        long priority;
        receiving.lock();
        try {
            priority = take(buffer, cargo);
        } finally {
            receiving.unlock();
        }
        return left(priority);
    }

    /** Receives while the senders stand still, so that what comes next finds this one waiting. */
    private long receiveAlone(ByteBuffer buffer, long cargo) {
        long priority;
        lane.lock();
        try {
            priority = take(buffer, cargo);
        } finally {
            lane.unlock();
        }
        return left(priority);
    }

    /** Without locks. */
    private long left(long priority) {
        if (priority >= 0) {
            notFull.wakeNext();
        }
        return priority;
    }

    private long take(ByteBuffer buffer, long cargo) {
        int record = head.first();
        if (record == Records.NONE) {
            lane.checkOpen();
            return NOTHING;
        }
        long carried = head.cargo(record);
        if (Math.max(carried, 0) != cargo) {
            return NOTHING - 1 - Math.max(carried, 0);
        }
        int word = head.word(record);
        int length = Records.lengthIn(word);
        lane.checkFits(length, buffer);
        if (carried < 0) { // if that fails, the message is still the first
            head.copyOutOfSlot(record, length, buffer);
        } else {
            head.copyOut(record, length, buffer);
        }
        head.remove(record, word);
        return Records.priorityIn(word);
    }

    int receiveAll(List<ByteBuffer> buffers, Deadline deadline) {
        int received = receiveSome(buffers, 0);
        if (received > 0 || buffers.isEmpty() || receive(buffers.getFirst(), 0, deadline) < 0) {
            return received;
        }
        return receiveSome(buffers, 1);
    }

    /** Receives as many as there are, under one passage of the lock; returns where it stopped. */
    private int receiveSome(List<ByteBuffer> buffers, int from) {
        int next = from;
        receiving.lock();
        try {
            while (next < buffers.size() && take(buffers.get(next), 0) >= 0) {
                next++;
            }
        } catch (RuntimeException refused) {
            orThrow(next, refused);
        } finally {
            receiving.unlock();
        }
        if (next > from) {
            notFull.wakeNext();
        }
        return next;
    }

    /** What was moved before is no failure; the next call meets the one that was refused as its first. */
    static int orThrow(int moved, RuntimeException refused) {
        if (moved == 0) {
            throw refused;
        }
        return moved;
    }

    boolean discard() {
        Dead dead = new Dead();
        lane.lock();
        try {
            if (head.isEmpty()) {
                return false;
            }
            dead.removeFirst(head);
            lane.figures().discarded(1);
        } finally {
            lane.unlock();
        }
        notFull.wakeNext();
        lane.bury(dead);
        return true;
    }
}
