package ipc.testkit.channels;

import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;

/** Makes channels with one bug. */
record PlantedChannels(ChannelBug bug, Scheduler scheduler, Memory memory) implements ChannelMechanism {
    boolean has(ChannelBug wanted) {
        return bug == wanted;
    }

    @Override
    public ChannelObject restore(String name, ChannelState state, ChannelObserver observer) {
        PlantedCharges charges = new PlantedCharges(memory);
        try {
            PlantedLane.Ground ground = new PlantedLane.Ground(this, scheduler.newLock(name), charges, observer, name);
            return new PlantedChannel(ground, state);
        } catch (RuntimeException failure) {
            if (!has(ChannelBug.LEAKS_WHEN_REFUSED)) {
                charges.release();
            }
            throw failure;
        }
    }
}
