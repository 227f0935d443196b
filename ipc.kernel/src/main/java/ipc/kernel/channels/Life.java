package ipc.kernel.channels;

import ipc.api.channels.DirectionStatistics;
import java.util.Set;

/** What was seen of one end of a connection: when it last showed life. Looks may overlap. */
final class Life {
    private final ChannelDescription end;
    private volatile long signs;
    private volatile long seenNanos;

    Life(ChannelDescription end, long nowNanos) {
        this.end = end;
        this.seenNanos = nowNanos;
    }

    /** Nobody can show anything now. */
    void excuse(long nowNanos) {
        seenNanos = nowNanos;
    }

    /** Looks whether anything has gone through this end, was tried, or waits. */
    void look(
            DirectionStatistics outgoing,
            DirectionStatistics incoming,
            Set<ChannelDescription> waiting,
            long nowNanos) {
        long now = end.beats() + outgoing.sent() + incoming.received() + incoming.discarded();
        if (now != signs || !end.isOpen() || waiting.contains(end)) {
            signs = now;
            seenNanos = nowNanos;
        }
    }

    long silentNanos(long nowNanos) {
        return nowNanos - seenNanos;
    }
}
