package ipc.testkit.sync;

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
import ipc.testkit.kernel.FakeKernel;
import org.junit.jupiter.api.AfterEach;

/**
 * What semaphores, mutexes, read-write locks and barriers owe the kernel, tested on the bare objects.
 *
 * <p>What the kernel checks before it calls (rights, ranges) and what it does itself (priorities, the end of processes)
 * is not tested here.
 */
public abstract class SyncContract
        implements SemaphoreRows,
                MutexRows,
                ConditionRows,
                TakeRows,
                RwLockRows,
                BarrierRows,
                SyncStateRows,
                SyncRaceRows {
    private final FakeKernel kernel = new FakeKernel();

    /**
     * Makes the mechanism under test.
     *
     * @param scheduler of the fake kernel
     * @param memory of the fake kernel
     * @return a new mechanism
     */
    protected abstract SyncMechanism mechanism(Scheduler scheduler, Memory memory);

    @Override
    public final FakeKernel kernel() {
        return kernel;
    }

    @Override
    public final SemaphoreObject semaphore(SemaphoreState state) {
        return mechanism(kernel.scheduler(), kernel.memory()).restore("/semaphore", state);
    }

    @Override
    public final MutexObject mutex(MutexState state) {
        return mechanism(kernel.scheduler(), kernel.memory()).restore("/mutex", state);
    }

    @Override
    public final RwLockObject rwLock(RwLockState state) {
        return mechanism(kernel.scheduler(), kernel.memory()).restore("/rwlock", state);
    }

    @Override
    public final BarrierObject barrier(BarrierState state) {
        return mechanism(kernel.scheduler(), kernel.memory()).restore("/barrier", state);
    }

    @AfterEach
    final void endCallsLeftBehind() {
        kernel.close();
    }
}
