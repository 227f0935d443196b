package ipc.sync;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.api.sync.spi.SyncMechanism;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Registers semaphores, mutexes, read-write locks and barriers that are guarded by one short lock each. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE, property = "service.ranking:Integer=100")
public final class GuardedSync implements SyncMechanism {
    private final Scheduler scheduler;
    private final Memory memory;

    /**
     * Makes the mechanism.
     *
     * @param scheduler where calls wait
     * @param memory charged for each object
     */
    @Activate
    public GuardedSync(@Reference Scheduler scheduler, @Reference Memory memory) {
        this.scheduler = scheduler;
        this.memory = memory;
    }

    @Override
    public SemaphoreObject restore(String name, SemaphoreState state) {
        return new GuardedSemaphore(name, state, scheduler, memory);
    }

    @Override
    public MutexObject restore(String name, MutexState state) {
        return new GuardedMutex(name, state, scheduler, memory);
    }

    @Override
    public RwLockObject restore(String name, RwLockState state) {
        return new GuardedRwLock(name, state, scheduler, memory);
    }

    @Override
    public BarrierObject restore(String name, BarrierState state) {
        return new GuardedBarrier(name, state, scheduler, memory);
    }
}
