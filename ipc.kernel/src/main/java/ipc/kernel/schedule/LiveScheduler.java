package ipc.kernel.schedule;

import ipc.api.kernel.ShortLock;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Processes are virtual threads that run at once, on as many processors as there are. */
public final class LiveScheduler extends KernelScheduler {
    /** Nobody tells when the machine's clock is set. */
    private static final long REALTIME_SLICE_NANOS = 20_000_000;

    private final InstantSource clock;

    /** Makes a scheduler on the clocks of the machine. */
    public LiveScheduler() {
        this(InstantSource.system());
    }

    /**
     * Makes a scheduler with a real-time clock that somebody else sets.
     *
     * @param clock the real-time clock
     */
    public LiveScheduler(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public ShortLock newLock(String name) {
        return new BiasedLock(name);
    }

    @Override
    public ShortLock newMutex(String name) {
        ReentrantLock lock = new ReentrantLock();
        return new ShortLock() {
            @Override
            public void lock() {
                lock.lock();
            }

            @Override
            public boolean tryLock() {
                return !lock.isHeldByCurrentThread() && lock.tryLock();
            }

            @Override
            public void unlock() {
                lock.unlock();
            }
        };
    }

    @Override
    ShortLock newGuard(String name) {
        return BiasedLock.unbiased(name); // waiter and waker are two threads, as a rule
    }

    @Override
    public long nowNanos() {
        return System.nanoTime();
    }

    @Override
    public long realtimeNanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    long realtimeLookNanos() {
        return nowNanos() + REALTIME_SLICE_NANOS;
    }

    @Override
    public void start(String name, Caller caller, Runnable body) {
        Thread.ofVirtual().name(name).start(() -> run(caller, body));
    }

    @Override
    public void startApart(String name, Caller caller, Runnable body) {
        Thread.ofPlatform().daemon().name(name).start(() -> run(caller, body));
    }

    private void run(Caller caller, Runnable body) {
        Task task = newTask(Thread.currentThread(), caller);
        try {
            body.run();
        } finally {
            ended(task);
        }
    }

    @Override
    public boolean steps() {
        return false;
    }

    @Override
    public void point(Task task) {}

    @Override
    public void left(Task task) {}

    @Override
    public void yieldNow(Task task) {
        Turn.pass(task.yields++);
    }

    @Override
    boolean linger(int attempt) {
        return current().patience().linger(attempt);
    }

    @Override
    void beforePark(Task task) {}

    @Override
    void block(Task task, long untilNanos) {
        for (int i = 0; task.isSpinning() && linger(i); i++) {
            // whoever wakes this task now need not unpark it
        }
        if (!task.mayPark()) {
            return;
        }
        if (untilNanos == Long.MAX_VALUE) {
            LockSupport.park(task);
        } else {
            LockSupport.parkNanos(task, untilNanos - nowNanos());
        }
    }

    @Override
    void unblock(Task task) {
        LockSupport.unpark(task.thread());
    }

    @Override
    void releaseAll(@Nullable Task first, int count) {
        Crowd crowd = crowd(count);
        if (crowd == null) {
            super.releaseAll(first, count);
        } else {
            crowd.release(first);
        }
    }

    private static @Nullable Crowd crowd(int count) {
        try {
            return count < Crowd.MIN ? null : new Crowd(count);
        } catch (OutOfMemoryError full) { // they have to be released all the same
            return null;
        }
    }

    @Override
    void adopted(Task task) {}
}
