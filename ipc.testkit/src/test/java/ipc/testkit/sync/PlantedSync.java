package ipc.testkit.sync;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Owner;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.api.sync.spi.SyncMechanism;

/** Makes semaphores, mutexes, read-write locks and barriers with one bug. */
record PlantedSync(SyncBug bug, Scheduler scheduler, Memory memory) implements SyncMechanism {
    @Override
    public SemaphoreObject restore(String name, SemaphoreState state) {
        return new PlantedSemaphore(this, name, state);
    }

    @Override
    public MutexObject restore(String name, MutexState state) {
        return new PlantedMutex(this, name, state);
    }

    @Override
    public RwLockObject restore(String name, RwLockState state) {
        return new PlantedRwLock(this, name, state);
    }

    @Override
    public BarrierObject restore(String name, BarrierState state) {
        return new PlantedBarrier(this, name, state);
    }

    boolean has(SyncBug wanted) {
        return bug == wanted;
    }

    /** Returns who is taken for dead when a thread has died. */
    Owner dead(Owner gone, SyncBug all) {
        return has(all) ? Owner.anyOf(gone.process()) : gone;
    }

    void release(Memory.Charge charge) {
        if (!has(SyncBug.KEEPS_MEMORY)) {
            charge.release();
        }
    }
}
