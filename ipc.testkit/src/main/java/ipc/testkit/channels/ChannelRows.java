package ipc.testkit.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;

/** Where the parts of the contract get their channels from. */
interface ChannelRows {
    /** Makes an empty channel on the kernel of this test. */
    ChannelProbe channel(ChannelOptions options);

    /** Makes an empty channel with both directions alike. */
    default ChannelProbe channel(DirectionOptions options) {
        return channel(ChannelOptions.standard().both(options));
    }

    /** Makes an empty channel of some messages with three priorities. */
    default ChannelProbe channel() {
        return channel(ChannelProbe.small(8).priorities(3));
    }
}
