package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.mq.SlotQueues;
import ipc.testkit.client.ClientContract;
import ipc.testkit.rows.Where;

/** The promises to programs, on the live scheduler with the slot queues. */
@Where(Where.Place.CLIENT)
class LiveSlotClientTest extends ClientContract {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    LiveSlotClientTest() {
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", 0);
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
