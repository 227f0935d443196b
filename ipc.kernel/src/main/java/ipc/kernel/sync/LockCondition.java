package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A condition of a mutex with the methods of the JDK's conditions. */
final class LockCondition implements Condition {
    private final MutexHandle mutex;
    private final BoundCondition condition;

    LockCondition(MutexHandle mutex, int index) {
        this.mutex = mutex;
        this.condition = mutex.condition(index);
    }

    @Override
    public void await() throws InterruptedException {
        signalledInTime(Timeout.forever());
    }

    @Override
    public void awaitUninterruptibly() {
        MutexLock.checkOwner(mutex);
        condition.awaitUninterrupted();
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long from = nowNanos();
        signalledInTime(JdkTimes.after(nanos, TimeUnit.NANOSECONDS));
        return left(nanos, nowNanos() - from);
    }

    private long nowNanos() {
        return mutex.node().services().scheduler().nowNanos();
    }

    private static long left(long nanos, long passed) {
        return nanos < Long.MIN_VALUE + passed ? Long.MIN_VALUE : nanos - passed;
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return signalledInTime(JdkTimes.after(time, unit));
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        return signalledInTime(JdkTimes.until(deadline));
    }

    /** Returns false if the time came first. */
    private boolean signalledInTime(Timeout timeout) throws InterruptedException {
        JdkFailures.check();
        MutexLock.checkOwner(mutex);
        try {
            if (!condition.await(timeout)) {
                JdkFailures.end();
            }
            return true;
        } catch (IpcException failure) {
            if (failure.errno() == Errno.ETIMEDOUT) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void signal() {
        MutexLock.checkOwner(mutex);
        condition.signal();
    }

    @Override
    public void signalAll() {
        MutexLock.checkOwner(mutex);
        condition.broadcast();
    }
}
