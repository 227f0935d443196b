package ipc.stress.linear;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.sync.GuardedSync;
import org.jetbrains.lincheck.datastructures.Operation;

/** Calls of a recursive mutex by two processes, which may go. */
public class MutexCalls {
    private static final Owner ONE = new Owner(1, 1);
    private static final Owner OTHER = new Owner(2, 1);

    private final MutexObject mutex;

    public MutexCalls() {
        this(OneByOneKernel.sound());
    }

    MutexCalls(OneByOneKernel kernel) {
        MutexState first = MutexState.first(MutexOptions.of(Kind.RECURSIVE));
        this.mutex = new GuardedSync(kernel, kernel).restore("mutex", first);
    }

    private static Owner owner(boolean one) {
        return one ? ONE : OTHER;
    }

    @Operation
    public long lock(boolean one) {
        return mutex.lock(owner(one), 1, Deadline.NOW);
    }

    @Operation
    public int unlock(boolean one) {
        return mutex.unlock(owner(one));
    }

    @Operation
    public int consistent(boolean one) {
        return mutex.consistent(owner(one));
    }

    @Operation
    public void abandon(boolean one) {
        mutex.abandon(Owner.anyOf(owner(one).process()));
    }

    /** The same without a lock. */
    public static final class Planted extends MutexCalls {
        public Planted() {
            super(OneByOneKernel.withoutLocks());
        }
    }
}
