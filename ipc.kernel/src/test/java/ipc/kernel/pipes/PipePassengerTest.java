package ipc.kernel.pipes;

import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.channels.RingChannels;
import ipc.kernel.Kernel;
import ipc.pipes.RingPipes;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ends of pipes that travel in messages. */
class PipePassengerTest {
    private final Kernel kernel = Kernel.live();
    private final Ipc sender = kernel.bundle("sender");
    private final PipePair pipe;
    private final ChannelPair road;

    PipePassengerTest() {
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        pipe = sender.face(Pipes.class).create(PipeOptions.readWrite());
        road = sender.face(Channels.class).create(ChannelOptions.standard());
    }

    private void send(Handle end) {
        road.first().sendHandles(message("take it"), List.of(end), 0, Timeout.forever());
    }

    @Test
    @Row("HA-02")
    void shouldReadFromAnEndThatArrived() {
        pipe.writer().write(message("on the way"));

        send(pipe.reader().duplicate(Set.of(Right.READ, Right.TRANSFER)));
        pipe.reader().close();
        List<Handle> arrived = road.second().receiveHandles(buffer(), 1, Timeout.forever());

        ByteBuffer bytes = buffer();
        assertThat(((PipeEnd) arrived.getFirst()).read(bytes)).isEqualTo(10);
        assertThat(text(bytes)).isEqualTo("on the way");
        assertThat(arrived.getFirst().rights()).containsExactlyInAnyOrder(Right.READ, Right.TRANSFER);
    }

    @Test
    @Row("PI-09")
    void shouldCloseAnEndWhoseMessageDiesUnread() {
        send(pipe.writer());
        assertThat(pipe.reader().tryRead(buffer())).isEqualTo(-1);

        assertThat(road.second().discard()).isTrue();

        assertThat(pipe.reader().tryRead(buffer())).isZero();
    }
}
