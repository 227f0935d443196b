package ipc.sync.checked;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.spi.Conditions;
import ipc.api.sync.spi.MutexObject;
import ipc.sync.checked.TrackedLock.Hold;

/** The conditions of a mutex, which give it up; when a wait ends, it is locked by a call of its own. */
final class CheckedConditions implements Conditions {
    private final Conditions conditions;
    private final TrackedLock lock;
    private final LockOrder order;

    CheckedConditions(Conditions conditions, TrackedLock lock, LockOrder order) {
        this.conditions = conditions;
        this.lock = lock;
        this.order = order;
    }

    @Override
    public long begin(int condition, Owner owner) {
        Hold past = lock.hold(owner);
        long waiter = conditions.begin(condition, owner);
        if (waiter != MutexObject.NOT_OWNER) {
            order.givenUp(lock, past);
        }
        return waiter;
    }

    @Override
    public int await(int condition, long waiter, Deadline deadline) {
        return conditions.await(condition, waiter, deadline);
    }

    @Override
    public int leave(int condition, long waiter) {
        return conditions.leave(condition, waiter);
    }

    @Override
    public void signal(int condition, int count) {
        conditions.signal(condition, count);
    }
}
