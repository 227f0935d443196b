package ipc.sync;

import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.stress.StressedCalls;

/** Makes semaphores and mutexes for the moment that a stress test needs one. */
final class StressedSync {
    /** Two threads of one process. */
    static final Owner ONE = new Owner(7, 1);

    /** The other one. */
    static final Owner OTHER = new Owner(7, 2);

    private static final GuardedSync SYNC = new GuardedSync(StressedCalls.SCHEDULER, StressedCalls.MEMORY);

    private StressedSync() {}

    static SemaphoreObject semaphore(int permits) {
        return SYNC.restore("stressed", SemaphoreState.first(SemaphoreOptions.counting(permits)));
    }

    static MutexObject mutex() {
        return SYNC.restore("stressed", MutexState.first(MutexOptions.of(Kind.ERROR_CHECKING)));
    }

    /** Locks, waiting for it; returns 1, or -1 if that was in vain. */
    static int lock(MutexObject mutex, Owner owner) {
        return StressedCalls.waiting(deadline -> mutex.lock(owner, 1, deadline) > 0 ? 1 : 0);
    }
}
