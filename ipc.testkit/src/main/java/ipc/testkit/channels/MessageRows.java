package ipc.testkit.channels;

import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages from end to end: whole, in order, one receiver each. */
interface MessageRows extends ChannelRows {
    @Test
    @Row("CH-01")
    default void shouldCarryMessagesBothWays() {
        ChannelProbe channel = channel();
        channel.send("there");
        channel.second().send(Texts.bytesOf("back"), 0, 0, Deadlines.never());

        assertThat(channel.receive()).isEqualTo("there");
        assertThat(ChannelProbe.receive(channel.first(), Deadlines.never())).isEqualTo("back");
        assertThat(channel.tryReceive()).isNull();
        assertThat(ChannelProbe.receive(channel.first(), Deadlines.immediate())).isNull();
    }

    @Test
    @Row("CH-02")
    default void shouldKeepBoundariesAndOrder() {
        ChannelProbe channel = channel();
        List<String> texts = List.of("a", "", "bcd", "x".repeat(ChannelProbe.BYTES_MAX), "e");
        texts.forEach(channel::send);

        assertThat(channel.drain()).isEqualTo(texts);
    }

    @Test
    @Row("CH-02")
    default void shouldKeepOrderRoundTheRingManyTimes() {
        ChannelProbe channel = channel(ChannelProbe.small(5));
        for (int i = 0; i < 1_000; i++) {
            channel.send("m".repeat(i % 28) + i);
            if (i % 3 != 0) {
                continue;
            }
            while (channel.object().view(1).nextBytes() >= 0) {
                assertThat(channel.receive()).isNotNull();
            }
        }
        assertThat(channel.drain()).hasSizeLessThan(3);
        ChannelProbe.assertBalance(channel.figures());
        assertThat(channel.figures().received()).isEqualTo(1_000);
    }

    @Test
    @Row("CH-20")
    default void shouldDeliverByPriorityThenByArrival() {
        ChannelProbe channel = channel();
        channel.send("low", 0);
        channel.send("high 1", 2);
        channel.send("middle", 1);
        channel.send("high 2", 2);

        assertThat(channel.drain()).containsExactly("high 1", "high 2", "middle", "low");
    }

    @Test
    @Row("CH-20")
    default void shouldUseAllItsRoomWhateverLeavesFirst() {
        ChannelProbe channel = channel();
        String text = "x".repeat(ChannelProbe.BYTES_MAX - 4);
        channel.send(text + "stay", 0);
        for (int i = 0; i < 100; i++) {
            for (int free = 0; free < 7; free++) {
                channel.send(text + (1000 + i * 7 + free), 1);
            }
            assertThat(channel.trySend("one more")).isFalse();
            for (int full = 0; full < 7; full++) {
                assertThat(channel.receive()).isEqualTo(text + (1000 + i * 7 + full));
            }
        }

        assertThat(channel.drain()).containsExactly(text + "stay");
    }

    @Test
    @Row("CH-03")
    default void shouldSayNotNowWhileThereIsNoMessage() {
        ChannelProbe channel = channel();

        assertThat(channel.second().receive(ByteBuffer.allocate(1), 0, Deadlines.immediate()))
                .isEqualTo(-1);
    }

    @Test
    @Row("CH-03")
    default void shouldBlockTheReceiverUntilThereIsAMessage() {
        ChannelProbe channel = channel();
        Call<String> receiver = channel.startReceive(Deadlines.never());
        channel.scheduler().awaitParked(1);

        channel.send("late");

        assertThat(receiver.result()).isEqualTo("late");
    }

    @Test
    @Row("G-07")
    default void shouldStopWaitingForAMessageAtTheDeadline() {
        ChannelProbe channel = channel();
        long at = channel.scheduler().nowNanos() + 100;
        Call<String> receiver = channel.startReceive(Deadlines.at(at));
        channel.scheduler().awaitParked(1);

        channel.scheduler().advance(100);

        assertThat(errnoOf(receiver.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    @Row({"G-05", "G-06"})
    default void shouldLookAtTheTimeOutOnlyWhenItHasToWait() {
        ChannelProbe channel = channel();
        channel.send("x");

        Call<String> first = channel.startReceive(Deadlines.malformed());
        assertThat(first.result()).isEqualTo("x");
        Call<String> second = channel.startReceive(Deadlines.malformed());

        assertThat(errnoOf(second.failure())).isEqualTo(Errno.EINVAL);
    }

    @Test
    default void shouldNotLoseAMessageBetweenTestAndPark() {
        ChannelProbe channel = channel();
        channel.scheduler().atNextPark(() -> channel.send("quick"));

        assertThat(channel.receive()).isEqualTo("quick");
    }

    @Test
    default void shouldNotLoseAMessageThatComesJustBeforeTheTicket() {
        ChannelProbe channel = channel();
        channel.scheduler().atNextTicket(() -> channel.send("quick"));

        assertThat(channel.receive()).isEqualTo("quick");
    }

    @Test
    @Row("CH-19")
    default void shouldGiveEachMessageToOneReceiver() {
        ChannelProbe channel = channel();
        List<Call<String>> receivers =
                List.of(channel.startReceive(Deadlines.never()), channel.startReceive(Deadlines.never()));
        channel.scheduler().awaitParked(2);

        channel.send("1");
        channel.send("2");

        assertThat(receivers.stream().map(Call::result)).containsExactlyInAnyOrder("1", "2");
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    @Row("CH-07")
    default void shouldKeepAMessageThatDoesNotFit() {
        ChannelProbe channel = channel();
        channel.send("twelve bytes");
        ByteBuffer small = ByteBuffer.allocate(11);

        assertThatThrownBy(() -> channel.second().receive(small, 0, Deadlines.never()))
                .hasMessageContaining("EMSGSIZE")
                .hasMessageContaining("12 bytes")
                .hasMessageContaining("11");

        assertThat(small.position()).isZero();
        assertThat(channel.object().view(1).nextBytes()).isEqualTo(12);
        assertThat(channel.receive()).isEqualTo("twelve bytes");
    }

    @Test
    @Row("CH-07")
    default void shouldDiscardUnreadWhenAsked() {
        ChannelProbe channel = channel();
        channel.send("1");
        channel.send("2");

        assertThat(channel.second().discard()).isTrue();

        assertThat(channel.receive()).isEqualTo("2");
        assertThat(channel.second().discard()).isFalse();
        assertThat(channel.figures().discarded()).isOne();
        ChannelProbe.assertBalance(channel.figures());
    }

    @Test
    @Row("G-01")
    default void shouldKeepAMessageThatTheBufferRefuses() {
        ChannelProbe channel = channel();
        channel.send("kept");
        ByteBuffer readOnly = ByteBuffer.allocate(ChannelProbe.BYTES_MAX).asReadOnlyBuffer();

        assertThatThrownBy(() -> channel.second().receive(readOnly, 0, Deadlines.never()))
                .isInstanceOf(ReadOnlyBufferException.class);

        assertThat(channel.receive()).isEqualTo("kept");
    }

    @Test
    default void shouldPassAWakeOnWhenTheWokenReceiverCannotTakeTheMessage() {
        ChannelProbe channel = channel();
        Call<Long> refused = Call.start(() -> channel.second().receive(ByteBuffer.allocate(0), 0, Deadlines.never()));
        channel.scheduler().awaitParked(1);
        Call<String> ready = channel.startReceive(Deadlines.never());
        channel.scheduler().awaitParked(2);

        channel.send("x");

        assertThat(errnoOf(refused.failure())).isEqualTo(Errno.EMSGSIZE);
        assertThat(ready.result()).isEqualTo("x");
    }

    @Test
    default void shouldCopyDirectBuffersAndWindows() {
        ChannelProbe channel = channel();
        ByteBuffer message = ByteBuffer.allocateDirect(9)
                .put(Texts.bytesOf("__direct_"))
                .position(2)
                .limit(8);
        assertThat(channel.first().send(message, 0, 0, Deadlines.never())).isTrue();
        ByteBuffer buffer = ByteBuffer.allocateDirect(16).position(3);

        assertThat(channel.second().receive(buffer, 0, Deadlines.never())).isZero();

        assertThat(message.position()).isEqualTo(8);
        assertThat(buffer.position()).isEqualTo(9);
        assertThat(Texts.textOf(buffer.flip().position(3))).isEqualTo("direct");
    }

    @Test
    default void shouldMoveSeveralInOneCall() {
        ChannelProbe channel = channel(ChannelProbe.small(3));
        List<ByteBuffer> buffers =
                List.of(ByteBuffer.allocate(8), ByteBuffer.allocate(0), ByteBuffer.allocate(8), ByteBuffer.allocate(8));

        int sent = channel.first().sendAll(Texts.allBytesOf("1", "2", "3", "4"), 0, Deadlines.never());
        int received = channel.second().receiveAll(buffers, Deadlines.never());

        assertThat(sent).isEqualTo(3);
        assertThat(received).as("the second buffer is too small").isOne();
        assertThat(Texts.textOf(buffers.getFirst().flip())).isEqualTo("1");
        assertThat(channel.drain()).containsExactly("2", "3");
    }
}
