package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.PipeClient.open;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Signal;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waiting for ends of pipes together with other objects. */
interface PipeWaitRows extends PipeClient {
    private Outcome look(PipeEnd end, Signal... signals) {
        Timeout now = Timeout.after(Duration.ZERO);
        return ipc().face(Waits.class).any(List.of(new Item(end, Set.of(signals))), now);
    }

    private static Outcome found(Signal... signals) {
        return new Outcome(0, Set.of(signals));
    }

    @Test
    default void shouldBeReadableWhileThereAreBytesOrTheEnd() {
        PipePair pipe = newPipe();
        assertFails(Errno.ETIMEDOUT, () -> look(pipe.reader(), Signal.READABLE, Signal.PEER_CLOSED));
        put(pipe.writer(), "x");

        assertThat(look(pipe.reader(), Signal.READABLE, Signal.PEER_CLOSED)).isEqualTo(found(Signal.READABLE));
        assertThat(read(pipe.reader())).isEqualTo("x");
        assertFails(Errno.ETIMEDOUT, () -> look(pipe.reader(), Signal.READABLE, Signal.PEER_CLOSED));
        pipe.writer().close();
        assertThat(look(pipe.reader(), Signal.READABLE, Signal.PEER_CLOSED))
                .isEqualTo(found(Signal.READABLE, Signal.PEER_CLOSED));
    }

    @Test
    default void shouldBeWritableWhileThereIsRoomForAPiece() {
        PipePair pipe = newPipe();
        assertThat(look(pipe.writer(), Signal.WRITABLE, Signal.PEER_CLOSED)).isEqualTo(found(Signal.WRITABLE));

        put(pipe.writer(), "x");

        assertFails(Errno.ETIMEDOUT, () -> look(pipe.writer(), Signal.WRITABLE, Signal.PEER_CLOSED));
        pipe.reader().close();
        assertThat(look(pipe.writer(), Signal.WRITABLE, Signal.PEER_CLOSED))
                .isEqualTo(found(Signal.WRITABLE, Signal.PEER_CLOSED));
    }

    @Test
    default void shouldHaveTheSignalsOfItsEnd() {
        PipePair pipe = newPipe();

        assertFails(Errno.EINVAL, () -> look(pipe.reader(), Signal.WRITABLE));
        assertFails(Errno.EINVAL, () -> look(pipe.writer(), Signal.READABLE));
    }

    @Test
    default void shouldBeItsOwnPeerWithBothEnds() {
        PipeEnd both = open(ipc(), newFifo(), PipeOptions.readWrite());

        assertFails(Errno.EINVAL, () -> look(both, Signal.PEER_CLOSED));
        assertThat(look(both, Signal.READABLE, Signal.WRITABLE)).isEqualTo(found(Signal.WRITABLE));
        put(both, "x");
        assertThat(look(both, Signal.READABLE, Signal.WRITABLE)).isEqualTo(found(Signal.READABLE));
    }

    @Test
    default void shouldWakeWhoWaitsForAnEnd() {
        String name = newFifo();
        PipeEnd keeper = open(ipc(), name, PipeOptions.readWrite());
        Child<Outcome> reader =
                start(ipc -> wait(open(ipc, name, PipeOptions.reading()), Signal.READABLE, ipc.face(Waits.class)));
        awaitBlocked(reader.process());

        put(keeper, "x");

        assertThat(reader.result()).isEqualTo(found(Signal.READABLE));
        keeper.write(ByteBuffer.allocate(PAGE - 1));
        Child<Outcome> writer =
                start(ipc -> wait(open(ipc, name, PipeOptions.writing()), Signal.WRITABLE, ipc.face(Waits.class)));
        awaitBlocked(writer.process());
        keeper.read(ByteBuffer.allocate(PAGE));
        assertThat(writer.result()).isEqualTo(found(Signal.WRITABLE));
    }

    private static Outcome wait(PipeEnd end, Signal signal, Waits waits) {
        return waits.any(List.of(new Item(end, Set.of(signal))), Timeout.forever());
    }
}
