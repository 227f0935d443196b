package ipc.testkit.sync;

import static ipc.testkit.sync.SyncBug.BROADCASTS_TO_ONE;
import static ipc.testkit.sync.SyncBug.KEEPS_SIGNALS_FOR_NOBODY;
import static ipc.testkit.sync.SyncBug.MIXES_CONDITIONS;
import static ipc.testkit.sync.SyncBug.SIGNALS_ALL;
import static ipc.testkit.sync.SyncBug.SIGNALS_LATECOMERS;
import static ipc.testkit.sync.SyncBug.STATE_WITHOUT_SIGNALS;
import static ipc.testkit.sync.SyncBug.STATE_WITHOUT_WAITERS;
import static ipc.testkit.sync.SyncBug.STORES_SIGNALS;
import static ipc.testkit.sync.SyncBug.TAKES_SIGNALS_ALONG;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.spi.Conditions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Signal;
import ipc.api.sync.spi.MutexState.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The conditions of a mutex, in two lists, with a bug. */
final class PlantedConditions implements Conditions {
    private final PlantedSync sync;
    private final PlantedMutex mutex;
    private final ShortLock lock;
    private final Map<Integer, WaitQueue> places = new ConcurrentHashMap<>();
    private final List<Waiter> waiters;
    private final List<Signal> signals;
    private long numbers;

    PlantedConditions(PlantedSync sync, PlantedMutex mutex, MutexState state) {
        this.sync = sync;
        this.mutex = mutex;
        this.lock = mutex.inner();
        this.waiters = new ArrayList<>(state.waiters());
        this.signals = new ArrayList<>(state.signals());
        this.numbers = state.numbers();
    }

    private int seen(int condition) {
        return sync.has(MIXES_CONDITIONS) ? 0 : condition;
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
            numbers++;
            number = numbers;
            waiters.add(new Waiter(number, seen(condition), depth));
        } finally {
            lock.unlock();
        }
        mutex.givenUp();
        return number;
    }

    @Override
    public int await(int condition, long waiter, Deadline deadline) {
        WaitQueue signalled = place(seen(condition));
        int depth = -1;
        try {
            while (depth < 0) {
                long ticket = signalled.ticket();
                depth = take(seen(condition), waiter);
                if (depth < 0) {
                    signalled.park(ticket, deadline);
                }
            }
            return depth;
        } finally {
            if (depth < 0) {
                signalled.wake(Integer.MAX_VALUE);
            }
        }
    }

    private WaitQueue place(int condition) {
        return places.computeIfAbsent(condition, number -> sync.scheduler().newWaitQueue("condition " + number));
    }

    private int take(int condition, long number) {
        lock.lock();
        try {
            for (Waiter waiter : waiters) {
                if (waiter.number() == number) {
                    return takeFor(condition, waiter);
                }
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private int takeFor(int condition, Waiter waiter) {
        for (Signal signal : signals) {
            boolean inTime = waiter.number() <= signal.last() || sync.has(SIGNALS_LATECOMERS);
            if (signal.condition() == condition && inTime) {
                signals.remove(signal);
                waiters.remove(waiter);
                return waiter.depth();
            }
        }
        return -1;
    }

    @Override
    public int leave(int condition, long number) {
        lock.lock();
        try {
            for (Waiter waiter : waiters) {
                if (waiter.number() == number) {
                    waiters.remove(waiter);
                    forget(seen(condition), number);
                    return waiter.depth();
                }
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private void forget(int condition, long number) {
        boolean along = sync.has(TAKES_SIGNALS_ALONG);
        for (int i = 0; i < signals.size() && !sync.has(KEEPS_SIGNALS_FOR_NOBODY); i++) {
            Signal signal = signals.get(i);
            if (signal.condition() == condition && ((along && signal.last() >= number) || isForNobody(signal))) {
                signals.remove(i);
                return;
            }
        }
    }

    private boolean isForNobody(Signal signal) {
        return count(signal.condition(), signal.last())
                < signals.stream()
                        .filter(each -> each.condition() == signal.condition() && each.last() <= signal.last())
                        .count();
    }

    private long count(int condition, long last) {
        return waiters.stream()
                .filter(waiter -> waiter.condition() == condition && waiter.number() <= last)
                .count();
    }

    @Override
    public void signal(int condition, int count) {
        lock.lock();
        try {
            int place = seen(condition);
            long there =
                    signals.stream().filter(each -> each.condition() == place).count();
            long without = count(place, numbers) - there;
            long wanted = count == Integer.MAX_VALUE && sync.has(BROADCASTS_TO_ONE) ? 1 : count;
            long added = Math.min(sync.has(SIGNALS_ALL) ? Integer.MAX_VALUE : wanted, without);
            for (long i = 0; i < added; i++) {
                signals.add(new Signal(place, numbers));
            }
            if (sync.has(STORES_SIGNALS) && added == 0) {
                signals.add(new Signal(place, Long.MAX_VALUE));
            }
            if (added > 0) {
                place(place).wake((int) Math.min(added, Integer.MAX_VALUE));
            }
        } finally {
            lock.unlock();
        }
    }

    List<Waiter> waiters() {
        return sync.has(STATE_WITHOUT_WAITERS) ? List.of() : List.copyOf(waiters);
    }

    List<Signal> signals() {
        return sync.has(STATE_WITHOUT_SIGNALS) ? List.of() : List.copyOf(signals);
    }

    long numbers() {
        return numbers;
    }
}
