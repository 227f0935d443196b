package ipc.kernel.channels;

import ipc.api.channels.Peer;
import ipc.api.channels.spi.ChannelObject;
import ipc.kernel.process.KernelProcess;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** A connection of a listener, both of whose ends are open: who made it, and what was seen of it. */
final class Connection {
    private final ChannelNode node;
    private final int pid;
    private final int uid;
    private final int gid;
    private final long madeNanos;
    private final Life first;
    private final Life second;
    private final LongAdder missed = new LongAdder();

    /** What had moved when somebody last looked, and since when it has been so; looks may overlap. */
    private volatile long moves;

    private volatile long movedNanos;

    Connection(ChannelNode node, KernelProcess process, long nowNanos) {
        this.node = node;
        this.pid = process.pid();
        this.uid = process.credentials().uid();
        this.gid = process.credentials().gid();
        this.madeNanos = nowNanos;
        this.movedNanos = nowNanos;
        this.first = new Life(node.end(0), nowNanos);
        this.second = new Life(node.end(1), nowNanos);
    }

    ChannelNode node() {
        return node;
    }

    /** A message to all found no room here. */
    void missed() {
        missed.increment();
    }

    long missedMessages() {
        return missed.sum();
    }

    /**
     * Looks whether something has moved; inside the gate. While no provider is there, nobody can move anything.
     *
     * @param waiting ends at which somebody waits, as far as that matters
     */
    void look(Set<ChannelDescription> waiting, long nowNanos) {
        ChannelObject object = node.waited();
        if (object == null) {
            moved(-1, nowNanos);
            first.excuse(nowNanos);
            second.excuse(nowNanos);
            return;
        }
        ChannelObject.View view = object.view(0);
        long now = movesIn(view);
        if (now != moves) {
            moved(now, nowNanos);
        }
        first.look(view.outgoing(), view.incoming(), waiting, nowNanos);
        second.look(view.incoming(), view.outgoing(), waiting, nowNanos);
    }

    private void moved(long now, long nowNanos) {
        moves = now;
        movedNanos = nowNanos;
    }

    private static long movesIn(ChannelObject.View view) {
        return view.outgoing().sent()
                + view.outgoing().received()
                + view.incoming().sent()
                + view.incoming().received();
    }

    long ageNanos(long nowNanos) {
        return nowNanos - madeNanos;
    }

    long idleNanos(long nowNanos) {
        return nowNanos - movedNanos;
    }

    /** Returns for how long the end that is silent has been so, or the one that has been so for longer. */
    long silentNanos(long nowNanos) {
        return Math.max(first.silentNanos(nowNanos), second.silentNanos(nowNanos));
    }

    Peer peer(long nowNanos) {
        return new Peer(
                node.id(),
                pid,
                uid,
                gid,
                Duration.ofNanos(ageNanos(nowNanos)),
                Duration.ofNanos(idleNanos(nowNanos)),
                missed.sum());
    }
}
