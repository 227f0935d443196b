package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.sync.Permits;
import java.util.concurrent.TimeUnit;

/** A semaphore with the methods of the JDK's one. */
final class SemaphorePermits implements Permits {
    private final SemaphoreHandle semaphore;

    SemaphorePermits(SemaphoreHandle semaphore) {
        this.semaphore = semaphore;
    }

    @Override
    public void acquire(int permits) throws InterruptedException {
        acquire(permits, Timeout.forever());
    }

    private void acquire(int permits, Timeout timeout) throws InterruptedException {
        checkNotNegative(permits);
        JdkFailures.check();
        if (permits > 0) {
            try {
                semaphore.acquire(permits, timeout);
            } catch (IpcException failure) {
                throw JdkFailures.translated(failure);
            }
        }
    }

    private static void checkNotNegative(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(permits + " permits, must be 0 or more");
        }
    }

    @Override
    public void acquireUninterruptibly(int permits) {
        checkNotNegative(permits);
        if (permits > 0) {
            semaphore.acquireUninterrupted(permits);
        }
    }

    @Override
    public boolean tryAcquire(int permits) {
        checkNotNegative(permits);
        return permits == 0 || semaphore.tryAcquire(permits);
    }

    @Override
    public boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
        checkNotNegative(permits);
        try {
            acquire(permits, JdkTimes.after(timeout, unit));
            return true;
        } catch (IpcException failure) {
            if (failure.errno() == Errno.ETIMEDOUT) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void release(int permits) {
        checkNotNegative(permits);
        semaphore.release(permits);
    }

    @Override
    public int availablePermits() {
        return semaphore.status().permits();
    }

    @Override
    public int drainPermits() {
        return semaphore.drain();
    }

    @Override
    public boolean isFair() {
        return semaphore.node().options().isFair();
    }

    @Override
    public int getQueueLength() {
        return semaphore.status().waiting();
    }

    @Override
    public String toString() {
        return "permits of " + semaphore.node().title();
    }
}
