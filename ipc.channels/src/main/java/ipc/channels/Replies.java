package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The calls that get their replies through one lane: how they begin, wait and end.
 *
 * <p>A caller that is about to park tests under the lock of the lane's senders, so that the reply finds it waiting. As
 * long as it lingers it needs no lock, and takes none away from the thread that replies.
 */
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
        if (tag < 0 || length < Integer.BYTES) {
            return null;
        }
        int start = message.getInt(message.position());
        int transaction = message.order() == ByteOrder.BIG_ENDIAN ? start : Integer.reverseBytes(start);
        PendingCall call = transaction < 0 ? calls.find(transaction) : null;
        return call != null && call.awaits(transaction) ? call : null;
    }

    /** A call is about to be made whose reply will come through here. */
    void expect(int transaction, int room) {
        calls.begin(transaction, Math.min(room, bytesMax));
    }

    boolean await(int transaction, ByteBuffer reply, Deadline deadline) {
        PendingCall call = calls.find(transaction);
        if (call == null) {
            throw lane.closed(); // which ends all calls, also those that a provider before this one forgot
        }
        return takeSoon(call, transaction, reply, deadline)
                || (!deadline.immediate() && takeLater(call, transaction, reply, deadline));
    }

    /** Tells whether the reply was there, or came while its caller had not parked yet. */
    private boolean takeSoon(PendingCall call, int transaction, ByteBuffer reply, Deadline deadline) {
        for (int attempt = 0; !call.isReplied(); attempt++) {
            if (deadline.immediate() || !call.answered().linger(attempt)) {
                return take(call, transaction, reply);
            }
        }
        return takeReply(call, transaction, reply);
    }

    private boolean takeLater(PendingCall call, int transaction, ByteBuffer reply, Deadline deadline) {
        try {
            long ticket = call.answered().ticket();
            while (!take(call, transaction, reply)) {
                call.answered().park(ticket, deadline);
                ticket = call.answered().ticket();
            }
            return true;
        } catch (IpcException late) {
            if (late.errno() != Errno.EPIPE && late.errno() != Errno.EMSGSIZE && take(call, transaction, reply)) {
                return true; // it came just in time
            }
            throw late;
        }
    }

    /** Tells whether the reply was there, which ends the call; throws if it never will be. */
    private boolean take(PendingCall call, int transaction, ByteBuffer reply) {
        lane.sending().lock();
        try {
            if (!call.isReplied()) {
                checkAwaited(call);
                return false;
            }
        } finally {
            lane.sending().unlock();
        }
        return takeReply(call, transaction, reply);
    }

    private void checkAwaited(PendingCall call) {
        if (call.isMisfit()) {
            throw new IpcException(
                    Errno.EMSGSIZE, "call with too little room: the reply, longer or with handles, is in line");
        }
        lane.checkOpen();
    }

    /** Needs no lock: what has its reply is its caller's, unless the end of the lane ends it. */
    private boolean takeReply(PendingCall call, int transaction, ByteBuffer reply) {
        lane.checkFits(call.replyBytes(), reply);
        int position = reply.position();
        call.copyOut(reply);
        if (!calls.end(call, transaction)) {
            reply.position(position);
            throw lane.closed();
        }
        return true;
    }

    void abandon(int transaction) {
        lane.sending().lock();
        try {
            PendingCall call = calls.find(transaction);
            if (call != null) {
                end(call, transaction);
            }
        } finally {
            lane.sending().unlock();
        }
    }

    /** Ends the calls whose replies nobody will take; under the lock of the senders. */
    void endReplied() {
        for (PendingCall call : calls.all()) {
            int transaction = call.transaction();
            if (call.isReplied()) {
                end(call, transaction);
            }
        }
    }

    /** Its reply, if it has one, dies with it; under the lock of the senders. */
    private void end(PendingCall call, int transaction) {
        boolean replied = call.isReplied();
        if (calls.end(call, transaction) && replied) {
            figures.discarded(1);
        }
    }
}
