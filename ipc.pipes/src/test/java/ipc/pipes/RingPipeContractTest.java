package ipc.pipes;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.testkit.pipes.PipeContract;

final class RingPipeContractTest extends PipeContract {
    @Override
    protected PipeMechanism mechanism(Scheduler scheduler, Memory memory) {
        return new RingPipes(scheduler, memory);
    }
}
