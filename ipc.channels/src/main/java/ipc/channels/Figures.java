package ipc.channels;

import ipc.api.channels.DirectionStatistics;
import java.util.List;

/** What a lane counts beside its ring, under the senders' lock. What was received is what is missing. */
final class Figures {
    /** What entered past the ring, or before there was this one. */
    private long sentOtherwise;

    private long droppedOldest;
    private long droppedNewest;
    private long discarded;
    private int depthHighest;

    /** Goes on counting, with so many messages that are about to enter the ring again. */
    Figures(DirectionStatistics until, int again) {
        sentOtherwise = until.sent() - again;
        droppedOldest = until.droppedOldest();
        droppedNewest = until.droppedNewest();
        discarded = until.discarded();
        depthHighest = until.depthHighest();
    }

    /** A message has entered; if the receivers were quicker than this look, it was alone. */
    void entered(RingTail tail) {
        if (tail.countAtMost() > depthHighest) {
            tail.look();
            depthHighest = Math.max(depthHighest, (int) Math.max(1, tail.countAtMost()));
        }
    }

    /** A message has become the reply to a call. */
    void answered() {
        sentOtherwise++;
    }

    void droppedOldest() {
        droppedOldest++;
    }

    void droppedNewest() {
        droppedNewest++;
    }

    void discarded(int messages) {
        discarded += messages;
    }

    /** Also under the receivers' lock, with the calls whose callers have not taken their replies yet. */
    DirectionStatistics statistics(RecordRing ring, List<PendingCall> replied) {
        long sent = sentOtherwise + ring.tail().sent();
        int queued = ring.count() + replied.size();
        long received = sent - queued - droppedOldest - discarded;
        return new DirectionStatistics(
                sent,
                received,
                queued,
                ring.bytes()
                        + replied.stream().mapToLong(PendingCall::replyBytes).sum(),
                droppedOldest,
                droppedNewest,
                discarded,
                depthHighest);
    }
}
