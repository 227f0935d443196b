package ipc.kernel.pipes;

import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeObject;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.memory.KernelMemory;
import ipc.kernel.object.Port;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.security.Guard;
import java.util.function.Consumer;

/**
 * What the faces of pipes use of the kernel.
 *
 * @param port where providers plug in
 * @param foundation the kernel's own parts
 * @param memory where buffers come from
 * @param quota pages of pipes by user
 * @param broken told of a process that writes where nobody reads (POSIX {@code SIGPIPE})
 */
record PipeServices(
        Port<PipeMechanism, PipeObject, PipeNode> port,
        Foundation foundation,
        KernelMemory memory,
        PageQuota quota,
        Consumer<KernelProcess> broken) {
    KernelScheduler scheduler() {
        return foundation.scheduler();
    }

    Guard guard() {
        return foundation.guard();
    }

    Limits.Pipes limits() {
        return foundation.settings().limits().get().pipes();
    }
}
