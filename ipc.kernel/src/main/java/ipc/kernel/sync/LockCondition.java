package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A condition of a mutex with the methods of the JDK's conditions. */
final class LockCondition implements Condition {
    private final MutexHandle mutex;
    private final ipc.api.sync.Condition condition;

    LockCondition(MutexHandle mutex, int index) {
        this.mutex = mutex;
        this.condition = mutex.condition(index);
    }

    @Override
    public void await() throws InterruptedException {
        signalledInTime(Timeout.forever());
    }

    /** A wait that is interrupted ends as one that ends for no reason, which the JDK allows. */
    @Override
    public void awaitUninterruptibly() {
        MutexLock.checkOwner(mutex);
        condition.await();
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long from = mutex.node().services().scheduler().nowNanos();
        signalledInTime(Timeout.after(Duration.ofNanos(nanos)));
        return nanos - (mutex.node().services().scheduler().nowNanos() - from);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return signalledInTime(Timeout.after(Duration.of(time, unit.toChronoUnit())));
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        return signalledInTime(Timeout.until(deadline.toInstant()));
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
