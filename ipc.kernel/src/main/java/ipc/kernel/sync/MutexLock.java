package ipc.kernel.sync;

import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.sync.Mutex;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;

/** A mutex with the methods of the JDK's locks. */
final class MutexLock implements JdkLock {
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
    public boolean tryLock() {
        return mutex.tryLock();
    }

    @Override
    public void lockOurs(Timeout timeout) {
        mutex.lockInterruptibly(timeout);
    }

    @Override
    public void unlockOurs() {
        mutex.unlock();
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
