package ipc.sync;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.SyncMechanism;
import ipc.testkit.sync.SyncContract;

/** The contract of a provider, over semaphores, mutexes, read-write locks and barriers under short locks. */
final class GuardedSyncContractTest extends SyncContract {
    @Override
    protected SyncMechanism mechanism(Scheduler scheduler, Memory memory) {
        return new GuardedSync(scheduler, memory);
    }
}
