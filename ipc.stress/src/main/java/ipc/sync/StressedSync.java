package ipc.sync;

import ipc.api.spi.Owner;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.stress.StressedCalls;

/** Makes objects of synchronisation for the moment that a stress test needs one. */
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

    static BarrierObject barrier(int parties) {
        return SYNC.restore("stressed", BarrierState.first(BarrierOptions.of(parties)));
    }

    /** Comes to a barrier and waits for the others; returns 1, or -1 if that was in vain. */
    static int meet(BarrierObject barrier) {
        return StressedCalls.waiting(
                deadline -> barrier.await(barrier.arrive(), deadline) == BarrierObject.PASSED ? 1 : -1);
    }

    /** Locks, waiting for it; returns 1, or -1 if that was in vain. */
    static int lock(MutexObject mutex, Owner owner) {
        return StressedCalls.waiting(deadline -> mutex.lock(owner, 1, deadline) > 0 ? 1 : 0);
    }
}
