package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.channelsOf;
import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Signal;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelPair;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waiting for ends of channels and for listeners together with other objects. */
interface ChannelWaitRows extends ChannelClient {
    /** What an end can be asked for. */
    Set<Signal> ALL = Set.of(Signal.READABLE, Signal.WRITABLE, Signal.PEER_CLOSED);

    private Set<Signal> look(Handle handle, Set<Signal> signals) {
        return ipc().face(Waits.class)
                .any(List.of(new Item(handle, signals)), ChannelClient.atOnce())
                .signals();
    }

    @Test
    default void shouldBeReadableWhileThereIsAMessage() {
        ChannelPair pair = newPair();
        assertFails(Errno.ETIMEDOUT, () -> look(pair.second(), Set.of(Signal.READABLE)));

        pair.first().send(message("a"), 0);

        assertThat(look(pair.second(), ALL)).containsExactlyInAnyOrder(Signal.READABLE, Signal.WRITABLE);
        assertThat(take(pair.second())).isEqualTo("a");
        assertThat(look(pair.second(), ALL)).containsExactly(Signal.WRITABLE);
    }

    @Test
    default void shouldBeWritableWhileThereIsRoom() {
        ChannelPair pair = newPair();
        pair.first().send(message("a"), 0);
        assertThat(look(pair.first(), ALL)).containsExactly(Signal.WRITABLE);

        pair.first().send(message("b"), 0);

        assertFails(Errno.ETIMEDOUT, () -> look(pair.first(), ALL));
        take(pair.second());
        assertThat(look(pair.first(), ALL)).containsExactly(Signal.WRITABLE);
    }

    @Test
    @Row("HA-12")
    default void shouldTellThatThePeerIsClosed() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Outcome> client = start(ipc -> {
            Channel own = channelsOf(ipc).connect(name, Timeout.forever());
            return ipc.face(Waits.class).any(List.of(new Item(own, Set.of(Signal.PEER_CLOSED))), Timeout.forever());
        });
        Channel server = listener.accept(Timeout.forever());
        awaitBlocked(client.process());

        server.close();

        assertThat(client.result().signals()).containsExactly(Signal.PEER_CLOSED);
    }

    @Test
    default void shouldAssertEverythingOnceAnEndIsClosed() {
        ChannelPair pair = newPair();

        pair.second().close();

        assertThat(look(pair.first(), ALL)).isEqualTo(ALL);
    }

    @Test
    default void shouldWaitForAConnection() {
        String name = newName();
        Child<Outcome> server = start(ipc -> {
            ChannelListener listener = channelsOf(ipc).listen(name, small());
            return ipc.face(Waits.class).any(List.of(new Item(listener, Set.of(Signal.READABLE))), Timeout.forever());
        });
        awaitBlocked(server.process());

        channels().connect(name, Timeout.forever());

        assertThat(server.result()).isEqualTo(new Outcome(0, Set.of(Signal.READABLE)));
    }

    @Test
    default void shouldHaveTheSignalsOfItsKind() {
        ChannelListener listener = channels().listen(newName(), small());

        assertFails(Errno.EINVAL, () -> look(listener, Set.of(Signal.WRITABLE)));
        assertFails(Errno.EINVAL, () -> look(listener, Set.of(Signal.PEER_CLOSED)));
    }
}
