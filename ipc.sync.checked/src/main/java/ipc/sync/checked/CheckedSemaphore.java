package ipc.sync.checked;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;

/** A semaphore whose waits are timed. It has no owner, so it has no place in the order of locks. */
final class CheckedSemaphore implements SemaphoreObject {
    private final SemaphoreObject semaphore;
    private final TrackedLock lock;
    private final LockOrder order;

    CheckedSemaphore(SemaphoreObject semaphore, TrackedLock lock, LockOrder order) {
        this.semaphore = semaphore;
        this.lock = lock;
        this.order = order;
    }

    @Override
    public boolean acquire(int permits, Deadline deadline) {
        if (deadline.immediate()) {
            return semaphore.acquire(permits, deadline);
        }
        long began = order.now();
        try {
            return semaphore.acquire(permits, deadline);
        } finally {
            lock.waited(order.now() - began);
        }
    }

    @Override
    public int release(long permits) {
        return semaphore.release(permits);
    }

    @Override
    public int drain() {
        return semaphore.drain();
    }

    @Override
    public void adjust(long change) {
        semaphore.adjust(change);
    }

    @Override
    public ShortLock guard() {
        return semaphore.guard();
    }

    @Override
    public int offers(Owner owner) {
        return semaphore.offers(owner);
    }

    @Override
    public long take(Owner owner) {
        return semaphore.take(owner);
    }

    @Override
    public long assertedAt(Signal signal) {
        return semaphore.assertedAt(signal);
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return semaphore.raised(signal);
    }

    @Override
    public SemaphoreState state() {
        return semaphore.state();
    }

    @Override
    public void destroy() {
        order.forget(lock);
        semaphore.destroy();
    }
}
