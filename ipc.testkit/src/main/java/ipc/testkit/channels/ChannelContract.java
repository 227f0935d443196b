package ipc.testkit.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.testkit.kernel.FakeKernel;
import org.junit.jupiter.api.AfterEach;

/**
 * What a channel owes the kernel, tested on the bare object.
 *
 * <p>What the kernel checks before it calls (rights, sizes, ranges), and what it does with cargo, is not tested here.
 */
public abstract class ChannelContract
        implements MessageRows, RoomRows, CloseRows, CargoRows, CallRows, LoanRows, SignalRows, StateRows, RaceRows {
    private final FakeKernel kernel = new FakeKernel();

    /**
     * Makes the mechanism under test.
     *
     * @param scheduler of the fake kernel
     * @param memory of the fake kernel
     * @return a new mechanism
     */
    protected abstract ChannelMechanism mechanism(Scheduler scheduler, Memory memory);

    @Override
    public final ChannelProbe channel(ChannelOptions options) {
        return ChannelProbe.create(kernel, mechanism(kernel.scheduler(), kernel.memory()), options);
    }

    @AfterEach
    final void endCallsLeftBehind() {
        kernel.close();
    }
}
