package ipc.kernel.channels;

import ipc.api.channels.Peer;
import ipc.api.channels.spi.ChannelObject;
import ipc.kernel.process.KernelProcess;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** A connection of a listener, both of whose ends are open: who made it, and what was seen of it. */
final class Connection {
    private final ChannelNode node;
    private final int pid;
    private final int uid;
    private final int gid;
    private final long madeNanos;
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

    /** Looks whether something has moved; inside the gate. While no provider is there, nobody can move anything. */
    void look(long nowNanos) {
        ChannelObject object = node.waited();
        long now = object == null ? -1 : movesIn(object.view(0));
        if (now != moves || object == null) {
            moves = now;
            movedNanos = nowNanos;
        }
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
