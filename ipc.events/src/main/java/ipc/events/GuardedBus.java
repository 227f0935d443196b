package ipc.events;

import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.events.spi.SubscriptionState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event bus: subscriptions with a queue each, under one short lock, so that all of them get publications in the same
 * order.
 *
 * <p>Who wants a publication is found out before the lock is taken, and again if subscriptions came or went meanwhile.
 * Under it a publication is given to all of them or, while one blocks, to none.
 */
final class GuardedBus implements BusObject {
    /** On the heap, roughly. */
    private static final long BYTES = 512;

    /** Subscriptions came or went. */
    private static final int CHANGED = -2;

    private final String name;
    private final Scheduler scheduler;
    private final Memory.Charge charge;
    private final ShortLock lock;

    /** For all who publish: whoever receives from a full subscription cannot know for whom it was the only one. */
    private final WaitQueue room;

    /** By number; replaced under the lock. */
    private volatile List<QueuedSubscription> subscriptions;

    private long published;
    private long unheard;

    GuardedBus(String name, BusState state, Scheduler scheduler, Memory memory) {
        this.name = name;
        this.scheduler = scheduler;
        this.charge = memory.charge(BYTES);
        this.lock = scheduler.newLock(name);
        this.room = scheduler.newWaitQueue(name + " room");
        this.published = state.published();
        this.unheard = state.unheard();
        this.subscriptions =
                state.subscriptions().stream().map(this::subscription).toList();
    }

    private QueuedSubscription subscription(SubscriptionState state) {
        return new QueuedSubscription(name, state, lock, room, scheduler);
    }

    @Override
    public int publish(Publication publication, Deadline deadline) {
        int reached = publishNow(publication);
        return reached != NOT_NOW || deadline.immediate() ? reached : publishWaiting(publication, deadline);
    }

    private int publishWaiting(Publication publication, Deadline deadline) {
        while (true) {
            long turn = room.ticket();
            int reached = publishNow(publication);
            if (reached != NOT_NOW) {
                return reached;
            }
            room.park(turn, deadline);
        }
    }

    private int publishNow(Publication publication) {
        int reached = CHANGED;
        while (reached == CHANGED) {
            List<QueuedSubscription> all = subscriptions;
            List<QueuedSubscription> wanting = wanting(all, publication);
            reached = give(publication, all, wanting);
            for (int i = 0; i < wanting.size() && reached >= 0; i++) {
                wanting.get(i).announce();
            }
        }
        return reached;
    }

    private static List<QueuedSubscription> wanting(List<QueuedSubscription> all, Publication publication) {
        List<QueuedSubscription> wanting = new ArrayList<>(all.size());
        for (QueuedSubscription each : all) {
            if (each.wants(publication)) {
                wanting.add(each);
            }
        }
        return wanting;
    }

    private int give(Publication publication, List<QueuedSubscription> all, List<QueuedSubscription> wanting) {
        lock.lock();
        try {
            if (all != subscriptions) {
                return CHANGED;
            }
            for (QueuedSubscription each : wanting) {
                if (each.blocks()) {
                    return NOT_NOW;
                }
            }
            int reached = 0;
            for (QueuedSubscription each : wanting) {
                reached += each.add(publication) ? 1 : 0;
            }
            published++;
            unheard += reached == 0 ? 1 : 0;
            return reached;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SubscriptionObject subscribe(long number, SubscriptionOptions options) {
        QueuedSubscription added = subscription(SubscriptionState.empty(number, options));
        lock.lock();
        try {
            List<QueuedSubscription> more = new ArrayList<>(subscriptions);
            more.add(added);
            subscriptions = List.copyOf(more);
        } finally {
            lock.unlock();
        }
        return added;
    }

    @Override
    public void unsubscribe(long number) {
        lock.lock();
        try {
            subscriptions = subscriptions.stream()
                    .filter(each -> each.number() != number)
                    .toList();
        } finally {
            lock.unlock();
        }
        room.wake(Integer.MAX_VALUE);
    }

    @Override
    public @Nullable SubscriptionObject subscription(long number) {
        for (QueuedSubscription each : subscriptions) {
            if (each.number() == number) {
                return each;
            }
        }
        return null;
    }

    @Override
    public long assertedAt(Signal signal) {
        return subscriptions.stream().anyMatch(QueuedSubscription::blocks) ? Long.MAX_VALUE : 0;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return room;
    }

    @Override
    public BusState state() {
        lock.lock();
        try {
            return new BusState(
                    published,
                    unheard,
                    subscriptions.stream().map(QueuedSubscription::copied).toList());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
