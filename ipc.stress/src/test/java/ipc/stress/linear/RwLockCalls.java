package ipc.stress.linear;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.sync.GuardedSync;
import org.jetbrains.lincheck.datastructures.Operation;

/** Calls of a read-write lock by two processes, which may go. */
public class RwLockCalls {
    private static final Owner ONE = new Owner(1, 1);
    private static final Owner OTHER = new Owner(2, 1);

    private final RwLockObject lock;

    public RwLockCalls() {
        this(OneByOneKernel.sound());
    }

    RwLockCalls(OneByOneKernel kernel) {
        this.lock = new GuardedSync(kernel, kernel).restore("lock", RwLockState.first(RwLockOptions.standard()));
    }

    private static Owner owner(boolean one) {
        return one ? ONE : OTHER;
    }

    @Operation
    public int read(boolean one) {
        return lock.lock(owner(one), Mode.READ, Deadline.NOW);
    }

    @Operation
    public int write(boolean one) {
        return lock.lock(owner(one), Mode.WRITE, Deadline.NOW);
    }

    @Operation
    public int goOnToRead(boolean one) {
        return lock.convert(owner(one), Mode.READ, Deadline.NOW);
    }

    @Operation
    public int unlock(boolean one) {
        return lock.unlock(owner(one));
    }

    @Operation
    public void abandon(boolean one) {
        lock.abandon(Owner.anyOf(owner(one).process()));
    }

    /** The same without a lock. */
    public static final class Planted extends RwLockCalls {
        public Planted() {
            super(OneByOneKernel.withoutLocks());
        }
    }
}
