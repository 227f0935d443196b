package ipc.sync;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.Mutex;
import ipc.api.sync.spi.Conditions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Signal;
import ipc.api.sync.spi.MutexState.Waiter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one mutex, under its lock; each is made when it is first waited for.
 *
 * <p>A signal is added, and its waiter woken, in one step: the one that is woken can take it. Whoever leaves in another
 * way wakes all if a signal is left, because the wake that is passed on may go to one who came too late for it.
 */
final class GuardedConditions implements Conditions {
    private final GuardedMutex mutex;
    private final ShortLock lock;
    private final Scheduler scheduler;
    private final String name;
    private final @Nullable Place[] places = new Place[Mutex.CONDITIONS];
    private long numbers;

    /** One condition. */
    private record Place(Signals signals, WaitQueue signalled) {}

    GuardedConditions(GuardedMutex mutex, String name, MutexState state, Scheduler scheduler) {
        this.mutex = mutex;
        this.lock = mutex.guard();
        this.scheduler = scheduler;
        this.name = name;
        this.numbers = state.numbers();
        for (Waiter waiter : state.waiters()) {
            place(waiter.condition()).signals().enter(waiter.number(), waiter.depth());
        }
        for (Signal signal : state.signals()) {
            place(signal.condition()).signals().add(signal.last());
        }
    }

    private Place place(int condition) {
        Place place = places[condition];
        if (place == null) {
            WaitQueue queue = scheduler.newWaitQueue(name + " signal of condition " + condition);
            place = new Place(new Signals(), queue);
            places[condition] = place;
        }
        return place;
    }

    @Override
    public long begin(int condition, Owner owner) {
        long number;
        lock.lock();
        try {
            int depth = mutex.giveUp(owner);
            if (depth == 0) {
                return MutexObject.NOT_OWNER;
            }
            number = ++numbers;
            place(condition).signals().enter(number, depth);
        } finally {
            lock.unlock();
        }
        mutex.givenUp();
        return number;
    }

    @Override
    public int await(int condition, long waiter, Deadline deadline) {
        Place place = placeOf(condition);
        boolean taken = false;
        try {
            int depth = lingered(place, waiter);
            while (depth == Signals.NONE_YET) {
                long ticket = place.signalled().ticket();
                depth = take(place, waiter);
                if (depth == Signals.NONE_YET) {
                    place.signalled().park(ticket, deadline);
                }
            }
            taken = true;
            return depth;
        } finally {
            if (!taken) {
                passOn(place);
            }
        }
    }

    /** Needs the lock only to make one: a place is never replaced, and all of it is final. */
    private Place placeOf(int condition) {
        Place there = places[condition];
        if (there != null) {
            return there;
        }
        lock.lock();
        try {
            return place(condition);
        } finally {
            lock.unlock();
        }
    }

    /** A signal is of no use before the mutex is free, and who has that needs the lock to give it up. */
    private int lingered(Place place, long waiter) {
        for (int attempt = 0; place.signalled().linger(attempt); attempt++) {
            boolean inVain = place.signals().seemsEmpty() || !mutex.seemsFree();
            int depth = inVain ? Signals.NONE_YET : tryTake(place, waiter);
            if (depth != Signals.NONE_YET) {
                return depth;
            }
        }
        return Signals.NONE_YET;
    }

    private int tryTake(Place place, long waiter) {
        if (!lock.tryLock()) {
            return Signals.NONE_YET;
        }
        try {
            return place.signals().take(waiter);
        } finally {
            lock.unlock();
        }
    }

    private int take(Place place, long waiter) {
        lock.lock();
        try {
            return place.signals().take(waiter);
        } finally {
            lock.unlock();
        }
    }

    private void passOn(Place place) {
        if (!place.signals().seemsEmpty()) {
            place.signalled().wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public int leave(int condition, long waiter) {
        lock.lock();
        try {
            return place(condition).signals().leave(waiter);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void signal(int condition, int count) {
        boolean all = count == Integer.MAX_VALUE;
        Place place;
        lock.lock();
        try {
            place = places[condition];
            if (place == null || place.signals().addUpTo(count, numbers) == 0) {
                return;
            }
            if (!all) {
                place.signalled().wake(count);
            }
        } finally {
            lock.unlock();
        }
        if (all) {
            place.signalled().wake(Integer.MAX_VALUE); // also one that came too late, which waits on
        }
    }

    // ---- under the lock

    List<Waiter> waiters() {
        List<Waiter> all = new ArrayList<>();
        for (int condition = 0; condition < places.length; condition++) {
            Place place = places[condition];
            if (place != null) {
                place.signals().waiters(condition, all);
            }
        }
        all.sort(Comparator.comparingLong(Waiter::number));
        return List.copyOf(all);
    }

    List<Signal> signals() {
        List<Signal> all = new ArrayList<>();
        for (int condition = 0; condition < places.length; condition++) {
            Place place = places[condition];
            if (place != null) {
                place.signals().signals(condition, all);
            }
        }
        return List.copyOf(all);
    }

    long numbers() {
        return numbers;
    }
}
