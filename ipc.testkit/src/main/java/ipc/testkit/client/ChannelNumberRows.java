package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.channels.ChannelStatus;
import ipc.api.channels.Peer;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The numbered form: the same calls by numbers. */
interface ChannelNumberRows extends ChannelClient {
    private @Nullable Object ask(Sysno call, @Nullable Object... arguments) {
        return ipc().face(Syscalls.class).call(call.number(), arguments);
    }

    private int number(Sysno call, @Nullable Object... arguments) {
        return (Integer) Objects.requireNonNull(ask(call, arguments));
    }

    private int[] pair() {
        List<?> numbers = (List<?>) Objects.requireNonNull(ask(Sysno.CH_CREATE, small()));
        return numbers.stream().mapToInt(Integer.class::cast).toArray();
    }

    @Test
    @Row("G-03")
    default void shouldSendAndReceiveByNumber() {
        int[] pair = pair();
        ByteBuffer buffer = buffer();
        List<ByteBuffer> buffers = List.of(buffer());

        ask(Sysno.CH_SEND, pair[0], message("1"), 0, Timeout.forever());
        assertThat(ask(Sysno.CH_TRY_SEND, pair[0], message("2"), 0)).isEqualTo(true);
        assertThat(number(Sysno.CH_RECEIVE, pair[1], buffer, Timeout.forever())).isZero();
        assertThat(number(Sysno.CH_TRY_RECEIVE, pair[1], buffer)).isZero();
        assertThat(number(Sysno.CH_SEND_ALL, pair[0], List.of(message("3")), 0, Timeout.forever()))
                .isOne();
        assertThat(number(Sysno.CH_RECEIVE_ALL, pair[1], buffers, Timeout.forever()))
                .isOne();

        assertThat(text(buffer)).isEqualTo("12");
        assertThat(ask(Sysno.CH_DISCARD, pair[1])).isEqualTo(false);
        assertFails(Errno.EINVAL, () -> ask(Sysno.CH_PEERS, pair[0]));
        assertFails(Errno.EINVAL, () -> ask(Sysno.MQ_GETATTR, pair[0]));
    }

    @Test
    default void shouldSendHandlesByNumber() {
        int[] road = pair();
        int[] cargo = pair();

        ask(Sysno.CH_SEND_HANDLES, road[0], message("x"), List.of(cargo[0]), 0, Timeout.forever());
        Object arrived = ask(Sysno.CH_RECEIVE_HANDLES, road[1], buffer(), 1, Timeout.forever());

        assertThat((List<?>) arrived).hasSize(1);
        assertFails(Errno.EBADF, () -> ask(Sysno.CH_GETATTR, cargo[0]));
        assertFails(
                Errno.EINVAL,
                () -> ask(Sysno.CH_SEND_HANDLES, road[0], message("x"), List.of("1"), 0, Timeout.forever()));
        assertFails(
                Errno.EBADF,
                () -> ask(Sysno.CH_SEND_HANDLES, road[0], message("x"), List.of(cargo[0]), 0, Timeout.forever()));
    }

    @Test
    default void shouldListenAndConnectByNumber() {
        String name = newName();
        int listener = number(Sysno.CH_LISTEN, name, small());
        assertThat(number(Sysno.CH_TRY_ACCEPT, listener)).isEqualTo(-1);
        int client = number(Sysno.CH_CONNECT, name, Timeout.forever());
        int server = number(Sysno.CH_ACCEPT, listener, Timeout.forever());
        List<?> peers = (List<?>) Objects.requireNonNull(ask(Sysno.CH_PEERS, listener));

        assertFails(
                Errno.ETIMEDOUT, () -> ask(Sysno.CH_CALL, client, message("0000"), buffer(), ChannelClient.atOnce()));
        assertThat(ask(Sysno.CH_DISCONNECT, listener, ((Peer) peers.getFirst()).connection()))
                .isEqualTo(true);
        ask(Sysno.CH_AWAIT_CLOSED, server, Timeout.forever());
        ask(Sysno.CH_UNLINK, name);

        assertThat(ask(Sysno.CH_GETATTR, server)).isInstanceOf(ChannelStatus.class);
        assertThat(((ChannelStatus) Objects.requireNonNull(ask(Sysno.CH_SETATTR, client, true))).peerClosed())
                .isTrue();
    }
}
