package ipc.kernel.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.channels.RingChannels;
import ipc.kernel.Kernel;

/** A live kernel with channels for the suites that judge the adapters. */
final class LiveChannels {
    private static final int DEPTH = 256;
    private static final int BYTES = 64;

    private final Channels face;

    LiveChannels() {
        Kernel kernel = Kernel.live();
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        face = kernel.bundle("test").face(Channels.class);
    }

    Channels face() {
        return face;
    }

    ChannelPair newPair() {
        DirectionOptions options = DirectionOptions.standard()
                .depthMax(DEPTH)
                .bytesMax(DEPTH * BYTES)
                .messageBytesMax(BYTES);
        return face.create(ChannelOptions.standard().both(options));
    }
}
