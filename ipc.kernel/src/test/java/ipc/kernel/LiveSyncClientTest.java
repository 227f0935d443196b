package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.sync.GuardedSync;
import ipc.testkit.client.SyncClientContract;
import ipc.testkit.client.TwinInterruptRows;
import ipc.testkit.rows.Where;

/** The promises to programs that use synchronisation of all kinds, on the live scheduler. */
@Where(Where.Place.CLIENT)
class LiveSyncClientTest extends SyncClientContract implements TwinInterruptRows {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    LiveSyncClientTest() {
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
    }

    @Override
    public Ipc ipc() {
        return ipc;
    }

    @Override
    public KernelAdmin admin() {
        return kernel.admin();
    }
}
