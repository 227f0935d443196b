package ipc.sync.checked;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.spi.Conditions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.sync.checked.TrackedLock.Hold;

/** A mutex whose calls are told to the onlooker: what is wanted before it is waited for, the rest when it is done. */
final class CheckedMutex implements MutexObject {
    private final MutexObject mutex;
    private final TrackedLock lock;
    private final LockOrder order;
    private final Approach approach;
    private final Conditions conditions;

    CheckedMutex(MutexObject mutex, MutexState state, TrackedLock lock, LockOrder order) {
        this.mutex = mutex;
        this.lock = lock;
        this.order = order;
        this.approach = new Approach(lock, order, state.options().kind() == Kind.NORMAL);
        this.conditions = new CheckedConditions(mutex.conditions(), lock, order);
        Holding holding = state.holding();
        if (holding.process() != 0) {
            order.found(new Owner(holding.process(), holding.thread()), lock);
        }
    }

    @Override
    public long lock(Owner owner, int depth, Deadline deadline) {
        return approach.judged(owner, deadline, () -> noted(owner, mutex.lock(owner, depth, deadline)));
    }

    /** The owner's thread is here, so nobody else changes who has the mutex. */
    private long noted(Owner owner, long outcome) {
        if (outcome > 0 || outcome == OWNER_DIED) {
            order.locked(owner, lock);
        }
        return outcome;
    }

    @Override
    public int unlock(Owner owner) {
        Hold past = lock.hold(owner);
        boolean last = mutex.holding().depth() == 1;
        int outcome = mutex.unlock(owner);
        if (outcome == DONE && last) {
            order.givenUp(lock, past);
        }
        return outcome;
    }

    @Override
    public void abandon(Owner gone) {
        Holding holding = mutex.holding();
        Owner owner = new Owner(holding.process(), holding.thread());
        Hold past = lock.hold(owner);
        mutex.abandon(gone);
        if (past == null || !gone.includes(owner.process(), owner.thread())) {
            return;
        }
        if (mutex.holding().process() == owner.process()) {
            order.stalled(lock, past);
        } else {
            order.givenUp(lock, past);
        }
    }

    @Override
    public int consistent(Owner owner) {
        return mutex.consistent(owner);
    }

    @Override
    public Holding holding() {
        return mutex.holding();
    }

    @Override
    public Conditions conditions() {
        return conditions;
    }

    // ---- for waits that take from several objects

    @Override
    public ShortLock guard() {
        return mutex.guard();
    }

    @Override
    public int offers(Owner owner) {
        return mutex.offers(owner);
    }

    @Override
    public long take(Owner owner) {
        return noted(owner, mutex.take(owner));
    }

    @Override
    public long assertedAt(Signal signal) {
        return mutex.assertedAt(signal);
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return mutex.raised(signal);
    }

    // ---- being replaced

    @Override
    public MutexState state() {
        return mutex.state();
    }

    @Override
    public void destroy() {
        order.forget(lock);
        mutex.destroy();
    }
}
