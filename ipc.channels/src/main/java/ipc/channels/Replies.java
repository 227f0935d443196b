package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The calls that get their replies through one lane: how they begin, wait and end, under the lock of its senders. */
final class Replies {
    private final Lane lane;
    private final PendingCalls calls;
    private final Figures figures;
    private final int bytesMax;

    Replies(Lane lane, PendingCalls calls, Figures figures, int bytesMax) {
        this.lane = lane;
        this.calls = calls;
        this.figures = figures;
        this.bytesMax = bytesMax;
    }

    /** Returns the call that a message is the first reply to, or null; under the lock of the senders. */
    @Nullable
    PendingCall caller(ByteBuffer message, int length, long tag) {
        if (calls.isEmpty() || tag < 0 || length < Integer.BYTES) {
            return null;
        }
        int start = message.getInt(message.position());
        PendingCall call = calls.find(message.order() == ByteOrder.BIG_ENDIAN ? start : Integer.reverseBytes(start));
        return call == null || call.isReplied() || call.isMisfit() ? null : call;
    }

    /** Ends the calls whose replies nobody will take; under the lock of the senders. */
    void endReplied() {
        calls.all().stream().filter(PendingCall::isReplied).forEach(this::end);
    }

    /** A call is about to be made whose reply will come through here. */
    void expect(int transaction, int room) {
        int bytes = Math.min(room, bytesMax);
        PendingCall call;
        lane.sending().lock();
        try {
            call = calls.take();
            if (call.holds(bytes)) {
                calls.begin(call, transaction, bytes);
                return;
            }
        } finally {
            lane.sending().unlock();
        }
        boolean grown = false;
        try {
            call.grow(bytes);
            grown = true;
        } finally {
            lane.sending().lock();
            try {
                if (grown) {
                    calls.begin(call, transaction, bytes);
                } else {
                    calls.giveBack(call);
                }
            } finally {
                lane.sending().unlock();
            }
        }
    }

    boolean await(int transaction, ByteBuffer reply, Deadline deadline) {
        PendingCall call = pending(transaction, reply);
        if (call == null || deadline.immediate()) {
            return call == null;
        }
        for (int attempt = 0; call.answered().linger(attempt); attempt++) {
            if (call.isReplied() && takeReply(call, transaction, reply)) {
                return true;
            }
        }
        try {
            long ticket = call.answered().ticket();
            while (!takeReply(call, transaction, reply)) {
                call.answered().park(ticket, deadline);
                ticket = call.answered().ticket();
            }
            return true;
        } catch (IpcException late) {
            if (late.errno() != Errno.EPIPE && late.errno() != Errno.EMSGSIZE && takeReply(call, transaction, reply)) {
                return true; // it came just in time
            }
            throw late;
        }
    }

    /** Returns the call if it has to wait, or null if its reply was there. */
    private @Nullable PendingCall pending(int transaction, ByteBuffer reply) {
        lane.sending().lock();
        try {
            PendingCall call = calls.find(transaction);
            if (call == null) {
                throw lane.closed(); // which ends all calls
            }
            return takeNow(call, reply) ? null : call;
        } finally {
            lane.sending().unlock();
        }
    }

    private boolean takeReply(PendingCall call, int transaction, ByteBuffer reply) {
        lane.sending().lock();
        try {
            if (calls.find(transaction) != call) {
                throw lane.closed(); // which has ended it
            }
            return takeNow(call, reply);
        } finally {
            lane.sending().unlock();
        }
    }

    /** Tells whether the reply was there, which ends the call; throws if it never will be. */
    private boolean takeNow(PendingCall call, ByteBuffer reply) {
        if (call.isReplied()) {
            lane.checkFits(call.replyBytes(), reply);
            call.copyOut(reply);
            figures.answerTaken();
            calls.remove(call);
            return true;
        }
        if (call.isMisfit()) {
            throw new IpcException(
                    Errno.EMSGSIZE, "call with too little room: the reply, longer or with handles, is in line");
        }
        lane.checkOpen();
        return false;
    }

    void abandon(int transaction) {
        lane.sending().lock();
        try {
            PendingCall call = calls.find(transaction);
            if (call != null) {
                end(call);
            }
        } finally {
            lane.sending().unlock();
        }
    }

    private void end(PendingCall call) {
        if (call.isReplied()) {
            figures.answerLost();
        }
        calls.remove(call);
    }
}
