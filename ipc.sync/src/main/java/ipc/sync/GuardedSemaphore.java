package ipc.sync;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;

/**
 * One semaphore: a count under a short lock, and one place to wait.
 *
 * <p>The lock is biased to the first thread that uses it, so that a semaphore of one thread costs it no atomic
 * instruction, and one that several use costs one.
 */
final class GuardedSemaphore implements SemaphoreObject {
    /** On the heap, roughly. */
    private static final long BYTES = 256;

    private final SemaphoreOptions options;
    private final boolean fair;
    private final int permitsMax;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue available;

    private int permits;
    private long acquired;
    private long released;

    /** Calls that found no permits, until they have left: waiting, about to wait, or woken and on their way. */
    private int queued;

    GuardedSemaphore(String name, SemaphoreState state, Scheduler scheduler, Memory memory) {
        this.options = state.options();
        this.fair = options.isFair();
        this.permitsMax = options.permitsMax();
        this.charge = memory.charge(BYTES);
        this.lock = scheduler.newLock(name);
        this.available = scheduler.newWaitQueue(name + " available");
        this.permits = state.permits();
        this.acquired = state.acquired();
        this.released = state.released();
    }

    @Override
    public boolean acquire(int count, Deadline deadline) {
        boolean barges = !fair || deadline.immediate();
        if (take(count, barges)) {
            return true;
        }
        if (deadline.immediate()) {
            return false;
        }
        if (!lingered(count)) {
            await(count, deadline);
        }
        return true;
    }

    /** Takes permits if they are there; who does not barge also finds none while others are queued. */
    private boolean take(int count, boolean barges) {
        lock.lock();
        try {
            return takeNow(count, barges);
        } finally {
            lock.unlock();
        }
    }

    private boolean takeNow(int count, boolean barges) {
        if (permits < count || (queued > 0 && !barges)) {
            return false;
        }
        permits -= count;
        acquired += count;
        return true;
    }

    // ---- for waits that take from several objects

    @Override
    public ShortLock guard() {
        return lock;
    }

    @Override
    public int offers(Owner owner) {
        return isReady() ? READY : NOT_NOW;
    }

    private boolean isReady() {
        return permits > 0 && (queued == 0 || !fair);
    }

    @Override
    public long take(Owner owner) {
        permits--;
        acquired++;
        return permits;
    }

    @Override
    public long assertedAt(Signal signal) {
        lock.lock();
        try {
            return isReady() ? 0 : Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return available;
    }

    // ---- waiting

    private boolean lingered(int count) {
        for (int attempt = 0; !fair && available.linger(attempt); attempt++) {
            if (permits >= count && take(count, true)) {
                return true;
            }
        }
        return false;
    }

    private void await(int count, Deadline deadline) {
        long ticket = available.ticket();
        if (takeOrQueue(count)) {
            return;
        }
        try {
            do {
                available.park(ticket, deadline);
                ticket = available.ticket();
            } while (!take(count, true)); // its turn: it was woken, or may have been
        } finally {
            leaveQueue();
        }
    }

    /** In one step, so that whoever comes next sees either the permits or the one who waits for them. */
    private boolean takeOrQueue(int count) {
        lock.lock();
        try {
            if (takeNow(count, !fair)) {
                return true;
            }
            queued++;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** What is left, or was not enough for this one, may be enough for the next. */
    private void leaveQueue() {
        boolean more;
        lock.lock();
        try {
            queued--;
            more = permits > 0;
        } finally {
            lock.unlock();
        }
        if (more) {
            available.wakeNext();
        }
    }

    @Override
    public int release(long count) {
        int before;
        lock.lock();
        try {
            before = permits;
            if (count > permitsMax - before) {
                return TOO_MANY;
            }
            permits += (int) count;
            released += count;
        } finally {
            lock.unlock();
        }
        if (count > 0) {
            available.wakeNext();
        }
        return before;
    }

    @Override
    public int drain() {
        lock.lock();
        try {
            int all = permits;
            permits = 0;
            acquired += all;
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void adjust(long change) {
        lock.lock();
        try {
            if (change > 0) {
                long given = Math.min(change, permitsMax - permits);
                permits += (int) given;
                released += given;
            } else {
                long taken = Math.min(-change, permits);
                permits -= (int) taken;
                acquired += taken;
            }
        } finally {
            lock.unlock();
        }
        if (change > 0) {
            available.wakeNext();
        }
    }

    @Override
    public SemaphoreState state() {
        lock.lock();
        try {
            return new SemaphoreState(options, permits, acquired, released);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
