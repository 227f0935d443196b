package ipc.testkit.sync;

import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.FakeKernel;
import ipc.testkit.kernel.FakeScheduler;

/** Where the parts of the contract get their objects from, and how they call them. */
interface SyncRows {
    /** Two threads of process 7. */
    Owner ANNE = new Owner(7, 1);

    /** The other one. */
    Owner BEN = new Owner(7, 2);

    /** A thread of process 8. */
    Owner CARL = new Owner(8, 1);

    /** Returns the kernel of this test. */
    FakeKernel kernel();

    /** Makes a semaphore on the kernel of this test. */
    SemaphoreObject semaphore(SemaphoreState state);

    /** Makes a mutex on the kernel of this test. */
    MutexObject mutex(MutexState state);

    /** Makes a read-write lock on the kernel of this test. */
    RwLockObject rwLock(RwLockState state);

    /** Makes a barrier on the kernel of this test. */
    BarrierObject barrier(BarrierState state);

    /** Makes a semaphore with which nothing has happened. */
    default SemaphoreObject semaphore(SemaphoreOptions options) {
        return semaphore(SemaphoreState.first(options));
    }

    /** Makes a mutex with which nothing has happened. */
    default MutexObject mutex(MutexOptions options) {
        return mutex(MutexState.first(options));
    }

    /** Makes an error-checking mutex. */
    default MutexObject mutex() {
        return mutex(MutexOptions.of(Kind.ERROR_CHECKING));
    }

    /** Returns the scheduler of this test. */
    default FakeScheduler scheduler() {
        return kernel().scheduler();
    }

    /** Acquires on a thread of its own, until it waits. */
    default Call<Boolean> queue(SemaphoreObject semaphore, int permits, int parkedThen) {
        Call<Boolean> call = Call.start(() -> semaphore.acquire(permits, Deadlines.never()));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    /** Locks on a thread of its own, until it waits. */
    default Call<Long> queue(MutexObject mutex, Owner owner, int parkedThen) {
        Call<Long> call = Call.start(() -> mutex.lock(owner, 1, Deadlines.never()));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    /** Locks at once or not. */
    static long tryLock(MutexObject mutex, Owner owner) {
        return mutex.lock(owner, 1, Deadlines.immediate());
    }

    /** Acquires at once or not. */
    static boolean tryAcquire(SemaphoreObject semaphore, int permits) {
        return semaphore.acquire(permits, Deadlines.immediate());
    }
}
