package ipc.sync.checked;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.LockFindings;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.LockChecker;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.api.sync.spi.SyncMechanism;
import ipc.sync.GuardedSync;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Registers the objects of {@link GuardedSync} with an onlooker. */
@Component(
        service = SyncMechanism.class,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        property = "service.ranking:Integer=-100")
public final class CheckedSync implements LockChecker {
    private final SyncMechanism sync;
    private final LockOrder order;

    /**
     * Makes the mechanism.
     *
     * @param scheduler where calls wait
     * @param memory charged for each object, and for what is known of it
     */
    @Activate
    public CheckedSync(@Reference Scheduler scheduler, @Reference Memory memory) {
        this.sync = new GuardedSync(scheduler, memory);
        this.order = new LockOrder(scheduler, memory);
    }

    @Override
    public SemaphoreObject restore(String name, SemaphoreState state) {
        return tracked(name, lock -> new CheckedSemaphore(sync.restore(name, state), lock, order));
    }

    @Override
    public MutexObject restore(String name, MutexState state) {
        return tracked(name, lock -> new CheckedMutex(sync.restore(name, state), state, lock, order));
    }

    @Override
    public RwLockObject restore(String name, RwLockState state) {
        return tracked(name, lock -> new CheckedRwLock(sync.restore(name, state), state, lock, order));
    }

    @Override
    public BarrierObject restore(String name, BarrierState state) {
        return tracked(name, lock -> new CheckedBarrier(sync.restore(name, state), lock, order));
    }

    private <T> T tracked(String name, Function<TrackedLock, T> maker) {
        TrackedLock lock = order.track(name);
        try {
            return maker.apply(lock);
        } catch (RuntimeException | Error failure) {
            order.forget(lock);
            throw failure;
        }
    }

    @Override
    public LockFindings findings() {
        return order.findings();
    }
}
