package ipc.testkit.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionStatistics;
import ipc.api.channels.spi.ChannelState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes to another provider, and what is given back. */
interface StateRows extends ChannelRows {
    @Test
    @Row({"G-17", "CH-15"})
    default void shouldGoOnWhereAnotherStopped() {
        ChannelProbe channel = channel();
        channel.send("low", 0);
        channel.sendCargo("laden", 4);
        channel.send("high", 2);
        channel.second().send(Texts.bytesOf("back"), 0, 0, Deadlines.never());
        channel.send("taken", 2);
        channel.receive();
        ChannelState before = channel.state();
        DirectionStatistics figures = channel.figures();

        ChannelProbe restored = channel.restored();

        assertThat(restored.state()).isEqualTo(before);
        assertThat(restored.figures()).isEqualTo(figures);
        assertThat(restored.state().contradiction()).isEmpty();
        assertThat(restored.receive()).isEqualTo("taken");
        assertThat(restored.receive()).isEqualTo("low");
        assertThat(ChannelProbe.receive(restored.first(), Deadlines.never())).isEqualTo("back");
    }

    @Test
    @Row("G-17")
    default void shouldStayClosedWhereItWas() {
        ChannelProbe channel = channel();
        channel.send("left");
        channel.first().close();

        ChannelProbe restored = channel.restored();

        assertThat(restored.object().view(1).peerClosed()).isTrue();
        assertThat(restored.receive()).isEqualTo("left");
        assertThatThrownBy(restored::receive).hasMessageStartingWith("EPIPE");
    }

    @Test
    @Row("G-17")
    default void shouldLeaveWaitsUnchangedByAnUnwinding() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("full");
        Call<Boolean> sender = channel.startSend("blocked", Deadlines.never());
        channel.calls();
        Call<Boolean> closer = Call.start(() -> channel.first().awaitClosed(Deadlines.never()));
        channel.scheduler().awaitParked(2);
        ChannelState before = channel.state();

        channel.scheduler().unwindAll();

        assertThat(sender.failure()).isInstanceOf(CallUnwound.class);
        assertThat(closer.failure()).isInstanceOf(CallUnwound.class);
        assertThat(channel.state()).isEqualTo(before);
    }

    @Test
    @Row("G-17")
    default void shouldKeepACallWhoseWaitUnwinds() {
        ChannelProbe channel = channel();
        channel.begin(-5, "");
        Call<String> caller = channel.startAwait(-5, Deadlines.never());
        channel.scheduler().awaitParked(1);

        channel.scheduler().unwindAll();

        assertThat(caller.failure()).isInstanceOf(CallUnwound.class);
        channel.reply(-5, "later");
        assertThat(channel.startAwait(-5, Deadlines.never()).result()).isEqualTo("later");
    }

    @Test
    @Row("G-17")
    default void shouldForgetACallThatUnwindsBeforeItsRequestIsSent() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("full");
        Call<Boolean> caller = Call.start(() -> channel.calls().begin(Texts.bytesOf("????"), -5, 8, Deadlines.never()));
        channel.scheduler().awaitParked(1);

        channel.scheduler().unwindAll();

        assertThat(caller.failure()).isInstanceOf(CallUnwound.class);
        assertThat(channel.state().fromSecond().calls()).isEmpty();
    }

    @Test
    @Row("G-16")
    default void shouldKeepNothingWhenThereIsNoMemory() {
        ChannelProbe channel = channel();
        long both = channel.kernel().memory().usedBytes();
        int outstanding = channel.kernel().memory().outstanding();
        channel.kernel().memory().limit(both + both * 3 / 4);

        assertThatThrownBy(this::channel).hasMessageStartingWith("ENOMEM");

        assertThat(channel.kernel().memory().usedBytes()).isEqualTo(both);
        assertThat(channel.kernel().memory().outstanding()).isEqualTo(outstanding);
    }

    @Test
    default void shouldGiveAllMemoryBack() {
        ChannelProbe channel = channel();
        channel.send("x");
        channel.begin(-5, "");

        channel.object().destroy();

        assertThat(channel.kernel().memory().outstanding()).isZero();
    }

    @Test
    default void shouldGiveAStateThatNobodyChanges() {
        ChannelProbe channel = channel();
        channel.send("1");
        ChannelState state = channel.state();

        channel.receive();
        channel.send("2");

        assertThat(Texts.textOf(state.fromFirst().messages().getFirst().bytes()))
                .isEqualTo("1");
        assertThatThrownBy(() -> state.fromFirst().messages().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    default void shouldKeepItsDirectionsApart() {
        ChannelProbe channel = channel(
                ChannelOptions.standard().fromFirst(ChannelProbe.small(1)).fromSecond(ChannelProbe.small(2)));

        channel.send("1");

        assertThat(channel.trySend("2")).isFalse();
        assertThat(List.of(
                        channel.second().send(Texts.bytesOf("a"), 0, 0, Deadlines.immediate()),
                        channel.second().send(Texts.bytesOf("b"), 0, 0, Deadlines.immediate()),
                        channel.second().send(Texts.bytesOf("c"), 0, 0, Deadlines.immediate())))
                .containsExactly(true, true, false);
    }
}
