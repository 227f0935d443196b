package ipc.testkit.channels;

import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.WhenFull;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of messages for which there is no room. */
interface RoomRows extends ChannelRows {
    private static DirectionOptions two(WhenFull policy) {
        return ChannelProbe.small(2).whenFull(policy);
    }

    @Test
    @Row("CH-21")
    default void shouldBlockTheSenderUntilThereIsRoom() {
        ChannelProbe channel = channel(two(WhenFull.BLOCK));
        channel.send("1");
        channel.send("2");
        assertThat(channel.trySend("not now")).isFalse();
        Call<Boolean> sender = channel.startSend("3", Deadlines.never());
        channel.scheduler().awaitParked(1);

        assertThat(channel.receive()).isEqualTo("1");

        assertThat(sender.result()).isTrue();
        assertThat(channel.drain()).containsExactly("2", "3");
    }

    @Test
    @Row("CH-21")
    default void shouldBeFullOfBytesToo() {
        ChannelProbe channel = channel(ChannelProbe.small(8).bytesMax(40));
        channel.send("x".repeat(30));

        assertThat(channel.trySend("eleven byte")).isFalse();
        assertThat(channel.trySend("ten bytes!")).isTrue();

        assertThat(channel.trySend("x")).isFalse();
        assertThat(channel.trySend("")).isTrue();
        assertThat(channel.figures().queuedBytes()).isEqualTo(40);
    }

    @Test
    @Row("CH-21")
    default void shouldLetSendersInWhateverTheirMessagesNeed() {
        ChannelProbe channel = channel(ChannelProbe.small(8).bytesMax(32));
        channel.send("x".repeat(10));
        channel.send("y".repeat(20));
        Call<Boolean> large = channel.startSend("l".repeat(30), Deadlines.never());
        channel.scheduler().awaitParked(1);
        Call<Boolean> small = channel.startSend("small", Deadlines.never());
        channel.scheduler().awaitParked(2);

        List<String> received = Stream.generate(channel::receive).limit(4).toList();

        assertThat(received.subList(2, 4)).containsExactlyInAnyOrder("l".repeat(30), "small");
        assertThat(large.result()).isTrue();
        assertThat(small.result()).isTrue();
    }

    @Test
    @Row("CH-21")
    default void shouldPassRoomOnToTheNextSender() {
        ChannelProbe channel = channel(ChannelProbe.small(8).bytesMax(32));
        channel.send("x".repeat(32));
        Call<Boolean> one = channel.startSend("1", Deadlines.never());
        Call<Boolean> other = channel.startSend("2", Deadlines.never());
        channel.scheduler().awaitParked(2);

        channel.receive();

        assertThat(one.result()).isTrue();
        assertThat(other.result()).isTrue();
    }

    @Test
    @Row({"CH-21", "G-07"})
    default void shouldStopWaitingForRoomAtTheDeadline() {
        ChannelProbe channel = channel(two(WhenFull.BLOCK));
        channel.send("1");
        channel.send("2");
        ByteBuffer third = Texts.bytesOf("3");
        long at = channel.scheduler().nowNanos() + 100;
        Call<Boolean> sender = Call.start(() -> channel.first().send(third, 0, 0, Deadlines.at(at)));
        channel.scheduler().awaitParked(1);

        channel.scheduler().advance(100);

        assertThat(errnoOf(sender.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(third.position()).isZero();
        assertThat(channel.drain()).containsExactly("1", "2");
    }

    @Test
    @Row("CH-21")
    default void shouldFailInsteadOfWaitingWhereThatIsThePolicy() {
        ChannelProbe channel = channel(two(WhenFull.FAIL));
        channel.send("1");
        channel.send("2");

        boolean sent = channel.first().send(Texts.bytesOf("3"), 0, 0, Deadlines.never());

        assertThat(sent).isFalse();
        assertThat(channel.drain()).containsExactly("1", "2");
        assertThat(channel.figures().sent()).isEqualTo(2);
    }

    @Test
    @Row("CH-21")
    default void shouldDropTheOldestWhereThatIsThePolicy() {
        ChannelProbe channel = channel(two(WhenFull.DROP_OLDEST));
        channel.send("1");
        channel.send("2");
        channel.send("3");
        channel.send("4");

        assertThat(channel.drain()).containsExactly("3", "4");
        assertThat(channel.figures().droppedOldest()).isEqualTo(2);
        assertThat(channel.figures().droppedNewest()).isZero();
        ChannelProbe.assertBalance(channel.figures());
    }

    @Test
    @Row("CH-21")
    default void shouldDropTheLowestPriorityFirstAndAsManyAsNeeded() {
        ChannelProbe channel =
                channel(ChannelProbe.small(8).bytesMax(32).priorities(2).whenFull(WhenFull.DROP_OLDEST));
        channel.send("high", 1);
        channel.send("low 1", 0);
        channel.send("low 2", 0);
        channel.send("y".repeat(28), 1);

        assertThat(channel.drain()).containsExactly("high", "y".repeat(28));
        assertThat(channel.figures().droppedOldest()).isEqualTo(2);
    }

    @Test
    @Row("CH-21")
    default void shouldDropTheNewestWhereThatIsThePolicy() {
        ChannelProbe channel = channel(two(WhenFull.DROP_NEWEST));
        channel.send("1");
        channel.send("2");
        ByteBuffer third = Texts.bytesOf("3");

        boolean sent = channel.first().send(third, 0, 0, Deadlines.never());

        assertThat(sent).isTrue();
        assertThat(third.hasRemaining()).isFalse();
        assertThat(channel.drain()).containsExactly("1", "2");
        assertThat(channel.figures().droppedNewest()).isOne();
        assertThat(channel.figures().sent()).isEqualTo(2);
    }

    @Test
    @Row("CH-21")
    default void shouldKeepMessagesWhileNobodyReceives() {
        ChannelProbe channel = channel(two(WhenFull.BLOCK));

        channel.send("1");

        assertThat(channel.figures().queued()).isOne();
        assertThat(channel.figures().depthHighest()).isOne();
    }

    @Test
    @Row("CH-21")
    default void shouldTakeTheRoomOfADiscardedMessage() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("1");
        Call<Boolean> sender = channel.startSend("2", Deadlines.never());
        channel.scheduler().awaitParked(1);

        channel.second().discard();

        assertThat(sender.result()).isTrue();
    }
}
