package ipc.api.channels;

/**
 * A channel as one of its ends sees it.
 *
 * @param nonBlocking whether calls through this description fail instead of waiting
 * @param peerClosed whether the other end is closed
 * @param nextBytes size of the next message to receive, -1 if there is none
 * @param nextHandles how many handles it carries, 0 if there is none
 * @param waiting calls that wait at either end now
 * @param blockedNanos how long calls have waited at either end in all, those under way not included
 * @param outgoing figures of what this end sends
 * @param incoming figures of what this end receives
 */
public record ChannelStatus(
        boolean nonBlocking,
        boolean peerClosed,
        int nextBytes,
        int nextHandles,
        int waiting,
        long blockedNanos,
        DirectionStatistics outgoing,
        DirectionStatistics incoming) {}
