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
    private final Approach approach;

    CheckedSemaphore(SemaphoreObject semaphore, TrackedLock lock, LockOrder order) {
        this.semaphore = semaphore;
        this.lock = lock;
        this.order = order;
        this.approach = new Approach(lock, order, false);
    }

    @Override
    public boolean acquire(int permits, Deadline deadline) {
        return approach.timed(deadline, () -> semaphore.acquire(permits, deadline) ? 1 : 0) != 0;
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
