package ipc.testkit.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Signal;
import ipc.api.spi.Waitable;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import org.junit.jupiter.api.Test;

/** What can be waited for together with other objects. */
interface SignalRows extends ChannelRows {
    private static boolean asserts(Waitable end, Signal signal) {
        return end.assertedAt(signal) == 0;
    }

    @Test
    default void shouldBeReadableWhileThereIsAMessage() {
        ChannelProbe channel = channel();

        boolean before = asserts(channel.second(), Signal.READABLE);
        channel.send("x");

        assertThat(before).isFalse();
        assertThat(asserts(channel.second(), Signal.READABLE)).isTrue();
        assertThat(asserts(channel.first(), Signal.READABLE)).isFalse();
        assertThat(asserts(channel.second(), Signal.PEER_CLOSED)).isFalse();
    }

    @Test
    default void shouldBeWritableWhileThereIsRoomForTheLargestMessage() {
        ChannelProbe channel = channel(ChannelProbe.small(8).bytesMax(ChannelProbe.BYTES_MAX));

        boolean before = asserts(channel.first(), Signal.WRITABLE);
        channel.send("x");

        assertThat(before).isTrue();
        assertThat(asserts(channel.first(), Signal.WRITABLE)).isFalse();
        assertThat(asserts(channel.second(), Signal.WRITABLE)).isTrue();
    }

    @Test
    default void shouldAssertEverythingOnceAnEndIsClosed() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("full");
        channel.second().send(Texts.bytesOf("full"), 0, 0, Deadlines.never());

        channel.first().close();

        for (Waitable end : new Waitable[] {channel.first(), channel.second()}) {
            assertThat(asserts(end, Signal.READABLE)).isTrue();
            assertThat(asserts(end, Signal.WRITABLE)).isTrue();
            assertThat(asserts(end, Signal.PEER_CLOSED)).isTrue();
        }
    }

    @Test
    default void shouldWaitWhereSignalsAreRaised() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("full");
        Call<Boolean> sender = channel.startSend("more", Deadlines.never());
        Call<String> receiver =
                Call.start(() -> String.valueOf(ChannelProbe.receive(channel.first(), Deadlines.never())));
        Call<Boolean> watcher = Call.start(() -> channel.second().awaitClosed(Deadlines.never()));
        channel.scheduler().awaitParked(3);

        int forRoom = channel.first().raised(Signal.WRITABLE).waiting();
        int forMessages = channel.first().raised(Signal.READABLE).waiting();
        int forTheEnd = channel.second().raised(Signal.PEER_CLOSED).waiting();

        assertThat(forRoom).isOne();
        assertThat(forMessages).isOne();
        assertThat(forTheEnd).isOne();
        channel.receive();
        channel.second().send(Texts.bytesOf("back"), 0, 0, Deadlines.never());
        assertThat(sender.result()).isTrue();
        assertThat(receiver.result()).isEqualTo("back");
        channel.first().close();
        assertThat(watcher.result()).isTrue();
    }
}
