package ipc.testkit.channels;

import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.spi.ChannelState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests and replies. */
interface CallRows extends ChannelRows {
    /** Transactions are below 0. */
    int ONE = -1001;

    int TWO = -1002;

    @Test
    @Row("CH-16")
    default void shouldWriteTheTransactionOverTheStartOfTheRequest() {
        ChannelProbe channel = channel();

        channel.begin(ONE, "question");

        ByteBuffer request = ByteBuffer.allocate(ChannelProbe.BYTES_MAX);
        channel.second().receive(request, 0, Deadlines.never());
        assertThat(request.flip().getInt()).isEqualTo(ONE);
        assertThat(Texts.textOf(request)).isEqualTo("question");
    }

    @Test
    @Row("CH-16")
    default void shouldWakeJustTheCallerWhoseReplyItIs() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        channel.begin(TWO, "");
        Call<String> one = channel.startAwait(ONE, Deadlines.never());
        Call<String> two = channel.startAwait(TWO, Deadlines.never());
        Call<String> receiver =
                Call.start(() -> String.valueOf(ChannelProbe.receive(channel.first(), Deadlines.never())));
        channel.scheduler().awaitParked(3);

        channel.reply(TWO, "two");

        assertThat(two.result()).isEqualTo("two");
        assertThat(one.isDone()).isFalse();
        channel.reply(ONE, "one");
        assertThat(one.result()).isEqualTo("one");
        channel.second().send(Texts.bytesOf("plain"), 0, 0, Deadlines.never());
        assertThat(receiver.result()).isEqualTo("plain");
        assertThat(channel.state().fromSecond().calls()).isEmpty();
        ChannelProbe.assertBalance(channel.object().view(0).incoming());
    }

    @Test
    @Row("CH-16")
    default void shouldTakeAReplyThatCameBeforeTheWait() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        channel.second()
                .send(ChannelProbe.replyOf(ONE, "quick").order(ByteOrder.LITTLE_ENDIAN), 0, 0, Deadlines.never());

        assertThat(channel.startAwait(ONE, Deadlines.immediate()).result()).isEqualTo("quick");
    }

    @Test
    @Row("CH-16")
    default void shouldReplyThoughThereIsNoRoom() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.begin(ONE, "");
        assertThat(channel.second().send(Texts.bytesOf("fills it"), 0, 0, Deadlines.never()))
                .isTrue();

        channel.reply(ONE, "still");

        assertThat(channel.startAwait(ONE, Deadlines.never()).result()).isEqualTo("still");
    }

    @Test
    @Row("CH-16")
    default void shouldQueueAReplyThatComesTooLate() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        channel.calls().abandon(ONE);

        channel.reply(ONE, "late");

        ByteBuffer buffer = ByteBuffer.allocate(ChannelProbe.BYTES_MAX);
        assertThat(channel.first().receive(buffer, 0, Deadlines.immediate())).isZero();
        assertThat(buffer.flip().getInt()).isEqualTo(ONE);
        assertThat(Texts.textOf(buffer)).isEqualTo("late");
    }

    @Test
    @Row("CH-16")
    default void shouldQueueASecondReply() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        channel.reply(ONE, "first");
        channel.reply(ONE, "second");

        assertThat(channel.startAwait(ONE, Deadlines.never()).result()).isEqualTo("first");
        assertThat(channel.object().view(0).nextBytes()).isEqualTo(Integer.BYTES + "second".length());
    }

    @Test
    @Row("CH-17")
    default void shouldEndACallWhenTheOtherEndCloses() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        Call<String> caller = channel.startAwait(ONE, Deadlines.never());
        channel.scheduler().awaitParked(1);

        channel.second().close();

        assertThat(errnoOf(caller.failure())).isEqualTo(Errno.EPIPE);
        assertThatThrownBy(() -> channel.begin(TWO, "")).hasMessageStartingWith("EPIPE");
        channel.calls().abandon(ONE);
        assertThat(channel.state().fromSecond().calls()).isEmpty();
    }

    @Test
    @Row("CH-17")
    default void shouldTakeAReplyThoughTheOtherEndHasClosedSince() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        channel.reply(ONE, "last words");
        channel.second().close();

        assertThat(channel.startAwait(ONE, Deadlines.never()).result()).isEqualTo("last words");
    }

    @Test
    @Row("CH-17")
    default void shouldEndACallAtItsDeadline() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        Call<String> caller =
                channel.startAwait(ONE, Deadlines.at(channel.scheduler().nowNanos() + 50));
        channel.scheduler().awaitParked(1);

        channel.scheduler().advance(50);

        assertThat(errnoOf(caller.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    @Row("CH-17")
    default void shouldForgetACallWhoseRequestWasNotSent() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("full");

        boolean begun = channel.calls().begin(Texts.bytesOf("????"), ONE, 8, Deadlines.immediate());

        assertThat(begun).isFalse();
        assertThat(channel.state().fromSecond().calls()).isEmpty();
    }

    @Test
    default void shouldCountAReplyThatNobodyTakes() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        channel.reply(ONE, "unread");

        channel.calls().abandon(ONE);

        assertThat(channel.object().view(0).incoming().discarded()).isOne();
        ChannelProbe.assertBalance(channel.object().view(0).incoming());
    }

    @Test
    @Row("CH-07")
    default void shouldQueueAReplyThatDoesNotFitAndSaySo() {
        ChannelProbe channel = channel();
        channel.calls().begin(Texts.bytesOf("????"), ONE, 6, Deadlines.never());

        channel.reply(ONE, "too long");

        assertThatThrownBy(() -> channel.calls().await(ONE, ByteBuffer.allocate(6), Deadlines.never()))
                .hasMessageStartingWith("EMSGSIZE");
        assertThat(channel.object().view(0).nextBytes()).isEqualTo(12);
    }

    @Test
    default void shouldQueueAReplyWithCargoAndSaySo() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");

        channel.second().send(ChannelProbe.replyOf(ONE, "laden"), 0, 9, Deadlines.never());

        assertThatThrownBy(() -> channel.calls().await(ONE, ByteBuffer.allocate(16), Deadlines.never()))
                .hasMessageStartingWith("EMSGSIZE");
        assertThat(channel.object().view(0).nextCargo()).isEqualTo(9);
    }

    @Test
    default void shouldCarryCallsOverToAnotherProvider() {
        ChannelProbe channel = channel();
        channel.begin(ONE, "");
        channel.begin(TWO, "");
        channel.reply(TWO, "taken there");

        ChannelState before = channel.state();
        ChannelProbe restored = channel.restored();

        assertThat(restored.state()).isEqualTo(before);
        assertThat(before.contradiction()).isEmpty();
        restored.reply(ONE, "given there");
        assertThat(restored.startAwait(ONE, Deadlines.never()).result()).isEqualTo("given there");
        assertThat(restored.startAwait(TWO, Deadlines.never()).result()).isEqualTo("taken there");
    }

    @Test
    default void shouldStillKnowInAnotherProviderThatAReplyDidNotFit() {
        ChannelProbe channel = channel();
        channel.calls().begin(Texts.bytesOf("????"), ONE, 6, Deadlines.never());
        channel.reply(ONE, "too long");

        ChannelProbe restored = channel.restored();

        assertThatThrownBy(() -> restored.calls().await(ONE, ByteBuffer.allocate(6), Deadlines.immediate()))
                .hasMessageStartingWith("EMSGSIZE");
    }

    @Test
    default void shouldChargeForRepliesAndGiveBack() {
        ChannelProbe channel = channel();
        long before = channel.kernel().memory().usedBytes();
        channel.begin(ONE, "");
        assertThat(channel.kernel().memory().usedBytes()).isGreaterThan(before);
        channel.calls().abandon(ONE);
        channel.kernel().memory().limit(0);

        channel.begin(TWO, "the same place");

        List<Integer> awaited = channel.state().fromSecond().calls().stream()
                .map(call -> call.transaction())
                .toList();
        assertThat(awaited).containsExactly(TWO);
        assertThatThrownBy(() -> channel.begin(ONE, "")).isInstanceOf(IpcException.class);
        assertThat(channel.state().fromSecond().calls()).hasSize(1);
        channel.object().destroy();
        assertThat(channel.kernel().memory().outstanding()).isZero();
    }
}
