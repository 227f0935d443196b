package ipc.testkit.pipes;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeState;
import ipc.testkit.kernel.FakeKernel;
import org.junit.jupiter.api.AfterEach;

/**
 * What a pipe owes the kernel, tested on the bare object.
 *
 * <p>What the kernel checks before it calls (rights, sizes, who has which end open) is not tested here.
 */
public abstract class PipeContract
        implements WriteRows, ReadRows, PacketRows, MoveRows, GiftRows, PipeStateRows, PipeSignalRows, PipeRaceRows {
    private final FakeKernel kernel = new FakeKernel();

    /**
     * Makes the mechanism under test.
     *
     * @param scheduler of the fake kernel
     * @param memory of the fake kernel
     * @return a new mechanism
     */
    protected abstract PipeMechanism mechanism(Scheduler scheduler, Memory memory);

    @Override
    public final PipeProbe pipe(PipeState state) {
        return PipeProbe.create(kernel, mechanism(kernel.scheduler(), kernel.memory()), state);
    }

    @AfterEach
    final void endCallsLeftBehind() {
        kernel.close();
    }
}
