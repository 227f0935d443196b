package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.ChannelClient.two;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.Peer;
import ipc.api.channels.WhenFull;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a listener sends to all of its connections, and how long they last. */
interface AudienceRows extends ChannelClient {
    private long figure(String name, String key) {
        ObjectSnapshot listener = admin().objects().stream()
                .filter(object -> object.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(listener.figures().get(key));
    }

    @Test
    default void shouldSendToAllThatAreConnected() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        assertThat(listener.broadcast(message("nobody"), 0)).isZero();
        Channel waiting = channels().connect(name, Timeout.forever());
        Channel accepted = channels().connect(name, Timeout.forever());
        listener.accept(Timeout.forever());
        ByteBuffer news = message("news");

        assertThat(listener.broadcast(news, 0)).isEqualTo(2);

        assertThat(news.hasRemaining()).isFalse();
        assertThat(take(waiting)).isEqualTo("news");
        assertThat(take(accepted)).isEqualTo("news");
        assertThat(waiting.tryReceive(buffer())).isEqualTo(-1);
    }

    @Test
    default void shouldGiveTheLastOnesToWhoeverComesLater() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small().history(2));
        listener.broadcast(message("1"), 0);
        listener.broadcast(message("2"), 0);
        listener.broadcast(message("3"), 0);

        Channel late = channels().connect(name, Timeout.forever());

        assertThat(take(late)).isEqualTo("2");
        assertThat(take(late)).isEqualTo("3");
        assertThat(listener.broadcast(message("4"), 0)).isOne();
        assertThat(take(late)).isEqualTo("4");
        assertThat(late.tryReceive(buffer())).isEqualTo(-1);
    }

    @Test
    default void shouldKeepNoMoreThanFitIntoANewConnection() {
        String name = newName();
        ChannelListener listener =
                channels().listen(name, small().both(two().depthMax(8)).history(8));
        for (String each : new String[] {"a", "b", "c"}) {
            listener.broadcast(message(each.repeat(60)), 0);
        }

        Channel late = channels().connect(name, Timeout.forever());

        assertThat(take(late)).isEqualTo("b".repeat(60));
        assertThat(take(late)).isEqualTo("c".repeat(60));
        assertThat(late.tryReceive(buffer())).isEqualTo(-1);
    }

    @Test
    default void shouldKeepPrioritiesInItsHistory() {
        String name = newName();
        ChannelListener listener =
                channels().listen(name, small().both(two().priorities(2)).history(2));
        listener.broadcast(message("low"), 0);
        listener.broadcast(message("high"), 1);

        Channel late = channels().connect(name, Timeout.forever());

        assertThat(take(late)).isEqualTo("high");
        assertThat(take(late)).isEqualTo("low");
    }

    @Test
    default void shouldCountWhatFoundNoRoom() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Channel slow = channels().connect(name, Timeout.forever());
        listener.broadcast(message("1"), 0);
        listener.broadcast(message("2"), 0);

        assertThat(listener.broadcast(message("missed"), 0)).isZero();

        assertThat(listener.peers()).extracting(Peer::missed).containsExactly(1L);
        assertThat(take(slow)).isEqualTo("1");
        assertThat(listener.broadcast(message("3"), 0)).isOne();
        assertThat(take(slow)).isEqualTo("2");
        assertThat(take(slow)).isEqualTo("3");
        slow.close();
        assertThat(figure(name, "missed messages")).isOne();
    }

    @Test
    default void shouldDropInsteadWhereThatIsThePolicy() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small().fromSecond(two().whenFull(WhenFull.DROP_OLDEST)));
        Channel slow = channels().connect(name, Timeout.forever());
        for (int i = 1; i <= 4; i++) {
            assertThat(listener.broadcast(message("" + i), 0)).isOne();
        }

        assertThat(take(slow)).isEqualTo("3");
        assertThat(take(slow)).isEqualTo("4");
        assertThat(listener.peers()).extracting(Peer::missed).containsExactly(0L);
    }

    @Test
    default void shouldRefuseWhatCannotBeSentToAll() {
        ChannelListener listener = channels().listen(newName(), small());
        ChannelListener deaf = listener.duplicate(Set.of(Right.READ, Right.INSPECT));

        assertFails(Errno.EACCES, () -> deaf.broadcast(message("x"), 0));
        assertFails(Errno.EMSGSIZE, () -> listener.broadcast(message("x".repeat(65)), 0));
        assertFails(Errno.EINVAL, () -> listener.broadcast(message("x"), 1));
        assertFails(Errno.EINVAL, () -> channels().listen(newName(), small().history(-1)));
        assertFails(Errno.EINVAL, () -> channels().listen(newName(), small().history(3)));
        assertFails(Errno.EINVAL, () -> channels().listen(newName(), small().idleMax(Duration.ZERO)));
        assertFails(Errno.EINVAL, () -> channels().listen(newName(), small().ageMax(Duration.ofNanos(-1))));
        assertFails(Errno.EINVAL, () -> channels().listen(newName(), small().keepAliveMax(Duration.ZERO)));
    }

    @Test
    default void shouldSendToAllByNumber() {
        String name = newName();
        Syscalls calls = ipc().face(Syscalls.class);
        ChannelListener listener = channels().listen(name, small());
        Channel client = channels().connect(name, Timeout.forever());

        Object reached = calls.call(Sysno.CH_BROADCAST.number(), listener.number(), message("x"), 0);

        assertThat(reached).isEqualTo(1);
        assertThat(take(client)).isEqualTo("x");
    }

    @Test
    default void shouldCloseWhatHasBeenIdleForTooLong() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small().idleMax(Duration.ofMillis(20)));
        Channel client = channels().connect(name, Timeout.forever());
        Channel server = listener.accept(Timeout.forever()); // also if its time is over already

        client.awaitClosed(Timeout.forever());
        server.awaitClosed(Timeout.forever());

        assertFails(Errno.EPIPE, () -> client.send(message("x"), 0));
        assertFails(Errno.EPIPE, () -> server.send(message("x"), 0));
        assertThat(listener.peers()).isEmpty();
        assertThat(figure(name, "expired connections")).isOne();
    }

    @Test
    default void shouldCloseWhatHasBeenThereForTooLong() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small().ageMax(Duration.ofMillis(20)));
        Channel client = channels().connect(name, Timeout.forever());
        Channel other = channels().connect(name, Timeout.forever());

        client.awaitClosed(Timeout.forever());
        other.awaitClosed(Timeout.forever());

        assertThat(listener.tryAccept()).isNotNull();
        assertThat(figure(name, "expired connections")).isEqualTo(2);
    }
}
