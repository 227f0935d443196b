package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.channels.RingChannels;
import ipc.mq.SlotQueues;
import ipc.pipes.RingPipes;
import ipc.sync.GuardedSync;
import ipc.testkit.client.WaitsClientContract;
import ipc.testkit.rows.Where;

/** The promises to programs that wait for many objects, on the seeded scheduler. */
@Where(Where.Place.CLIENT)
class SeededWaitsClientTest extends WaitsClientContract {
    private final Kernel kernel = Kernel.seeded(1);
    private final Ipc ipc = kernel.bundle("test");

    SeededWaitsClientTest() {
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", 0);
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
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
