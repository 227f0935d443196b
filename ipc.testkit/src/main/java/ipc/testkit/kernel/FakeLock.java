package ipc.testkit.kernel;

import ipc.api.kernel.ShortLock;
import java.util.concurrent.locks.ReentrantLock;

/** A short lock that refuses what the contract forbids: to be taken twice, to be released by a stranger. */
final class FakeLock implements ShortLock {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();

    FakeLock(String name) {
        this.name = name;
    }

    @Override
    public void lock() {
        if (isMine()) {
            throw new AssertionError("locks " + name + " twice");
        }
        lock.lock();
    }

    @Override
    public boolean tryLock() {
        return !isMine() && lock.tryLock();
    }

    @Override
    public void unlock() {
        if (!isMine()) {
            throw new AssertionError("unlocks " + name + " without holding it");
        }
        lock.unlock();
    }

    boolean isMine() {
        return lock.isHeldByCurrentThread();
    }

    String name() {
        return name;
    }
}
