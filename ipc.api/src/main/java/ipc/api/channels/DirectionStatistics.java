package ipc.api.channels;

/**
 * The figures of one direction of a channel since it was made; swaps carry them on.
 *
 * <p>At every moment {@code sent = received + queued + droppedOldest + discarded}.
 *
 * @param sent messages that entered
 * @param received messages that left to a receiver, replies to their callers included
 * @param queued messages in it now, replies on their way to a caller included
 * @param queuedBytes their bytes
 * @param droppedOldest messages that made room for others, see {@link WhenFull#DROP_OLDEST}
 * @param droppedNewest messages that never entered, see {@link WhenFull#DROP_NEWEST}
 * @param discarded messages that died unread: their receiver closed, gave up, or discarded them
 * @param depthHighest most messages queued at one moment, as their senders found it
 */
public record DirectionStatistics(
        long sent,
        long received,
        int queued,
        long queuedBytes,
        long droppedOldest,
        long droppedNewest,
        long discarded,
        int depthHighest) {
    /** The figures of a direction in which nothing has happened. */
    public static final DirectionStatistics NONE = new DirectionStatistics(0, 0, 0, 0, 0, 0, 0, 0);
}
