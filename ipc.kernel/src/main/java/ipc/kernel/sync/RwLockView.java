package ipc.kernel.sync;

import ipc.api.Timeout;
import ipc.api.sync.RwLock.Mode;
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
    private record Side(RwLockHandle handle, Mode mode) implements JdkLock {
        @Override
        public void lock() {
            handle.lock(mode, Timeout.forever());
        }

        @Override
        public boolean tryLock() {
            return handle.tryLock(mode);
        }

        @Override
        public void lockOurs(Timeout timeout) {
            handle.lockInterruptibly(mode, timeout);
        }

        @Override
        public void unlockOurs() {
            handle.unlock();
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
