package ipc.channels;

import ipc.api.channels.DirectionStatistics;

/** What a lane counts beside its ring, under the senders' lock. What was received is what is missing. */
final class Figures {
    /** What entered past the ring, or before there was this one. */
    private long sentOtherwise;

    private long droppedOldest;
    private long droppedNewest;
    private long discarded;
    private int depthHighest;

    /** Replies that their callers have not taken yet. */
    private int answers;

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

    void answered() {
        sentOtherwise++;
        answers++;
    }

    /** Goes on with a reply that another provider's caller has not taken yet. */
    void answeredBefore() {
        answers++;
    }

    void answerTaken() {
        answers--;
    }

    void answerLost() {
        answers--;
        discarded++;
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

    /** Also under the receivers' lock. */
    DirectionStatistics statistics(RecordRing ring, long replyBytes) {
        long sent = sentOtherwise + ring.tail().sent();
        int queued = ring.count() + answers;
        long received = sent - queued - droppedOldest - discarded;
        return new DirectionStatistics(
                sent,
                received,
                queued,
                ring.bytes() + replyBytes,
                droppedOldest,
                droppedNewest,
                discarded,
                depthHighest);
    }
}
