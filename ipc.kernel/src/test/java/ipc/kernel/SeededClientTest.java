package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.mq.reference.TextbookQueues;
import ipc.testkit.client.ClientContract;
import ipc.testkit.rows.Where;

/** The promises to programs, under the seeded scheduler with the textbook queues. */
@Where(Where.Place.CLIENT)
class SeededClientTest extends ClientContract {
    private final Kernel kernel = Kernel.seeded(42);
    private final Ipc ipc = kernel.bundle("test");

    SeededClientTest() {
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
