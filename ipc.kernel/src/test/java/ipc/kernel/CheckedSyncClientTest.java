package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.sync.checked.CheckedSync;
import ipc.testkit.client.SyncClientContract;
import ipc.testkit.client.TwinInterruptRows;
import ipc.testkit.rows.Where;

/** The promises to programs that use synchronisation of all kinds, while their locks are checked. */
@Where(Where.Place.CLIENT)
class CheckedSyncClientTest extends SyncClientContract implements TwinInterruptRows {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    CheckedSyncClientTest() {
        kernel.bind(new CheckedSync(kernel.scheduler(), kernel.memory()), "ipc.sync.checked", 0);
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
