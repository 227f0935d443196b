package ipc.testkit.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.channels.WhenFull;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the kernel sends along, which the channel carries and accounts for without knowing it. */
interface CargoRows extends ChannelRows {
    @Test
    @Row("CH-13")
    default void shouldGiveCargoOnlyToWhoIsReadyForIt() {
        ChannelProbe channel = channel();
        channel.sendCargo("x", 7);
        ByteBuffer buffer = ByteBuffer.allocate(8);

        assertThat(channel.second().receive(buffer, 0, Deadlines.never())).isEqualTo(-2 - 7);
        assertThat(channel.second().receive(buffer, 8, Deadlines.immediate())).isEqualTo(-2 - 7);
        assertThat(buffer.position()).isZero();
        assertThat(channel.object().view(1).nextCargo()).isEqualTo(7);

        assertThat(channel.second().receive(buffer, 7, Deadlines.never())).isZero();
        assertThat(channel.died()).isEmpty();
    }

    @Test
    @Row("CH-13")
    default void shouldSayThatThereIsNoCargoAnyMore() {
        ChannelProbe channel = channel();
        channel.send("plain");

        assertThat(channel.second().receive(ByteBuffer.allocate(8), 7, Deadlines.never()))
                .isEqualTo(-2);
        assertThat(channel.receive()).isEqualTo("plain");
    }

    @Test
    @Row("CH-14")
    default void shouldSayWhichCargoesDieWithTheReceiver() {
        ChannelProbe channel = channel();
        channel.sendCargo("1", 1);
        channel.send("2");
        channel.sendCargo("3", 3);

        channel.second().close();

        assertThat(channel.died()).containsExactly(1L, 3L);
    }

    @Test
    @Row("CH-14")
    default void shouldKeepCargoesWhenTheSenderCloses() {
        ChannelProbe channel = channel();
        channel.sendCargo("1", 1);

        channel.first().close();

        assertThat(channel.died()).isEmpty();
        assertThat(channel.second().receive(ByteBuffer.allocate(8), 1, Deadlines.never()))
                .isZero();
    }

    @Test
    @Row({"CH-14", "CH-21"})
    default void shouldSayWhichCargoesAreDropped() {
        ChannelProbe oldest = channel(ChannelProbe.small(1).whenFull(WhenFull.DROP_OLDEST));
        oldest.sendCargo("1", 1);
        oldest.sendCargo("2", 2);
        ChannelProbe newest = channel(ChannelProbe.small(1).whenFull(WhenFull.DROP_NEWEST));
        newest.sendCargo("1", 1);
        newest.sendCargo("2", 2);

        assertThat(oldest.died()).containsExactly(1L);
        assertThat(newest.died()).containsExactly(2L);
    }

    @Test
    @Row("CH-14")
    default void shouldSayWhichCargoIsDiscarded() {
        ChannelProbe channel = channel();
        channel.sendCargo("1", 1);

        channel.second().discard();

        assertThat(channel.died()).containsExactly(1L);
    }

    @Test
    default void shouldNotReportCargoesThatMoveToAnotherProvider() {
        ChannelProbe channel = channel();
        channel.sendCargo("1", 1);

        ChannelProbe restored = channel.restored();

        assertThat(restored.died()).isEmpty();
        assertThat(restored.second().receive(ByteBuffer.allocate(8), 1, Deadlines.never()))
                .isZero();
    }

    @Test
    default void shouldEndABatchBeforeAMessageWithCargo() {
        ChannelProbe channel = channel();
        channel.send("plain");
        channel.sendCargo("laden", 5);

        List<ByteBuffer> buffers = List.of(ByteBuffer.allocate(8), ByteBuffer.allocate(8));

        assertThat(channel.second().receiveAll(buffers, Deadlines.never())).isOne();
        assertThat(channel.second().receiveAll(buffers, Deadlines.never())).isZero();
    }
}
