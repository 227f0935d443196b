package ipc.sync.checked;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.sync.checked.TrackedLock.Hold;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A read-write lock whose calls are told to the onlooker. Readers are judged as writers are: one that reads waits for
 * whoever waits to write, so two that read in contradicting orders may deadlock by the writers between them.
 */
final class CheckedRwLock implements RwLockObject {
    private final RwLockObject real;
    private final TrackedLock lock;
    private final LockOrder order;
    private final Approach approach;
    private final boolean robust;

    /** How often each holder has it; each is changed by its own thread, or when its process has gone. */
    private final ConcurrentHashMap<Owner, Integer> depths = new ConcurrentHashMap<>();

    CheckedRwLock(RwLockObject real, RwLockState state, TrackedLock lock, LockOrder order) {
        this.real = real;
        this.lock = lock;
        this.order = order;
        this.approach = new Approach(lock, order, false);
        this.robust = state.options().isRobust();
        state.holds().forEach(hold -> {
            Owner owner = new Owner(hold.process(), hold.thread());
            depths.put(owner, hold.depth());
            order.found(owner, lock);
        });
    }

    @Override
    public int lock(Owner owner, Mode mode, Deadline deadline) {
        return (int) approach.judged(owner, deadline, () -> noted(owner, real.lock(owner, mode, deadline)));
    }

    private int noted(Owner owner, int outcome) {
        if (outcome == DONE || outcome == OWNER_DIED) {
            depths.merge(owner, 1, Integer::sum);
            order.locked(owner, lock);
        }
        return outcome;
    }

    /** Not judged: what was locked since the caller has the lock does no harm if all others lock it later, too. */
    @Override
    public int convert(Owner owner, Mode mode, Deadline deadline) {
        return (int) approach.timed(deadline, () -> real.convert(owner, mode, deadline));
    }

    @Override
    public int unlock(Owner owner) {
        Hold past = lock.hold(owner);
        int outcome = real.unlock(owner);
        if (outcome == DONE && depths.computeIfPresent(owner, (same, depth) -> depth > 1 ? depth - 1 : null) == null) {
            order.givenUp(lock, past);
        }
        return outcome;
    }

    @Override
    public int consistent(Owner owner) {
        return real.consistent(owner);
    }

    @Override
    public void abandon(Owner gone) {
        real.abandon(gone);
        for (Owner owner : depths.keySet()) {
            if (gone.includes(owner.process(), owner.thread())) {
                gone(owner, Objects.requireNonNull(lock.hold(owner)));
            }
        }
    }

    private void gone(Owner owner, Hold past) {
        if (robust) {
            depths.remove(owner);
            order.givenUp(lock, past);
        } else {
            order.stalled(lock, past);
        }
    }

    @Override
    public RwLockState state() {
        return real.state();
    }

    @Override
    public void destroy() {
        order.forget(lock);
        real.destroy();
    }
}
