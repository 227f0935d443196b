package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.sync.Mutex;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** A mutex with the methods of the JDK's locks. */
final class MutexLock implements Lock {
    private final MutexHandle mutex;
    private final AtomicInteger conditions = new AtomicInteger();

    MutexLock(MutexHandle mutex) {
        this.mutex = mutex;
    }

    @Override
    public void lock() {
        mutex.lock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        lock(Timeout.forever());
    }

    @Override
    public boolean tryLock() {
        return mutex.tryLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        try {
            lock(Timeout.after(Duration.of(time, unit.toChronoUnit())));
            return true;
        } catch (IpcException failure) {
            if (failure.errno() == Errno.ETIMEDOUT) {
                return false;
            }
            throw failure;
        }
    }

    private void lock(Timeout timeout) throws InterruptedException {
        JdkFailures.check();
        try {
            mutex.lockInterruptibly(timeout);
        } catch (IpcException failure) {
            throw JdkFailures.translated(failure);
        }
    }

    @Override
    public void unlock() {
        try {
            mutex.unlock();
        } catch (IpcException failure) {
            throw JdkFailures.monitorState(failure);
        }
    }

    @Override
    public Condition newCondition() {
        int index = conditions.getAndUpdate(used -> Math.min(used + 1, Mutex.CONDITIONS));
        if (index == Mutex.CONDITIONS) {
            throw new IllegalStateException("the lock has all its " + Mutex.CONDITIONS + " conditions already");
        }
        return new LockCondition(mutex, index);
    }

    /** Throws, as the JDK does, if the calling thread does not have the lock. */
    static void checkOwner(MutexHandle mutex) {
        try {
            mutex.token();
        } catch (IpcException failure) {
            throw JdkFailures.monitorState(failure);
        }
    }

    @Override
    public String toString() {
        return "lock of " + mutex.node().title();
    }
}
