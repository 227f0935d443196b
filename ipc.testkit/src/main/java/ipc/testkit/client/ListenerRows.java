package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.atOnce;
import static ipc.testkit.client.ChannelClient.channelsOf;
import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.Peer;
import ipc.testkit.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Named channels: who listens, who may connect, who has connected. */
interface ListenerRows extends ChannelClient {
    @Test
    @Row("CH-01")
    default void shouldConnectToWhoListens() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        assertThat(listener.tryAccept()).isNull();
        Channel client = channels().connect(name, atOnce());
        client.send(message("before it was accepted"), 0);

        Channel server = listener.accept(Timeout.forever());

        assertThat(take(server)).isEqualTo("before it was accepted");
        server.send(message("welcome"), 0);
        assertThat(take(client)).isEqualTo("welcome");
        assertThat(listener.rights()).containsExactlyInAnyOrder(Right.values());
    }

    @Test
    default void shouldAcceptInTheOrderOfConnecting() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Channel one = channels().connect(name, Timeout.forever());
        Channel two = channels().connect(name, Timeout.forever());
        one.send(message("1"), 0);
        two.send(message("2"), 0);

        assertThat(take(listener.accept(Timeout.forever()))).isEqualTo("1");
        assertThat(take(listener.accept(Timeout.forever()))).isEqualTo("2");
    }

    @Test
    default void shouldBlockWhoConnectsWhileTheBacklogIsFull() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small().backlog(1));
        channels().connect(name, Timeout.forever());
        int handles = handlesOf(ipc());
        long objects = objects();
        assertFails(Errno.ETIMEDOUT, () -> channels().connect(name, atOnce()));
        assertThat(handlesOf(ipc())).isEqualTo(handles);
        assertThat(objects()).isEqualTo(objects);
        Child<Boolean> next = start(ipc -> {
            channelsOf(ipc).connect(name, Timeout.forever());
            return true;
        });
        awaitBlocked(next.process());

        listener.accept(Timeout.forever());

        assertThat(next.result()).isTrue();
        assertThat(listener.tryAccept()).isNotNull();
    }

    @Test
    default void shouldTakeItsNameAlongWhenItCloses() {
        String name = newName();
        assertFails(Errno.ENOENT, () -> channels().connect(name, Timeout.forever()));
        ChannelListener listener = channels().listen(name, small());
        assertFails(Errno.EADDRINUSE, () -> channels().listen(name, small()));
        Channel waiting = channels().connect(name, Timeout.forever());

        listener.close();

        assertFails(Errno.ENOENT, () -> channels().connect(name, Timeout.forever()));
        assertFails(Errno.EPIPE, () -> waiting.receive(buffer()));
        channels().listen(name, small()).close();
    }

    @Test
    default void shouldRefuseWhoWaitsForAListenerThatCloses() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small().backlog(1));
        channels().connect(name, Timeout.forever());
        Child<Errno> waiting = start(ipc -> {
            assertFails(Errno.ECONNREFUSED, () -> channelsOf(ipc).connect(name, Timeout.forever()));
            return Errno.ECONNREFUSED;
        });
        awaitBlocked(waiting.process());

        listener.close();

        assertThat(waiting.result()).isEqualTo(Errno.ECONNREFUSED);
        channels().listen(name, small()).close();
    }

    @Test
    default void shouldKeepAcceptedConnectionsWhenItCloses() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Channel client = channels().connect(name, Timeout.forever());
        Channel server = listener.accept(Timeout.forever());

        listener.close();

        client.send(message("still"), 0);
        assertThat(take(server)).isEqualTo("still");
    }

    @Test
    default void shouldLetOnlyThoseConnectWhomTheModeAllows() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small().mode(0600));
        String open = newName();
        int umask = ipc().umask(0);
        ChannelListener both = channels().listen(open, small().mode(0606));
        ipc().umask(umask);

        boolean connected = asUser(7, ipc -> {
            assertFails(Errno.EACCES, () -> channelsOf(ipc).connect(name, Timeout.forever()));
            channelsOf(ipc).connect(open, Timeout.forever());
            return true;
        });

        assertThat(connected).isTrue();

        assertThat(listener.tryAccept()).isNull();
        assertThat(both.tryAccept()).isNotNull();
        assertFails(Errno.EINVAL, () -> channels().listen(newName(), small().mode(01000)));
        assertFails(Errno.EINVAL, () -> channels().listen(newName(), small().backlog(0)));
        assertFails(Errno.EINVAL, () -> channels().listen("no-slash", small()));
    }

    @Test
    default void shouldKnowWhoHasConnected() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Channel one = channels().connect(name, Timeout.forever());
        Channel two = channels().connect(name, Timeout.forever());

        List<Peer> peers = listener.peers();

        assertThat(peers).hasSize(2).allSatisfy(peer -> {
            assertThat(peer.pid()).isEqualTo(ipc().self().pid());
            assertThat(peer.uid()).isEqualTo(ipc().self().credentials().uid());
        });
        one.close();
        assertThat(listener.peers())
                .extracting(Peer::connection)
                .containsExactly(peers.get(1).connection());
        two.close();
        assertThat(listener.peers()).isEmpty();
    }

    @Test
    default void shouldKnowWhoseUserConnectedWhoeverHasTheEndNow() {
        String name = newName();
        int umask = ipc().umask(0);
        ChannelListener listener = channels().listen(name, small().mode(0606));
        ipc().umask(umask);
        Channel mine = channels().connect(name, Timeout.forever());
        Child<Boolean> stranger = Child.start(
                ipc(),
                ipc -> {
                    Channel gift = channelsOf(ipc).connect(name, Timeout.forever());
                    ChannelClient.send(channelsOf(ipc).connect(name, Timeout.forever()), gift);
                    return true;
                },
                Credentials.of(7, 8));

        assertThat(stranger.result()).isTrue();

        listener.accept(Timeout.forever());
        listener.accept(Timeout.forever());
        Channel given = ChannelClient.receive(listener.accept(Timeout.forever()));
        Peer peer = listener.peers().getLast();
        assertThat(listener.peers()).hasSize(2);
        assertThat(List.of(peer.pid(), peer.uid(), peer.gid()))
                .containsExactly(stranger.process().pid(), 7, 8);
        assertThat(listener.peers().getFirst().uid())
                .isEqualTo(ipc().self().credentials().uid());
        given.close();
        mine.close();
        assertThat(listener.peers()).isEmpty();
    }

    @Test
    default void shouldDisconnectWhomItWants() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Errno> client = start(ipc -> {
            Channel channel = channelsOf(ipc).connect(name, Timeout.forever());
            assertFails(Errno.EPIPE, () -> channel.receive(buffer()));
            assertFails(Errno.EPIPE, () -> channel.send(message("x"), 0));
            return Errno.EPIPE;
        });
        Channel server = listener.accept(Timeout.forever());
        awaitBlocked(client.process());
        long connection = listener.peers().getFirst().connection();

        assertThat(listener.disconnect(connection)).isTrue();

        assertThat(client.result()).isEqualTo(Errno.EPIPE);
        assertFails(Errno.EPIPE, () -> server.receive(buffer()));
        assertThat(listener.peers()).isEmpty();
        assertThat(listener.disconnect(connection)).isFalse();
    }

    @Test
    default void shouldGoOnWithoutItsName() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Channel client = channels().connect(name, Timeout.forever());

        channels().unlink(name);

        assertFails(Errno.ENOENT, () -> channels().connect(name, Timeout.forever()));
        client.send(message("in time"), 0);
        assertThat(take(listener.accept(Timeout.forever()))).isEqualTo("in time");
        ChannelListener other = channels().listen(name, small());
        listener.close();
        channels().connect(name, Timeout.forever());
        other.close();
    }

    @Test
    @Row("KN-04")
    default void shouldCloseWithItsProcess() {
        String name = newName();
        Child<Boolean> server = start(ipc -> {
            channelsOf(ipc).listen(name, small()).accept(Timeout.forever());
            return true;
        });
        awaitBlocked(server.process());
        Channel client = channels().connect(name, Timeout.forever());

        assertThat(server.result()).isTrue();

        client.awaitClosed(Timeout.forever());
        assertFails(Errno.ENOENT, () -> channels().connect(name, Timeout.forever()));
    }
}
