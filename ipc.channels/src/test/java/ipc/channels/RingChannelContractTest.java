package ipc.channels;

import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.testkit.channels.ChannelContract;

final class RingChannelContractTest extends ChannelContract {
    @Override
    protected ChannelMechanism mechanism(Scheduler scheduler, Memory memory) {
        return new RingChannels(scheduler, memory);
    }
}
