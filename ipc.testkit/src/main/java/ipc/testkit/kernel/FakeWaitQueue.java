package ipc.testkit.kernel;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** A wait queue in the order in which calls first had to wait. All of it is guarded by the monitor of its scheduler. */
final class FakeWaitQueue implements WaitQueue {
    /** A parked call. */
    private static final class Waiter {
        private final long arrival;
        private boolean woken;
        private boolean wokenAlone;
        private boolean unwound;

        private Waiter(long arrival) {
            this.arrival = arrival;
        }

        private long arrival() {
            return arrival;
        }
    }

    private final FakeScheduler scheduler;
    private final String name;
    private final Queue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::arrival));
    private long wakes;

    /** Whether a waiter that {@link #wakeNext} has woken did not return yet. */
    private boolean onTheWay;

    FakeWaitQueue(FakeScheduler scheduler, String name) {
        this.scheduler = scheduler;
        this.name = name;
    }

    @Override
    public boolean linger(int attempt) {
        return false;
    }

    @Override
    public long ticket() {
        scheduler.reachedTicket();
        scheduler.monitor().lock();
        try {
            return wakes;
        } finally {
            scheduler.monitor().unlock();
        }
    }

    @Override
    public void park(long ticket, Deadline deadline, long recheckNanos) {
        List<String> held = scheduler.locksHeld();
        if (!held.isEmpty()) {
            throw new AssertionError("parks on " + name + " while holding " + held);
        }
        scheduler.reachedPark();
        scheduler.monitor().lock();
        try {
            scheduler.refuseIfClosed();
            if (wakes == ticket) {
                parkAsWaiter(deadline, recheckNanos);
            }
        } finally {
            scheduler.monitor().unlock();
        }
    }

    private void parkAsWaiter(Deadline deadline, long recheckNanos) {
        if (deadline.immediate()) {
            throw new IpcException(Errno.EAGAIN, "wait for " + name);
        }
        long atNanos = deadline.atNanos();
        Waiter waiter = new Waiter(scheduler.arrival(deadline));
        waiters.add(waiter);
        scheduler.announceChange();
        try {
            long left = Watchdog.limit().toNanos();
            while (!mayReturn(waiter, atNanos, recheckNanos)) {
                if (left <= 0) {
                    throw new AssertionError("parked on " + name + " for " + Watchdog.limit());
                }
                left = scheduler.changed().awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!waiter.woken) {
                throw new IpcException(Errno.EINTR, "wait for " + name);
            }
        } finally {
            waiters.remove(waiter);
            onTheWay &= !waiter.wokenAlone;
            scheduler.announceChange();
        }
    }

    /** A wake comes before everything else: so it is never lost with a waiter that leaves for another reason. */
    private boolean mayReturn(Waiter waiter, long atNanos, long recheckNanos) {
        scheduler.refuseIfClosed();
        if (waiter.woken || scheduler.timersNanos() >= recheckNanos) {
            return true;
        }
        if (waiter.unwound) {
            throw new CallUnwound(name);
        }
        if (scheduler.timersNanos() >= atNanos && atNanos != Long.MAX_VALUE) {
            throw new IpcException(Errno.ETIMEDOUT, "wait for " + name);
        }
        return false;
    }

    @Override
    public int wake(int count) {
        scheduler.monitor().lock();
        try {
            wakes++;
            int woken = 0;
            while (woken < count && !waiters.isEmpty()) {
                waiters.remove().woken = true;
                woken++;
            }
            scheduler.countWoken(woken);
            scheduler.announceChange();
            return woken;
        } finally {
            scheduler.monitor().unlock();
        }
    }

    @Override
    public void wakeNext() {
        scheduler.monitor().lock();
        try {
            if (!onTheWay) {
                wakes++;
                wakeFirst();
            }
        } finally {
            scheduler.monitor().unlock();
        }
    }

    private void wakeFirst() {
        Waiter first = waiters.poll();
        if (first != null) {
            first.woken = true;
            first.wokenAlone = true;
            onTheWay = true;
            scheduler.countWoken(1);
            scheduler.announceChange();
        }
    }

    @Override
    public int waiting() {
        scheduler.monitor().lock();
        try {
            return waiters.size();
        } finally {
            scheduler.monitor().unlock();
        }
    }

    void unwindAll() {
        waiters.forEach(waiter -> waiter.unwound = true);
    }

    int parked() {
        return waiters.size();
    }
}
