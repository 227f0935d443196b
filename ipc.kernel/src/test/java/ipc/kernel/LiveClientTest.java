package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.mq.reference.TextbookQueues;
import ipc.testkit.client.ClientContract;
import ipc.testkit.rows.Where;

/** The promises to programs, on the live scheduler with the textbook queues. */
@Where(Where.Place.CLIENT)
class LiveClientTest extends ClientContract {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    LiveClientTest() {
        kernel.bind(new TextbookQueues(kernel.scheduler(), kernel.memory()), "ipc.mq.reference", 0);
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
