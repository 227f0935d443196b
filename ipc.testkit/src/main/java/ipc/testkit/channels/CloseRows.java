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
import org.junit.jupiter.api.Test;

/** What an end sees of the other one's end. */
interface CloseRows extends ChannelRows {
    @Test
    @Row("CH-04")
    default void shouldTellTheReceiverThatNothingWillCome() {
        ChannelProbe channel = channel();
        channel.first().close();

        assertThatThrownBy(channel::receive).hasMessageStartingWith("EPIPE");
        assertThatThrownBy(channel::tryReceive).hasMessageStartingWith("EPIPE");
        assertThat(channel.object().view(1).peerClosed()).isTrue();
        assertThat(channel.object().view(0).peerClosed()).isFalse();
    }

    @Test
    @Row("CH-05")
    default void shouldDeliverWhatWasSentBeforeTheEnd() {
        ChannelProbe channel = channel();
        channel.send("1");
        channel.send("2");

        channel.first().close();

        assertThat(channel.receive()).isEqualTo("1");
        assertThat(channel.receive()).isEqualTo("2");
        assertThatThrownBy(channel::receive).hasMessageStartingWith("EPIPE");
    }

    @Test
    @Row("CH-06")
    default void shouldTellTheSenderThatNobodyWillReceive() {
        ChannelProbe channel = channel();
        channel.second().close();
        ByteBuffer message = Texts.bytesOf("x");

        assertThatThrownBy(() -> channel.first().send(message, 0, 0, Deadlines.never()))
                .hasMessageStartingWith("EPIPE");
        assertThatThrownBy(() -> channel.trySend("x")).hasMessageStartingWith("EPIPE");

        assertThat(message.position()).isZero();
        assertThat(channel.figures().sent()).isZero();
    }

    @Test
    @Row({"CH-06", "CH-21"})
    default void shouldEndABlockedSendWhenTheReceiverCloses() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("1");
        Call<Boolean> sender = channel.startSend("2", Deadlines.never());
        channel.scheduler().awaitParked(1);

        channel.second().close();

        assertThat(errnoOf(sender.failure())).isEqualTo(Errno.EPIPE);
        assertThat(channel.figures().sent()).isOne();
        assertThat(channel.figures().discarded()).isOne();
        ChannelProbe.assertBalance(channel.figures());
    }

    @Test
    @Row("CH-04")
    default void shouldEndBlockedReceivesWhenTheSenderCloses() {
        ChannelProbe channel = channel();
        Call<String> one = channel.startReceive(Deadlines.never());
        Call<String> other = channel.startReceive(Deadlines.never());
        channel.scheduler().awaitParked(2);

        channel.first().close();

        assertThat(errnoOf(one.failure())).isEqualTo(Errno.EPIPE);
        assertThat(errnoOf(other.failure())).isEqualTo(Errno.EPIPE);
    }

    @Test
    @Row("CH-04")
    default void shouldWaitForTheOtherEndToClose() {
        ChannelProbe channel = channel();
        assertThat(channel.second().awaitClosed(Deadlines.immediate())).isFalse();
        Call<Boolean> waiter = Call.start(() -> channel.second().awaitClosed(Deadlines.never()));
        channel.scheduler().awaitParked(1);
        channel.send("left behind");

        channel.first().close();

        assertThat(waiter.result()).isTrue();
        assertThat(channel.second().awaitClosed(Deadlines.immediate())).isTrue();
        assertThat(channel.receive()).isEqualTo("left behind");
    }

    @Test
    default void shouldCloseOnceOnly() {
        ChannelProbe channel = channel();
        channel.send("1");

        channel.second().close();
        channel.second().close();
        channel.first().close();

        assertThat(channel.figures().discarded()).isOne();
        assertThat(channel.state().contradiction()).isEmpty();
    }

    @Test
    default void shouldEndTheCallsOfTheEndThatIsClosed() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("full");
        Call<Boolean> sender = channel.startSend("more", Deadlines.never());
        channel.scheduler().awaitParked(1);
        Call<String> receiver =
                Call.start(() -> String.valueOf(ChannelProbe.receive(channel.first(), Deadlines.never())));
        channel.scheduler().awaitParked(2);

        channel.first().close();

        assertThat(errnoOf(sender.failure())).isEqualTo(Errno.EPIPE);
        assertThat(errnoOf(receiver.failure())).isEqualTo(Errno.EPIPE);
    }
}
