package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.atOnce;
import static ipc.testkit.client.ChannelClient.channelsOf;
import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.ChannelClient.two;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Limit;
import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.ChannelStatus;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.WhenFull;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages between two ends, room for them, and the end of an end. */
interface EndRows extends ChannelClient {
    @Test
    @Row("CH-01")
    default void shouldMakeTwoEndsThatAreWritable() {
        ChannelPair pair = newPair();

        pair.first().send(message("there"), 0);
        pair.second().send(message("back"), 0);

        assertThat(take(pair.second())).isEqualTo("there");
        assertThat(take(pair.first())).isEqualTo("back");
        assertThat(pair.first().rights()).isEqualTo(EnumSet.allOf(Right.class));
        assertThat(pair.first().number()).isNotEqualTo(pair.second().number());
    }

    @Test
    @Row("CH-02")
    default void shouldReceiveWholeMessagesInOrder() {
        ChannelPair pair = newPair();
        pair.first().send(message("one"), 0);
        pair.first().send(message(""), 0);

        assertThat(take(pair.second())).isEqualTo("one");
        assertThat(take(pair.second())).isEmpty();
    }

    @Test
    @Row("CH-03")
    default void shouldSayNotNowWhileThePeerIsOpen() {
        ChannelPair pair = channels().create(small().nonBlocking());

        assertThat(pair.first().tryReceive(buffer())).isEqualTo(-1);
        assertFails(Errno.EAGAIN, () -> pair.first().receive(buffer()));
        assertFails(Errno.EAGAIN, () -> pair.first().awaitClosed(Timeout.forever()));
        assertThat(pair.first().status().nextBytes()).isEqualTo(-1);
    }

    @Test
    @Row({"CH-04", "CH-05"})
    default void shouldReceiveWhatIsLeftAndThenSeeThePeerClosed() {
        ChannelPair pair = newPair();
        pair.first().send(message("1"), 0);
        pair.first().send(message("2"), 0);

        pair.first().close();

        pair.second().awaitClosed(Timeout.forever());
        assertThat(pair.second().status().peerClosed()).isTrue();
        assertThat(take(pair.second())).isEqualTo("1");
        assertThat(take(pair.second())).isEqualTo("2");
        assertFails(Errno.EPIPE, () -> pair.second().receive(buffer()));
        assertFails(Errno.EPIPE, () -> pair.second().tryReceive(buffer()));
    }

    @Test
    @Row("CH-06")
    default void shouldNotSendToAPeerThatIsClosed() {
        ChannelPair pair = newPair();
        pair.second().close();
        ByteBuffer message = message("x");

        assertFails(Errno.EPIPE, () -> pair.first().send(message, 0));
        assertFails(Errno.EPIPE, () -> pair.first().trySend(message, 0));

        assertThat(message.position()).isZero();
    }

    @Test
    @Row({"CH-06", "G-12"})
    default void shouldEndABlockedSendWhenTheLastReceiverDies() {
        ChannelPair pair = newPair();
        Child<Boolean> receiver = handTo(pair.second());
        awaitBlocked(receiver.process());
        pair.first().send(message("1"), 0);
        pair.first().send(message("2"), 0);
        Channel first = pair.first();
        Child<Boolean> killer = start(ipc -> {
            await(() -> first.status().waiting() == 1);
            receiver.process().kill();
            return true;
        });

        assertFails(Errno.EPIPE, () -> first.send(message("more"), 0));

        assertThat(killer.result()).isTrue();
        assertThat(first.status().peerClosed()).isTrue();
        assertThat(first.status().outgoing().discarded()).isEqualTo(2);
    }

    /** Starts a process that gets an end, says so, and does nothing with it. */
    private Child<Boolean> handTo(Channel end) {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Boolean> holder = start(ipc -> {
            Channel control = channelsOf(ipc).connect(name, Timeout.forever());
            control.receiveHandles(buffer(), 1, Timeout.forever());
            control.awaitClosed(Timeout.forever());
            return true;
        });
        Channel control = listener.accept(Timeout.forever());
        control.sendHandles(message("yours"), List.of(end), 0, Timeout.forever());
        await(() -> control.status().outgoing().received() == 1);
        return holder;
    }

    @Test
    @Row("CH-07")
    default void shouldSayHowLargeAMessageIsThatDoesNotFit() {
        ChannelPair pair = newPair();
        pair.first().send(message("ten bytes!"), 0);

        assertFails(Errno.EMSGSIZE, () -> pair.second().receive(ByteBuffer.allocate(9)));
        assertThat(pair.second().status().nextBytes()).isEqualTo(10);
        assertThat(pair.second().discard()).isTrue();

        assertThat(pair.second().tryReceive(buffer())).isEqualTo(-1);
        assertThat(pair.second().status().incoming().discarded()).isOne();
    }

    @Test
    @Row("CH-08")
    default void shouldRefuseWhatIsTooLong() {
        ChannelPair pair = channels().create(ChannelOptions.standard());
        ByteBuffer largest = ByteBuffer.allocate(65_536);
        ByteBuffer tooLong = ByteBuffer.allocate(65_537);

        assertFails(Errno.EMSGSIZE, () -> pair.first().send(tooLong, 0));
        pair.first().send(largest, 0);

        assertThat(tooLong.position()).isZero();
        assertThat(pair.second().receive(ByteBuffer.allocate(65_536))).isZero();
    }

    @Test
    @Row("CH-20")
    default void shouldDeliverByPriority() {
        ChannelPair pair = channels()
                .create(ChannelOptions.standard().both(two().depthMax(3).priorities(3)));
        pair.first().send(message("low"), 0);
        pair.first().send(message("high"), 2);
        pair.first().send(message("low too"), 0);

        assertFails(Errno.EINVAL, () -> pair.first().send(message("x"), 3));
        assertFails(Errno.EINVAL, () -> pair.first().send(message("x"), -1));

        assertThat(pair.second().receive(buffer())).isEqualTo(2);
        assertThat(take(pair.second())).isEqualTo("low");
        assertThat(take(pair.second())).isEqualTo("low too");
    }

    @Test
    @Row("CH-21")
    default void shouldBlockTheSenderUntilThereIsRoom() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Boolean> sender = start(ipc -> {
            Channel channel = channelsOf(ipc).connect(name, Timeout.forever());
            for (int i = 0; i < 3; i++) {
                channel.send(message("m" + i), 0);
            }
            return true;
        });
        Channel accepted = listener.accept(Timeout.forever());
        awaitBlocked(sender.process());
        assertThat(accepted.status().waiting()).isOne();

        assertThat(take(accepted)).isEqualTo("m0");

        assertThat(sender.result()).isTrue();
        assertThat(take(accepted)).isEqualTo("m1");
        assertThat(take(accepted)).isEqualTo("m2");
    }

    @Test
    @Row("CH-21")
    default void shouldDoWhatThePolicyOfEachDirectionSays() {
        ChannelPair pair = channels()
                .create(ChannelOptions.standard()
                        .fromFirst(two().whenFull(WhenFull.DROP_OLDEST))
                        .fromSecond(two().whenFull(WhenFull.FAIL)));
        for (String text : List.of("1", "2", "3")) {
            pair.first().send(message(text), 0);
        }
        pair.second().send(message("a"), 0);
        pair.second().send(message("b"), 0);

        assertFails(Errno.EAGAIN, () -> pair.second().send(message("c"), 0));

        assertThat(List.of(take(pair.second()), take(pair.second()))).containsExactly("2", "3");
        ChannelStatus status = pair.first().status();
        assertThat(status.outgoing().droppedOldest()).isOne();
        assertThat(status.incoming().droppedOldest()).isZero();
        assertThat(status.incoming().sent()).isEqualTo(2);
    }

    @Test
    @Row({"CH-21", "G-07"})
    default void shouldNotSendAfterTheTimeHasPassed() {
        ChannelPair pair = newPair();
        pair.first().send(message("1"), 0, atOnce());
        pair.first().send(message("2"), 0, atOnce());

        assertFails(Errno.ETIMEDOUT, () -> pair.first().send(message("3"), 0, atOnce()));
        assertThat(pair.first().trySend(message("3"), 0)).isFalse();
        assertFails(Errno.EINVAL, () -> pair.first().send(message("3"), 0, Timeout.after(0, -1)));

        assertThat(pair.first().status().outgoing().sent()).isEqualTo(2);
    }

    @Test
    @Row("CH-19")
    default void shouldGiveEachMessageToOneOfTwoHandles() {
        ChannelPair pair = newPair();
        Channel duplicate = pair.second().duplicate(EnumSet.of(Right.READ));
        pair.first().send(message("1"), 0);
        pair.first().send(message("2"), 0);

        assertThat(take(duplicate)).isEqualTo("1");
        assertThat(take(pair.second())).isEqualTo("2");

        pair.second().close();
        assertThat(pair.first().status().peerClosed()).as("a duplicate is open").isFalse();
        duplicate.close();
        assertThat(pair.first().status().peerClosed()).isTrue();
    }

    @Test
    default void shouldMoveTheBuffersThatWereInTheListWhenTheCallBegan() {
        ChannelPair pair = newPair();
        List<ByteBuffer> buffers = List.of(buffer(), buffer());

        assertThat(pair.first().sendAll(new SpentList(List.of(message("1"), message("2"))), 0, Timeout.forever()))
                .isEqualTo(2);
        assertThat(pair.second().receiveAll(new SpentList(buffers), Timeout.forever()))
                .isEqualTo(2);

        assertThat(buffers).extracting(Client::text).containsExactly("1", "2");
    }

    @Test
    default void shouldMoveSeveralInOneCall() {
        ChannelPair pair = newPair();
        List<ByteBuffer> messages = List.of(message("1"), message("2"), message("3"));
        List<ByteBuffer> buffers = List.of(buffer(), buffer(), buffer());

        assertThat(pair.first().sendAll(messages, 0, Timeout.forever())).isEqualTo(2);
        assertThat(pair.second().receiveAll(buffers, Timeout.forever())).isEqualTo(2);

        assertThat(text(buffers.get(1))).isEqualTo("2");
        assertThat(pair.first().sendAll(List.of(), 0, Timeout.forever())).isZero();
    }

    @Test
    @Row({"G-04", "G-02", "HA-04"})
    default void shouldDoOnlyWhatTheRightsSay() {
        ChannelPair pair = newPair();
        Channel reader = pair.first().duplicate(Set.of(Right.READ));
        Channel writer = pair.first().duplicate(Set.of(Right.WRITE));

        assertFails(Errno.EACCES, () -> reader.send(message("x"), 0));
        assertFails(Errno.EACCES, () -> writer.receive(buffer()));
        assertFails(Errno.EACCES, writer::discard);
        assertFails(Errno.EACCES, () -> writer.call(message("1234"), buffer(), Timeout.forever()));
        assertFails(Errno.EACCES, writer::status);
        assertFails(Errno.EACCES, () -> reader.awaitClosed(Timeout.forever()));
        assertFails(Errno.EACCES, () -> reader.nonBlocking(true));
        writer.close();
        assertFails(Errno.EBADF, () -> writer.send(message("x"), 0));
        assertFails(Errno.EBADF, writer::status);
    }

    @Test
    default void shouldRefuseSizesOutOfBounds() {
        for (DirectionOptions bad : List.of(
                two().depthMax(0),
                two().depthMax(DirectionOptions.DEPTH_MAX + 1),
                two().messageBytesMax(0),
                two().messageBytesMax(65_537),
                two().bytesMax(63),
                two().priorities(0),
                two().priorities(65))) {
            assertFails(
                    Errno.EINVAL,
                    () -> channels().create(ChannelOptions.standard().fromSecond(bad)));
        }
    }

    @Test
    @Row({"G-14", "G-16"})
    default void shouldMakeNoChannelWhereOneHandleIsMissing() {
        Child<Long> child = start(ipc -> {
            ipc.self().limit(Limit.HANDLES, new Limit.Value(1, 1));
            assertFails(Errno.EMFILE, () -> channelsOf(ipc).create(small()));
            return (long) handlesOf(ipc);
        });

        assertThat(child.result()).isZero();
    }

    @Test
    @Row("CH-03")
    default void shouldShareTheFlagWithDuplicates() {
        ChannelPair pair = newPair();
        Channel duplicate = pair.first().duplicate(pair.first().rights());

        assertThat(pair.first().nonBlocking(true).nonBlocking()).isFalse();

        assertFails(Errno.EAGAIN, () -> duplicate.receive(buffer()));
        assertThat(pair.second().status().nonBlocking()).isFalse();
    }

    @Test
    @Row("HA-13")
    default void shouldTakeElementsOfOneSizeOnly() {
        ChannelPair pair = channels().create(small().fromFirst(two().elementBytes(4)));
        Channel fifo = pair.first();
        List<ByteBuffer> three = List.of(message("1111"), message("2222"), message("3333"));

        assertFails(Errno.EMSGSIZE, () -> fifo.send(message("12345"), 0));
        assertFails(Errno.EMSGSIZE, () -> fifo.trySend(message("123"), 0));
        assertFails(Errno.EMSGSIZE, () -> fifo.sendAll(List.of(message("1234"), message("")), 0, Timeout.forever()));
        assertFails(Errno.EMSGSIZE, () -> fifo.newLoan().tryClaim(3));
        assertFails(Errno.EINVAL, () -> fifo.sendAll(List.of(), 0, Timeout.forever()));
        assertThat(fifo.sendAll(three, 0, Timeout.forever())).isEqualTo(2);
        assertThat(fifo.trySend(message("full"), 0)).isFalse();
        assertFails(Errno.ETIMEDOUT, () -> fifo.sendAll(three.subList(2, 3), 0, atOnce()));

        assertThat(take(pair.second())).isEqualTo("1111");
        pair.second().send(message("any size"), 0);
        assertFails(Errno.EINVAL, () -> channels().create(small().fromFirst(two().elementBytes(65))));
        assertFails(Errno.EINVAL, () -> channels().create(small().fromFirst(two().elementBytes(-1))));
    }
}
