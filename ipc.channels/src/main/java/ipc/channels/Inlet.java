package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.WhenFull;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where messages enter a lane: at once under the senders' lock, or with both sides stopped where that takes more. */
final class Inlet {
    private final Lane lane;
    private final DirectionOptions options;
    private final Replies replies;
    private final Figures figures;
    private final RecordRing ring;
    private final RingTail tail;
    private final ShortLock sending;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;

    /** Whether a message that does not go in at once may go in with both sides stopped, also without leases. */
    private final boolean makesRoom;

    Inlet(Lane lane, Replies replies) {
        this.lane = lane;
        this.options = lane.options();
        this.replies = replies;
        this.figures = lane.figures();
        this.ring = lane.ring();
        this.tail = ring.tail();
        this.sending = lane.sending();
        this.notFull = lane.notFull();
        this.notEmpty = lane.notEmpty();
        this.makesRoom = switch (options.whenFull()) {
            case DROP_OLDEST, DROP_NEWEST -> true;
            case BLOCK, FAIL -> options.priorities() > 1; // by closing holes
        };
    }

    /** Sends; the tag is a cargo, or if it is below 0 the transaction of a request. */
    boolean send(ByteBuffer message, int priority, long tag, Deadline deadline) {
        return sendNow(message, priority, tag)
                || ((makesRoom || ring.head().leavesHoles()) && sendAlone(message, priority, tag))
                || (mayWait(deadline) && sendLater(message, priority, tag, deadline));
    }

    private boolean mayWait(Deadline deadline) {
        return options.whenFull() == WhenFull.BLOCK && !deadline.immediate();
    }

    private boolean sendLater(ByteBuffer message, int priority, long tag, Deadline deadline) {
        for (int attempt = 0; notFull.linger(attempt); attempt++) {
            if (sendNow(message, priority, tag)) {
                return true;
            }
        }
        try {
            long ticket = notFull.ticket();
            while (!sendAlone(message, priority, tag)) {
                notFull.park(ticket, deadline);
                ticket = notFull.ticket();
            }
            return true;
        } finally {
            notFull.wakeNext(); // there may be room for the next sender too, of which only this one was told
        }
    }

    /** Sends what needs no more than room, of which there is enough. */
    private boolean sendNow(ByteBuffer message, int priority, long tag) {
        PendingCall caller;
        sending.lock();
        try {
            lane.checkOpen();
            int length = length(message);
            caller = replies.caller(message, length, tag);
            if (caller != null && caller.accepts(length, tag)) {
                answer(caller, message, length, priority);
            } else if (tail.hasRoom(length) && tail.hasPlace(length)) {
                enter(message, length, priority, tag);
                markMisfit(caller);
            } else {
                return false;
            }
        } finally {
            sending.unlock();
        }
        entered(caller);
        return true;
    }

    /** Sends by whatever the policy allows; exactly, because the receivers stand still. */
    private boolean sendAlone(ByteBuffer message, int priority, long tag) {
        PendingCall caller;
        Dead dead = new Dead();
        lane.lock();
        try {
            lane.checkOpen();
            int length = length(message);
            caller = replies.caller(message, length, tag);
            if (caller != null && caller.accepts(length, tag)) {
                answer(caller, message, length, priority);
            } else if (makeRoom(length, dead)) {
                ring.makePlace(length);
                enter(message, length, priority, tag);
                markMisfit(caller);
            } else if (options.whenFull() == WhenFull.DROP_NEWEST) {
                message.position(message.position() + length);
                figures.droppedNewest();
                dead.add(Math.max(tag, 0));
            } else {
                return false;
            }
        } finally {
            lane.unlock();
        }
        entered(caller);
        lane.bury(dead);
        return true;
    }

    /** Makes room if the policy is to drop what is oldest, and there is enough to drop; under both locks. */
    boolean makeRoom(int length, Dead dead) {
        while (!tail.hasRoom(length)) {
            if (options.whenFull() != WhenFull.DROP_OLDEST || ring.head().isEmpty()) {
                return false;
            }
            dead.removeOldest(ring.head());
            figures.droppedOldest();
        }
        return true;
    }

    void answer(PendingCall caller, ByteBuffer message, int length, int priority) {
        caller.fill(message, length, priority); // if that fails, nothing has changed
        message.position(message.limit());
        figures.answered();
    }

    private static void markMisfit(@Nullable PendingCall call) {
        if (call != null) {
            call.setMisfit();
        }
    }

    private void enter(ByteBuffer message, int length, int priority, long tag) {
        tail.append(message, length, priority, tag); // if that fails, nothing has changed
        message.position(message.position() + length);
        figures.entered(tail);
    }

    /** Without locks. */
    void entered(@Nullable PendingCall caller) {
        if (caller != null) {
            caller.answered().wake(1);
        }
        notEmpty.wakeNext();
    }

    /** The client's other threads may have changed the buffer since the kernel looked. */
    private int length(ByteBuffer message) {
        int length = message.remaining();
        if (length > options.messageBytesMax()) {
            throw IpcException.of(
                    Errno.EMSGSIZE, "send %,d bytes to %s, limit %,d", length, lane.name(), options.messageBytesMax());
        }
        return length;
    }

    int sendAll(List<ByteBuffer> messages, int priority, Deadline deadline) {
        int sent = 0;
        try {
            while (sent < messages.size()) {
                sent = sendSome(messages, sent, priority);
                Deadline until = sent == 0 ? deadline : Deadline.NOW;
                if (sent == messages.size() || !send(messages.get(sent), priority, 0, until)) {
                    return sent;
                }
                sent++;
            }
            return sent;
        } catch (RuntimeException refused) {
            return Outlet.orThrow(sent, refused);
        }
    }

    /** Sends as many as need no more than room, under one passage of the lock; returns where it stopped. */
    private int sendSome(List<ByteBuffer> messages, int from, int priority) {
        int next = from;
        sending.lock();
        try {
            while (next < messages.size() && enters(messages.get(next), priority)) {
                next++;
            }
        } catch (RuntimeException refused) {
            Outlet.orThrow(next, refused);
        } finally {
            sending.unlock();
        }
        if (next > from) {
            notEmpty.wakeNext();
        }
        return next;
    }

    private boolean enters(ByteBuffer message, int priority) {
        lane.checkOpen();
        int length = length(message);
        boolean plain = replies.caller(message, length, 0) == null && tail.hasRoom(length) && tail.hasPlace(length);
        if (plain) {
            enter(message, length, priority, 0);
        }
        return plain;
    }
}
