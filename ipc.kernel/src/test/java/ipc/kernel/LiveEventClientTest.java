package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.events.TicketEvents;
import ipc.mq.SlotQueues;
import ipc.sync.GuardedSync;
import ipc.testkit.client.EventClientContract;
import ipc.testkit.rows.Where;

/** The promises to programs that use events, on the live scheduler. */
@Where(Where.Place.CLIENT)
class LiveEventClientTest extends EventClientContract {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    LiveEventClientTest() {
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", 0);
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
        kernel.bind(new TicketEvents(kernel.scheduler(), kernel.memory()), "ipc.events", 0);
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
