package ipc.sync.checked;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.SyncMechanism;
import ipc.testkit.sync.SyncContract;

/** The contract of a provider, over semaphores and mutexes with an onlooker. */
final class CheckedSyncContractTest extends SyncContract {
    @Override
    protected SyncMechanism mechanism(Scheduler scheduler, Memory memory) {
        return new CheckedSync(scheduler, memory);
    }
}
