package ipc.kernel.deadlock;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.WaitGraph;
import ipc.kernel.Kernel;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.security.PosixPolicy;
import ipc.sync.GuardedSync;
import ipc.testkit.client.Client;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A kernel on the live scheduler whose log is kept, with locks in it. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class GraphRig implements Client {
    final List<String> log = new CopyOnWriteArrayList<>();
    final Kernel kernel = new Kernel(new LiveScheduler(), Limits.DEFAULTS, System.out, log::add);
    final Ipc ipc;

    GraphRig() {
        kernel.policy(new PosixPolicy());
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
        ipc = kernel.bundle("test");
    }

    @Override
    public final Ipc ipc() {
        return ipc;
    }

    @Override
    public final KernelAdmin admin() {
        return kernel.admin();
    }

    final WaitGraph graph() {
        return kernel.admin().waitGraph();
    }
}
