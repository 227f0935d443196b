package ipc.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** A privileged process for tests of channels, and the few things that most of them do. */
public interface ChannelClient extends Client {
    /** {@return the process's channels} */
    default Channels channels() {
        return ipc().face(Channels.class);
    }

    /** {@return the channels of a program} */
    static Channels channelsOf(Ipc ipc) {
        return ipc.face(Channels.class);
    }

    /** {@return options of directions that hold two messages of 64 bytes} */
    static DirectionOptions two() {
        return DirectionOptions.standard().depthMax(2).bytesMax(128).messageBytesMax(64);
    }

    /** {@return options of a channel with such directions} */
    static ChannelOptions small() {
        return ChannelOptions.standard().both(two());
    }

    /** {@return a new channel with such directions} */
    default ChannelPair newPair() {
        return channels().create(small());
    }

    /** {@return how many handles a process has open} */
    default int handlesOf(Ipc ipc) {
        int pid = ipc.self().pid();
        return admin().processes().stream()
                .filter(process -> process.pid() == pid)
                .findFirst()
                .orElseThrow()
                .handles();
    }

    /** {@return how many channels and listeners there are} */
    default long objects() {
        return admin().objects().stream()
                .filter(object -> object.mechanism().equals("channels"))
                .count();
    }

    /** {@return the next message at an end, which has one} */
    static String take(Channel channel) {
        ByteBuffer buffer = Client.buffer();
        assertThat(channel.tryReceive(buffer)).isNotNegative();
        return Client.text(buffer);
    }

    /** {@return a time-out that has passed} */
    static Timeout atOnce() {
        return Timeout.after(Duration.ZERO);
    }

    /** Sends a message that carries handles. */
    static void send(Channel through, Handle... handles) {
        through.sendHandles(Client.message("with handles"), List.of(handles), 0, Timeout.forever());
    }

    /** {@return the channel that the next message carries} */
    static Channel receive(Channel from) {
        return (Channel)
                from.receiveHandles(Client.buffer(), 1, Timeout.forever()).getFirst();
    }
}
