package ipc.kernel.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Peer;
import ipc.api.kernel.ShortLock;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What only a listener has: its connections, what it sends to all of them, and how long they last. */
final class Connections {
    private final ChannelServices services;
    private final ChannelOptions each;
    private final ConcurrentNavigableMap<Long, Connection> all = new ConcurrentSkipListMap<>();
    private final LongAdder missedBefore = new LongAdder();
    private final History history;
    private final ConnectionLimits limits;

    /** Who joins gets each message to all once, from the history or as one of them. */
    private final ShortLock mutex;

    Connections(String title, ChannelOptions each, ChannelServices services) {
        this.services = services;
        this.each = each;
        this.history = new History(each.history(), each.fromSecond(), services.memory());
        this.limits = new ConnectionLimits(title, this, services);
        this.mutex = services.scheduler().newMutex("messages of " + title + " to all");
    }

    /** Returns what each connection is like. */
    ChannelOptions each() {
        return each;
    }

    Collection<Connection> all() {
        return all.values();
    }

    ConnectionLimits limits() {
        return limits;
    }

    void add(ChannelNode pair, KernelProcess process) {
        Connection connection =
                new Connection(pair, process, services.scheduler().nowNanos());
        mutex.lock();
        try {
            history.replay(pair.object().end(1));
            all.put(pair.id(), connection);
        } finally {
            mutex.unlock();
        }
        if (pair.hasClosed()) {
            remove(pair); // whoever closed it may have looked too early
        }
        limits.connected();
    }

    void remove(ChannelNode pair) {
        Connection removed = all.remove(pair.id());
        if (removed != null) {
            missedBefore.add(removed.missedMessages());
            limits.disconnected();
        }
    }

    @Nullable
    ChannelNode find(long number) {
        Connection connection = all.get(number);
        return connection == null ? null : connection.node();
    }

    /** Lists the connections as they are now; inside the gate. */
    List<Peer> peers() {
        long now = services.scheduler().nowNanos();
        Set<ChannelDescription> waiting = limits.waiting();
        return all.values().stream()
                .map(connection -> {
                    connection.look(waiting, now);
                    return connection.peer(now);
                })
                .toList();
    }

    /** Returns how many messages to all found no room in some connection. */
    long missed() {
        return missedBefore.sum()
                + all.values().stream().mapToLong(Connection::missedMessages).sum();
    }

    /** Sends a message to all that there are and keeps it for others; inside the gate, with a provider there. */
    int broadcast(ByteBuffer message, int priority) {
        int reached = 0;
        mutex.lock();
        try {
            history.add(message, priority);
            for (Connection connection : all.values()) {
                reached += send(connection, message.duplicate(), priority) ? 1 : 0;
            }
        } finally {
            mutex.unlock();
        }
        return reached;
    }

    private static boolean send(Connection connection, ByteBuffer message, int priority) {
        try {
            boolean sent = connection.node().object().end(1).send(message, priority, 0, TaskDeadline.NOW);
            if (!sent) {
                connection.missed();
            }
            return sent;
        } catch (IpcException closed) {
            if (closed.errno() != Errno.EPIPE) {
                throw closed;
            }
            return false; // it is no connection any more
        }
    }

    void release() {
        history.release();
    }
}
