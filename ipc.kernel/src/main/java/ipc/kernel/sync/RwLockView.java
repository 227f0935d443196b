package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.sync.RwLock.Mode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** A read-write lock with the methods of the JDK's. */
record RwLockView(RwLockHandle lock) implements ReadWriteLock {
    @Override
    public Lock readLock() {
        return new Side(lock, Mode.READ);
    }

    @Override
    public Lock writeLock() {
        return new Side(lock, Mode.WRITE);
    }

    /** One of its two locks. */
    private record Side(RwLockHandle handle, Mode mode) implements Lock {
        @Override
        public void lock() {
            handle.lock(mode, Timeout.forever());
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            lock(Timeout.forever());
        }

        @Override
        public boolean tryLock() {
            return handle.tryLock(mode);
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
                handle.lockInterruptibly(mode, timeout);
            } catch (IpcException failure) {
                throw JdkFailures.translated(failure);
            }
        }

        @Override
        public void unlock() {
            try {
                handle.unlock();
            } catch (IpcException failure) {
                throw JdkFailures.monitorState(failure);
            }
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException(this + " has no conditions");
        }

        @Override
        public String toString() {
            return mode + " lock of " + handle.node().title();
        }
    }
}
