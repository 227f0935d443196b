package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.channels.RingChannels;
import ipc.mq.SlotQueues;
import ipc.testkit.client.ChannelClientContract;
import ipc.testkit.rows.Where;

/** The promises to programs that use channels, under the seeded scheduler. */
@Where(Where.Place.CLIENT)
class SeededChannelClientTest extends ChannelClientContract {
    private final Kernel kernel = Kernel.seeded(42);
    private final Ipc ipc = kernel.bundle("test");

    SeededChannelClientTest() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
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
