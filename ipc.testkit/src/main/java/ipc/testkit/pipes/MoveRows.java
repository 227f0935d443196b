package ipc.testkit.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** What a pipe owes those who move its bytes into another one. */
interface MoveRows extends PipeRows {
    @Test
    @Row("PI-29")
    default void shouldMoveBytesIntoAnotherPipe() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        from.write("abcdef");
        to.write(">");

        assertThat(from.splice(to, 4)).isEqualTo(4);

        assertThat(to.drain()).isEqualTo(">abcd");
        assertThat(from.drain()).isEqualTo("ef");
        from.assertFigures(6, 6, 0, 0);
        to.assertFigures(5, 5, 0, 0);
    }

    @Test
    @Row("PI-28")
    default void shouldCopyBytesThatStay() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        from.write("abc");

        assertThat(from.tee(to, 2)).isEqualTo(2);
        assertThat(from.tee(to, 100)).isEqualTo(3);

        assertThat(to.drain()).isEqualTo("ababc");
        from.assertFigures(3, 0, 0, 3);
        assertThat(from.drain()).isEqualTo("abc");
    }

    @Test
    @Row({"PI-28", "PI-29"})
    default void shouldMoveAcrossTheEndsOfBothRings() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        from.write("x".repeat(PAGE - 2));
        to.write("y".repeat(PAGE - 3));
        from.read(PAGE);
        to.read(PAGE);
        from.write("across");

        assertThat(from.tee(to, PAGE)).isEqualTo(6);
        assertThat(from.splice(to, PAGE)).isEqualTo(6);

        assertThat(to.drain()).isEqualTo("acrossacross");
    }

    @Test
    @Row("PI-29")
    default void shouldMoveWhatThereIsRoomFor() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        from.write("abcdef");
        to.write("x".repeat(PAGE - 2));

        assertThat(from.splice(to, 100)).isEqualTo(2);
        assertThat(from.splice(to, 100)).isEqualTo(PipeObject.NOT_NOW);

        assertThat(from.drain()).isEqualTo("cdef");
        assertThat(to.drain()).endsWith("xab").hasSize(PAGE);
    }

    @Test
    @Row("PI-29")
    default void shouldWaitForBytesToMove() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        assertThat(from.splice(to, 1)).isEqualTo(PipeObject.NOT_NOW);
        Call<Integer> mover = from.startSplice(to, 100);
        from.scheduler().awaitParked(1);

        from.write("late");

        assertThat(mover.result()).isEqualTo(4);
        assertThat(to.drain()).isEqualTo("late");
    }

    @Test
    @Row("PI-29")
    default void shouldWaitForRoomToMoveInto() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        to.write("x".repeat(PAGE));
        from.write("waits");
        Call<Integer> mover = from.startSplice(to, 100);
        from.scheduler().awaitParked(1);

        assertThat(to.read(3)).isEqualTo("xxx");

        assertThat(mover.result()).isEqualTo(3);
        assertThat(to.drain()).endsWith("xwai");
        assertThat(from.drain()).isEqualTo("ts");
    }

    @Test
    @Row("PI-29")
    default void shouldWakeThoseWhoWaitForWhatAMoveBrings() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        from.write("x".repeat(PAGE));
        Call<Integer> writer = from.startWrite("more");
        Call<String> reader = to.startRead(PAGE, Deadlines.never());
        from.scheduler().awaitParked(2);

        assertThat(from.splice(to, PAGE)).isEqualTo(PAGE);

        assertThat(reader.result()).hasSize(PAGE);
        assertThat(writer.result()).isEqualTo(4);
    }

    @Test
    @Row("PI-28")
    default void shouldFindTheEndWhereNobodyWrites() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        from.object().opened(1, 0);

        assertThat(from.splice(to, 1)).isZero();
        assertThat(from.tee(to, 1)).isZero();
    }

    @Test
    @Row("PI-28")
    default void shouldNotMoveWhereNobodyReads() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        from.write("stays");
        to.object().opened(0, 1);

        assertThat(from.splice(to, 5)).isEqualTo(PipeObject.BROKEN);
        assertThat(from.tee(to, 5)).isEqualTo(PipeObject.BROKEN);

        assertThat(from.drain()).isEqualTo("stays");
    }

    @Test
    @Row({"PI-25", "PI-29"})
    default void shouldMoveWholePackets() {
        PipeProbe from = packets(PAGE);
        PipeProbe to = from.another(PipeState.empty(PAGE, true));
        from.write("one");
        from.write("three");
        from.write("fifteen");

        assertThat(from.splice(to, 9)).isEqualTo(8);
        assertThat(from.tee(to, 100)).isEqualTo(7);

        assertThat(to.read(100)).isEqualTo("one");
        assertThat(to.read(100)).isEqualTo("three");
        assertThat(to.read(100)).isEqualTo("fifteen");
        assertThat(from.read(100)).isEqualTo("fifteen");
        from.assertFigures(15, 15, 0, 0);
        to.assertFigures(15, 15, 0, 0);
    }

    @Test
    @Row({"PI-25", "PI-29"})
    default void shouldWaitForRoomForAWholePacket() {
        PipeProbe from = packets(PAGE);
        PipeProbe to = from.another(PipeState.empty(PAGE, true));
        to.write("x".repeat(PAGE - 2));
        from.write("abc");

        assertThat(from.splice(to, 100)).isEqualTo(PipeObject.NOT_NOW);

        assertThat(to.read(PAGE)).hasSize(PAGE - 2);
        assertThat(from.splice(to, 100)).isEqualTo(3);
        assertThat(to.read(100)).isEqualTo("abc");
    }

    @Test
    @Row({"PI-25", "PI-29"})
    default void shouldNotCutAPacketInTwo() {
        PipeProbe from = packets(PAGE);
        PipeProbe to = from.another(PipeState.empty(PAGE, true));
        from.write("abc");

        assertThatThrownBy(() -> from.splice(to, 2)).hasMessageStartingWith("EMSGSIZE");

        assertThat(from.read(100)).isEqualTo("abc");
        assertThat(to.tryRead()).isEqualTo(PipeObject.NOT_NOW);
    }

    @Test
    @Row({"PI-25", "PI-29"})
    default void shouldMoveNoMorePacketsThanThePipeHolds() {
        PipeProbe from = packets(2 * PAGE);
        PipeProbe to = from.another(PipeState.empty(PAGE, true));
        int most = PAGE / PipeState.PACKET_BYTES_MIN;
        for (int i = 0; i <= most; i++) {
            from.write("x");
        }

        assertThat(from.splice(to, PAGE)).isEqualTo(most);
        assertThat(from.splice(to, PAGE)).isEqualTo(PipeObject.NOT_NOW);

        assertThat(from.read(PAGE)).isEqualTo("x");
    }
}
