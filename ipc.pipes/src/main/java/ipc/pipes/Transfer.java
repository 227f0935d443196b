package ipc.pipes;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.api.pipes.spi.PipeObject;

/**
 * Bytes on their way from one pipe into another, under the locks of both.
 *
 * @param from where they come from
 * @param to another pipe
 * @param bytesMax at most so many
 * @param keep whether they also stay
 */
record Transfer(RingPipe from, RingPipe to, int bytesMax, boolean keep) {
    /** There is nothing to move. */
    private static final int EMPTY = -4;

    /** There is no room for it. */
    private static final int FULL = -5;

    int run(Deadline deadline) {
        int outcome = now();
        if (outcome != EMPTY && outcome != FULL) {
            return outcome;
        }
        return deadline.immediate() ? PipeObject.NOT_NOW : later(deadline);
    }

    private int later(Deadline deadline) {
        WaitQueue bytes = from.sides().notEmpty;
        WaitQueue room = to.sides().notFull;
        try {
            while (true) {
                long bytesTicket = bytes.ticket();
                long roomTicket = room.ticket();
                int outcome = now();
                if (outcome == EMPTY) {
                    bytes.park(bytesTicket, deadline);
                } else if (outcome == FULL) {
                    room.park(roomTicket, deadline);
                } else {
                    return outcome;
                }
            }
        } finally {
            from.passBytesOn(); // a wake at either place was not only for this call
            to.passRoomOn();
        }
    }

    private int now() {
        int length;
        from.sides().lockWith(to.sides());
        try {
            length = possible();
            if (length > 0) {
                from.content().transfer(to.content(), length, keep);
            }
        } finally {
            from.sides().unlock();
            to.sides().unlock();
        }
        if (length > 0) {
            to.sides().notEmpty.wakeNext();
        }
        if (length > 0 && !keep) {
            from.sides().notFull.wakeNext();
        }
        return length;
    }

    private int possible() {
        if (!to.isRead()) {
            return PipeObject.BROKEN;
        }
        int there = from.content().size();
        if (there == 0) {
            return from.isWritten() ? EMPTY : 0;
        }
        int wanted = Math.min(Math.min(there, bytesMax), Content.SPAN);
        if (from.content().firstPacket() > bytesMax) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "move a packet of %,d bytes, at most %,d",
                    from.content().firstPacket(),
                    bytesMax);
        }
        int length = from.content().movable(to.content(), wanted);
        return length == 0 ? FULL : length;
    }
}
