package ipc.kernel;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.SyncMechanism;

/** A read-write lock with a bug, for simulations that have to find it. */
record PlantedRwLock(RwLockObject real, Bug bug) implements RwLockObject {
    /** What is wrong with it. */
    enum Bug {
        /** Lets who goes on to write do so beside readers. */
        SHARES,
        /** Does not tell that a writer has died. */
        SILENT
    }

    /** Makes locks with a bug. */
    record Mechanism(SyncMechanism real, Bug bug) implements ForwardingSync {
        @Override
        public RwLockObject restore(String name, RwLockState state) {
            return new PlantedRwLock(real.restore(name, state), bug);
        }
    }

    @Override
    public int lock(Owner owner, Mode mode, Deadline deadline) {
        return told(real.lock(owner, mode, deadline));
    }

    @Override
    public int convert(Owner owner, Mode mode, Deadline deadline) {
        int outcome = real.convert(owner, mode, bug == Bug.SHARES ? Deadline.NOW : deadline);
        return bug == Bug.SHARES && outcome == NOT_NOW ? DONE : told(outcome);
    }

    private int told(int outcome) {
        return bug == Bug.SILENT && outcome == OWNER_DIED ? DONE : outcome;
    }

    @Override
    public int unlock(Owner owner) {
        return real.unlock(owner);
    }

    @Override
    public int consistent(Owner owner) {
        return real.consistent(owner);
    }

    @Override
    public void abandon(Owner gone) {
        real.abandon(gone);
    }

    @Override
    public RwLockState state() {
        return real.state();
    }

    @Override
    public void destroy() {
        real.destroy();
    }
}
