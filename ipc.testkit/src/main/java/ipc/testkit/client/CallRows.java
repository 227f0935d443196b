package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.atOnce;
import static ipc.testkit.client.ChannelClient.channelsOf;
import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelPair;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests and replies. */
interface CallRows extends ChannelClient {
    /** Starts a process that connects and makes one call. */
    private Child<String> caller(String name, String question) {
        return start(ipc -> {
            Channel channel = channelsOf(ipc).connect(name, Timeout.forever());
            return ask(channel, question);
        });
    }

    private static String ask(Channel channel, String question) {
        ByteBuffer reply = buffer();
        channel.call(message("0000" + question), reply, Timeout.forever());
        return text(reply).substring(4);
    }

    /** Receives a request and returns it; the first four bytes say whose it is. */
    private static ByteBuffer request(Channel server) {
        ByteBuffer request = buffer();
        server.receive(request);
        return request.flip();
    }

    @Test
    @Row("CH-16")
    default void shouldGiveTheReplyToItsCaller() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<String> caller = caller(name, "how much?");
        Channel server = listener.accept(Timeout.forever());
        ByteBuffer request = request(server);
        assertThat(request.getInt(0)).as("the id is the kernel's").isNegative();
        assertThat(text(request.duplicate().position(request.limit()))).endsWith("how much?");

        server.send(request, 0);

        assertThat(caller.result()).isEqualTo("how much?");
    }

    @Test
    @Row("CH-16")
    default void shouldKeepCallersOnOneChannelApart() {
        ChannelPair pair = newPair();
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        List<Child<String>> callers = List.of(borrower(name, "1"), borrower(name, "2"));
        callers.forEach(each -> listener.accept(Timeout.forever())
                .sendHandles(
                        message("use this"),
                        List.of(pair.first().duplicate(pair.first().rights())),
                        0,
                        Timeout.forever()));
        ByteBuffer first = request(pair.second());
        ByteBuffer second = request(pair.second());
        assertThat(first.getInt(0)).isNotEqualTo(second.getInt(0));

        pair.second().send(second, 0);
        pair.second().send(first, 0);

        assertThat(callers.stream().map(Child::result)).containsExactly("1", "2");
    }

    private Child<String> borrower(String name, String question) {
        return start(ipc -> {
            Channel control = channelsOf(ipc).connect(name, Timeout.forever());
            Channel shared = (Channel)
                    control.receiveHandles(buffer(), 1, Timeout.forever()).getFirst();
            return ask(shared, question);
        });
    }

    @Test
    @Row({"CH-16", "CH-17"})
    default void shouldQueueTheReplyToACallThatGaveUp() {
        ChannelPair pair = newPair();
        assertFails(Errno.ETIMEDOUT, () -> pair.first().call(message("0000?"), buffer(), atOnce()));
        ByteBuffer request = request(pair.second());

        pair.second().send(request.duplicate(), 0);

        ByteBuffer late = buffer();
        assertThat(pair.first().tryReceive(late)).isZero();
        assertThat(late.flip()).isEqualTo(request);
    }

    @Test
    @Row("CH-17")
    default void shouldEndCallsWhenThePeerDies() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Errno> caller = start(ipc -> {
            Channel channel = channelsOf(ipc).connect(name, Timeout.forever());
            assertFails(Errno.EPIPE, () -> channel.call(message("0000"), buffer(), Timeout.forever()));
            return Errno.EPIPE;
        });
        Channel server = listener.accept(Timeout.forever());
        request(server);
        awaitBlocked(caller.process());

        server.close();

        assertThat(caller.result()).isEqualTo(Errno.EPIPE);
    }

    @Test
    @Row("CH-18")
    default void shouldRefuseARequestWithoutRoomForTheId() {
        ChannelPair pair = newPair();

        assertFails(Errno.EINVAL, () -> pair.first().call(message("123"), buffer(), Timeout.forever()));

        assertThat(pair.second().tryReceive(buffer())).isEqualTo(-1);
    }

    @Test
    @Row("CH-16")
    default void shouldNotWaitForAReplyWhereThatIsNotWanted() {
        ChannelPair pair = channels().create(small().nonBlocking());

        assertFails(Errno.EAGAIN, () -> pair.first().call(message("0000"), buffer(), Timeout.forever()));

        assertThat(pair.second().status().nextBytes()).isEqualTo(4);
    }

    @Test
    @Row({"CH-17", "G-12"})
    default void shouldForgetTheCallsOfTheDead() {
        ChannelPair pair = newPair();
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<String> caller = borrower(name, "?");
        listener.accept(Timeout.forever())
                .sendHandles(
                        message("use this"),
                        List.of(pair.first().duplicate(pair.first().rights())),
                        0,
                        Timeout.forever());
        ByteBuffer request = request(pair.second());
        awaitBlocked(caller.process());
        caller.process().kill();
        caller.status();

        pair.second().send(request, 0);

        assertThat(pair.first().status().nextBytes()).as("a late reply").isEqualTo(5);
    }

    @Test
    @Row("CH-07")
    default void shouldQueueAReplyThatDoesNotFit() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Integer> caller = start(ipc -> {
            Channel channel = channelsOf(ipc).connect(name, Timeout.forever());
            ByteBuffer tooSmall = ByteBuffer.allocate(4);
            assertFails(Errno.EMSGSIZE, () -> channel.call(message("0000long"), tooSmall, Timeout.forever()));
            return channel.status().nextBytes();
        });
        Channel server = listener.accept(Timeout.forever());

        server.send(request(server), 0);

        assertThat(caller.result()).isEqualTo(8);
    }
}
