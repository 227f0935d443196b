package ipc.channels;

import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Registers channels that keep their messages in rings of bytes. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE, property = "service.ranking:Integer=100")
public final class RingChannels implements ChannelMechanism {
    private final Scheduler scheduler;
    private final Memory memory;

    /**
     * Makes the mechanism.
     *
     * @param scheduler where its channels wait
     * @param memory where its channels keep their messages
     */
    @Activate
    public RingChannels(@Reference Scheduler scheduler, @Reference Memory memory) {
        this.scheduler = scheduler;
        this.memory = memory;
    }

    @Override
    public ChannelObject restore(String name, ChannelState state, ChannelObserver observer) {
        Lane.Ground ground = new Lane.Ground(scheduler, memory, observer);
        Lane fromFirst = new Lane(name + " from first", state.fromFirst(), ground);
        try {
            return new RingChannel(fromFirst, new Lane(name + " from second", state.fromSecond(), ground));
        } catch (RuntimeException | OutOfMemoryError failure) {
            fromFirst.release();
            throw failure;
        }
    }
}
