package ipc.testkit.kernel;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler on a virtual clock. Calls run on the test's own threads and really block; process priorities are ignored.
 *
 * <p>One monitor guards everything, so that a test can say exactly when something happens: {@link #atNextTicket} and
 * {@link #atNextPark} put an action where a race would put it.
 */
public final class FakeScheduler implements Scheduler, AutoCloseable {
    private final ReentrantLock monitor = new ReentrantLock();
    private final Condition changed = monitor.newCondition();
    private final List<FakeLock> locks = new ArrayList<>();
    private final List<FakeWaitQueue> queues = new ArrayList<>();
    private final Map<Thread, Place> places = new HashMap<>();
    private long nowNanos = 1_000;
    private long timersNanos = nowNanos;
    private int woken;
    private long arrivals;
    private boolean closed;
    private @Nullable Runnable atNextTicket;
    private @Nullable Runnable atNextPark;

    /** A thread's latest call that had to wait, known by its deadline: every call has one of its own. */
    private record Place(Deadline deadline, long arrival) {}

    @Override
    public WaitQueue newWaitQueue(String name) {
        FakeWaitQueue queue = new FakeWaitQueue(this, name);
        guarded(() -> queues.add(queue));
        return queue;
    }

    @Override
    public ShortLock newLock(String name) {
        FakeLock lock = new FakeLock(name);
        guarded(() -> locks.add(lock));
        return lock;
    }

    @Override
    public long nowNanos() {
        monitor.lock();
        try {
            return nowNanos;
        } finally {
            monitor.unlock();
        }
    }

    /**
     * Moves the clock; calls whose deadline or recheck is reached go on.
     *
     * @param nanos how far, 0 or more
     */
    public void advance(long nanos) {
        guarded(() -> {
            nowNanos += nanos;
            timersNanos = nowNanos;
            changed.signalAll();
        });
    }

    /**
     * Moves the clock, but not the timers: calls whose deadline or recheck is reached stay parked until the next
     * {@link #advance}, as if others had been quicker.
     *
     * @param nanos how far, 0 or more
     */
    public void advanceAheadOfTimers(long nanos) {
        guarded(() -> nowNanos += nanos);
    }

    /** {@return how many parked calls were woken so far, over all queues; a recheck that comes due wakes nobody} */
    public int woken() {
        monitor.lock();
        try {
            return woken;
        } finally {
            monitor.unlock();
        }
    }

    /**
     * Runs something in place of another process, just before the next ticket is given.
     *
     * @param action runs once, on the thread that asks for the ticket
     */
    public void atNextTicket(Runnable action) {
        guarded(() -> atNextTicket = action);
    }

    /**
     * Runs something in place of another process, between the next caller's test and its park.
     *
     * @param action runs once, on the thread that is about to park
     */
    public void atNextPark(Runnable action) {
        guarded(() -> atNextPark = action);
    }

    /** Makes every call that is parked now leave with {@link CallUnwound}, as for a swap. */
    public void unwindAll() {
        guarded(() -> {
            queues.forEach(FakeWaitQueue::unwindAll);
            changed.signalAll();
        });
    }

    /** Ends the test: calls that it left behind, parked or running in circles, fail at their next or present park. */
    @Override
    public void close() {
        guarded(() -> {
            closed = true;
            changed.signalAll();
        });
    }

    /**
     * Waits until so many calls are parked, over all wait queues.
     *
     * @param count how many
     */
    public void awaitParked(int count) {
        Duration limit = Watchdog.limit();
        monitor.lock();
        try {
            long left = limit.toNanos();
            while (parked() != count) {
                if (left <= 0) {
                    throw new AssertionError(
                            "%d calls parked, expected %d, after %s".formatted(parked(), count, limit));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for parked calls", e);
        } finally {
            monitor.unlock();
        }
    }

    /** {@return the names of the locks that the calling thread holds} A provider holds none when it calls out. */
    public List<String> locksHeld() {
        monitor.lock();
        try {
            return locks.stream().filter(FakeLock::isMine).map(FakeLock::name).toList();
        } finally {
            monitor.unlock();
        }
    }

    private int parked() {
        return queues.stream().mapToInt(FakeWaitQueue::parked).sum();
    }

    ReentrantLock monitor() {
        return monitor;
    }

    void refuseIfClosed() {
        if (closed) {
            throw new AssertionError("the test is over");
        }
    }

    /** {@return what is signalled when the clock or a wait queue changes} */
    Condition changed() {
        return changed;
    }

    /** {@return the time up to which timers have gone off} */
    long timersNanos() {
        return timersNanos;
    }

    /** {@return the place of the calling thread's call among all that ever waited; it keeps it when it parks again} */
    long arrival(Deadline deadline) {
        Place place = places.get(Thread.currentThread());
        if (place == null || place.deadline() != deadline) {
            place = new Place(deadline, ++arrivals);
            places.put(Thread.currentThread(), place);
        }
        return place.arrival();
    }

    void countWoken(int more) {
        woken += more;
    }

    void announceChange() {
        changed.signalAll();
    }

    /** Outside the monitor: the action calls the provider, which may wait for a lock whose holder asks the time. */
    void reachedTicket() {
        run(take(() -> {
            Runnable action = atNextTicket;
            atNextTicket = null;
            return action;
        }));
    }

    /** As {@link #reachedTicket}. */
    void reachedPark() {
        run(take(() -> {
            Runnable action = atNextPark;
            atNextPark = null;
            return action;
        }));
    }

    private @Nullable Runnable take(Supplier<@Nullable Runnable> field) {
        monitor.lock();
        try {
            return field.get();
        } finally {
            monitor.unlock();
        }
    }

    private static void run(@Nullable Runnable action) {
        if (action != null) {
            action.run();
        }
    }

    private void guarded(Runnable action) {
        monitor.lock();
        try {
            action.run();
        } finally {
            monitor.unlock();
        }
    }
}
