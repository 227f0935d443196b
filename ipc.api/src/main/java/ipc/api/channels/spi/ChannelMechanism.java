package ipc.api.channels.spi;

import ipc.api.channels.ChannelOptions;
import ipc.api.spi.Mechanism;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider of channels. */
@ConsumerType
public interface ChannelMechanism extends Mechanism {
    /** The version of {@link ChannelState}. */
    int SCHEMA = 1;

    /**
     * Makes an empty channel with both ends open.
     *
     * @param name how wait graphs and statistics call it
     * @param options sizes and policy, checked by the kernel
     * @param observer whom the channel tells what happens in it
     * @return the channel
     * @errno ENOMEM no memory for its messages; nothing was kept
     */
    default ChannelObject create(String name, ChannelOptions options, ChannelObserver observer) {
        return restore(name, ChannelState.empty(options), observer);
    }

    /**
     * Makes a channel that goes on where another one stopped.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link ChannelObject#state} of any provider gave
     * @param observer whom the channel tells what happens in it
     * @return the channel; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for its messages; nothing was kept
     */
    ChannelObject restore(String name, ChannelState state, ChannelObserver observer);

    @Override
    default String name() {
        return "channels";
    }

    @Override
    default int schema() {
        return SCHEMA;
    }
}
