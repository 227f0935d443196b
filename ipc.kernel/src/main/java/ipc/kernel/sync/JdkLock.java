package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** What the JDK promises of its locks beyond what ours do: how they fail, and when they look at interruptions. */
interface JdkLock extends Lock {
    /** Locks; an interruption ends the wait. */
    void lockOurs(Timeout timeout);

    /** Unlocks. */
    void unlockOurs();

    @Override
    default void lockInterruptibly() throws InterruptedException {
        lock(Timeout.forever());
    }

    @Override
    default boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        try {
            lock(JdkTimes.after(time, unit));
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
            lockOurs(timeout);
        } catch (IpcException failure) {
            throw JdkFailures.translated(failure);
        }
    }

    @Override
    default void unlock() {
        try {
            unlockOurs();
        } catch (IpcException failure) {
            throw JdkFailures.monitorState(failure);
        }
    }
}
