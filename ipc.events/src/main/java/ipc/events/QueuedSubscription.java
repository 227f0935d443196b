package ipc.events;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.WhenBehind;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.events.spi.SubscriptionState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription: a queue of publications under the lock of its bus. */
final class QueuedSubscription implements SubscriptionObject {
    private final String title;
    private final long number;
    private final SubscriptionOptions options;
    private final Interest interest;
    private final ShortLock lock;
    private final WaitQueue room;
    private final WaitQueue ready;
    private final Deque<Publication> queue;
    private long received;
    private long dropped;

    /** Size of the queue; written under the lock, read without it as a hint. */
    private volatile int size;

    /** Written under the lock. */
    private volatile boolean connected;

    QueuedSubscription(String bus, SubscriptionState state, ShortLock lock, WaitQueue room, Scheduler scheduler) {
        this.title = "subscription " + state.number() + " of " + bus;
        this.number = state.number();
        this.options = state.options();
        this.interest = new Interest(options);
        this.lock = lock;
        this.room = room;
        this.ready = scheduler.newWaitQueue(title);
        this.queue = new ArrayDeque<>(state.queued());
        this.size = queue.size();
        this.received = state.received();
        this.dropped = state.dropped();
        this.connected = state.connected();
    }

    long number() {
        return number;
    }

    boolean wants(Publication publication) {
        return interest.matches(publication);
    }

    private boolean isFull() {
        return size == options.depthMax();
    }

    /** Tells whether publishers have to wait for it; under the lock, or as a hint. */
    boolean blocks() {
        return options.whenBehind() == WhenBehind.BLOCK && isFull();
    }

    /** Takes a publication in, if it does; under the lock, and not while it blocks. */
    boolean add(Publication publication) {
        if (!connected || (isFull() && !makeRoom())) {
            return false;
        }
        queue.addLast(publication);
        size = queue.size();
        return true;
    }

    private boolean makeRoom() {
        dropped++;
        switch (options.whenBehind()) {
            case DROP_OLDEST -> queue.removeFirst();
            case DISCONNECT -> connected = false;
            default -> {
                // the new one is missed
            }
        }
        return options.whenBehind() == WhenBehind.DROP_OLDEST;
    }

    /** Wakes who waits for what may have been added, or for the end; without the lock. */
    void announce() {
        if (connected) {
            ready.wakeNext();
        } else {
            ready.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public @Nullable Publication receive(Deadline deadline) {
        Publication taken = take();
        return taken != null || deadline.immediate() ? taken : takeWaiting(deadline);
    }

    private Publication takeWaiting(Deadline deadline) {
        Publication taken = lingered();
        try {
            while (taken == null) {
                long turn = ready.ticket();
                taken = take();
                if (taken == null) {
                    ready.park(turn, deadline);
                }
            }
            return taken;
        } finally {
            if (size != 0) {
                ready.wakeNext();
            }
        }
    }

    private @Nullable Publication lingered() {
        Publication taken = null;
        for (int attempt = 0; taken == null && ready.linger(attempt); attempt++) {
            taken = size == 0 ? null : take();
        }
        return taken;
    }

    private @Nullable Publication take() {
        boolean blocked;
        Publication taken;
        lock.lock();
        try {
            blocked = blocks();
            taken = queue.pollFirst();
            size = queue.size();
            received += taken == null ? 0 : 1;
            checkConnected(taken);
        } finally {
            lock.unlock();
        }
        if (blocked) {
            room.wake(Integer.MAX_VALUE);
        }
        return taken;
    }

    private void checkConnected(@Nullable Publication taken) {
        if (taken == null && !connected) {
            throw IpcException.of(
                    Errno.ECONNRESET,
                    "receive from %s, which was disconnected because all its %,d places were taken",
                    title,
                    options.depthMax());
        }
    }

    @Override
    public long assertedAt(Signal signal) {
        boolean asserted = signal == Signal.PEER_CLOSED ? !connected : size != 0 || !connected;
        return asserted ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return ready;
    }

    @Override
    public SubscriptionState state() {
        lock.lock();
        try {
            return copied();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the state, under the lock. */
    SubscriptionState copied() {
        return new SubscriptionState(number, options, received, dropped, connected, List.copyOf(queue));
    }
}
