package ipc.testkit.pipes;

import static ipc.testkit.kernel.Texts.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.pipes.spi.PipeObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a pipe of packets owes those at its ends. */
interface PacketRows extends PipeRows {
    @Test
    @Row("PI-25")
    default void shouldKeepPacketsApart() {
        PipeProbe pipe = packets(PAGE);
        pipe.write("one");
        pipe.write("two");

        assertThat(pipe.read(100)).isEqualTo("one");
        assertThat(pipe.read(100)).isEqualTo("two");
    }

    @Test
    @Row("PI-25")
    default void shouldDropTheRestOfAPacketThatIsLongerThanTheBuffer() {
        PipeProbe pipe = packets(PAGE);
        pipe.write("long");
        pipe.write("next");

        assertThat(pipe.read(1)).isEqualTo("l");

        assertThat(pipe.read(100)).isEqualTo("next");
        pipe.assertFigures(8, 5, 3, 0);
    }

    @Test
    @Row("PI-25")
    default void shouldSplitLongWrites() {
        PipeProbe pipe = packets(4 * PAGE);

        pipe.write("x".repeat(PAGE) + "rest");

        assertThat(pipe.read(2 * PAGE)).hasSize(PAGE);
        assertThat(pipe.read(2 * PAGE)).isEqualTo("rest");
    }

    @Test
    @Row("PI-25")
    default void shouldWriteWholePacketsOnly() {
        PipeProbe pipe = packets(2 * PAGE);
        pipe.write("first");
        ByteBuffer bytes = bytesOf("x".repeat(2 * PAGE));

        assertThat(pipe.object().write(bytes, Deadlines.immediate())).isEqualTo(PAGE);
        assertThat(pipe.object().write(bytes, Deadlines.immediate())).isEqualTo(PipeObject.NOT_NOW);

        assertThat(pipe.read(100)).isEqualTo("first");
        assertThat(pipe.object().write(bytes, Deadlines.immediate())).isEqualTo(PAGE);
    }

    @Test
    default void shouldBoundTheNumberOfPackets() {
        PipeProbe pipe = packets(PAGE);
        for (int i = 0; i < PAGE / 64; i++) {
            pipe.write("p");
        }

        assertThat(pipe.tryWrite("q")).isEqualTo(PipeObject.NOT_NOW);

        Call<Integer> writer = pipe.startWrite("q");
        pipe.scheduler().awaitParked(1);
        assertThat(pipe.read(100)).isEqualTo("p");
        assertThat(writer.result()).isEqualTo(1);
    }

    @Test
    default void shouldForgetPacketsWhenEverybodyLeaves() {
        PipeProbe pipe = packets(PAGE);
        pipe.write("lost");
        pipe.object().opened(0, 0);
        pipe.object().opened(1, 1);

        pipe.write("new");

        assertThat(pipe.read(100)).isEqualTo("new");
    }
}
