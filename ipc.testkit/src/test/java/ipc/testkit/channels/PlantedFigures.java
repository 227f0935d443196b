package ipc.testkit.channels;

import ipc.api.channels.DirectionStatistics;

/** What a {@link PlantedLane} counts. */
final class PlantedFigures {
    long sent;
    long received;
    long droppedOldest;
    long droppedNewest;
    long discarded;
    int depthHighest;

    PlantedFigures(DirectionStatistics until) {
        sent = until.sent();
        received = until.received();
        droppedOldest = until.droppedOldest();
        droppedNewest = until.droppedNewest();
        discarded = until.discarded();
        depthHighest = until.depthHighest();
    }

    /** Returns what can be told by looking at what is there. */
    static DirectionStatistics of(DirectionStatistics full) {
        return new DirectionStatistics(full.queued(), 0, full.queued(), full.queuedBytes(), 0, 0, 0, 0);
    }

    DirectionStatistics statistics(int queued, long queuedBytes) {
        return new DirectionStatistics(
                sent, received, queued, queuedBytes, droppedOldest, droppedNewest, discarded, depthHighest);
    }
}
