package ipc.channels;

import ipc.api.channels.DirectionStatistics;

/** What a lane counts; under its lock. What was received is what is missing. */
final class Figures {
    private long sent;
    private long droppedOldest;
    private long droppedNewest;
    private long discarded;
    private int depthHighest;

    /** Replies that their callers have not taken yet. */
    private int answers;

    Figures(DirectionStatistics until) {
        sent = until.sent();
        droppedOldest = until.droppedOldest();
        droppedNewest = until.droppedNewest();
        discarded = until.discarded();
        depthHighest = until.depthHighest();
    }

    void entered(int depth) {
        sent++;
        if (depth > depthHighest) {
            depthHighest = depth;
        }
    }

    void answered() {
        sent++;
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

    DirectionStatistics statistics(RecordRing ring, long replyBytes) {
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
