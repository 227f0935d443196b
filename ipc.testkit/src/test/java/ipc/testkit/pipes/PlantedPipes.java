package ipc.testkit.pipes;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;

/** Makes pipes with one bug. */
record PlantedPipes(PipeBug bug, Scheduler scheduler, Memory memory) implements PipeMechanism {
    @Override
    public PipeObject restore(String name, PipeState state) {
        return new PlantedPipe(this, name, state);
    }
}
