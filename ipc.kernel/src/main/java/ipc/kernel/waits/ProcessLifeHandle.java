package ipc.kernel.waits;

import ipc.api.Right;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.LifeHandle;
import ipc.kernel.process.Rights;
import java.util.Set;

/** A process's handle of a process. */
final class ProcessLifeHandle extends LifeHandle<KernelProcess> {
    private static final int RIGHTS = Rights.bits(Set.of(Right.WAIT, Right.DUPLICATE, Right.TRANSFER));

    private ProcessLifeHandle(KernelProcess process, int number, int rights, KernelProcess target) {
        super(process, number, rights, target);
    }

    static ProcessLifeHandle open(KernelProcess process, KernelProcess target) {
        return process.handles().open(number -> new ProcessLifeHandle(process, number, RIGHTS, target));
    }

    @Override
    protected Maker<KernelProcess> maker() {
        return ProcessLifeHandle::new;
    }
}
