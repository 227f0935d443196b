package ipc.kernel;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.pipes.RingPipes;
import ipc.testkit.client.PipeClientContract;
import ipc.testkit.client.PipeInterruptRows;
import ipc.testkit.rows.Where;

/** The promises to programs that use pipes, on the live scheduler. */
@Where(Where.Place.CLIENT)
class LivePipeClientTest extends PipeClientContract implements PipeInterruptRows {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    LivePipeClientTest() {
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
