package ipc.stress.linear;

import ipc.api.kernel.Deadline;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.sync.GuardedSync;
import org.jetbrains.lincheck.datastructures.Operation;

/** Calls of a semaphore with one permit, of three at most. */
public class SemaphoreCalls {
    private final SemaphoreObject semaphore;

    public SemaphoreCalls() {
        this(OneByOneKernel.sound());
    }

    SemaphoreCalls(OneByOneKernel kernel) {
        SemaphoreOptions options = SemaphoreOptions.counting(1).permitsMax(3);
        this.semaphore = new GuardedSync(kernel, kernel).restore("semaphore", SemaphoreState.first(options));
    }

    @Operation
    public boolean acquire(boolean two) {
        return semaphore.acquire(two ? 2 : 1, Deadline.NOW);
    }

    @Operation
    public int release(boolean two) {
        return semaphore.release(two ? 2 : 1);
    }

    @Operation
    public int drain() {
        return semaphore.drain();
    }

    /** The same without a lock. */
    public static final class Planted extends SemaphoreCalls {
        public Planted() {
            super(OneByOneKernel.withoutLocks());
        }
    }
}
