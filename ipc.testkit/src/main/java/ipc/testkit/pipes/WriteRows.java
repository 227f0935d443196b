package ipc.testkit.pipes;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.pipes.spi.PipeObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a pipe owes a writer. */
interface WriteRows extends PipeRows {
    @Test
    default void shouldWriteOnlyWhatIsBetweenPositionAndLimit() {
        PipeProbe pipe = pipe();
        ByteBuffer bytes = bytesOf("[inside]").position(1).limit(7);

        assertThat(pipe.object().write(bytes, Deadlines.never())).isEqualTo(6);

        assertThat(bytes.position()).isEqualTo(7);
        assertThat(pipe.read(100)).isEqualTo("inside");
    }

    @Test
    default void shouldWriteFromAReadOnlyDirectBuffer() {
        PipeProbe pipe = pipe();
        ByteBuffer direct = ByteBuffer.allocateDirect(6).put(bytesOf("direct")).flip();

        pipe.object().write(direct.asReadOnlyBuffer(), Deadlines.never());

        assertThat(pipe.read(100)).isEqualTo("direct");
    }

    @Test
    @Row("PI-02")
    default void shouldBlockTheWriterUntilThereIsRoomForAllOfASmallWrite() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 3));
        ByteBuffer bytes = bytesOf("whole");
        Call<Integer> writer = pipe.startWrite(bytes, Deadlines.never());
        pipe.scheduler().awaitParked(1);
        assertThat(bytes.position()).isZero();

        pipe.read(1);
        pipe.scheduler().awaitParked(1);
        assertThat(pipe.object().statistics().buffered()).isEqualTo(PAGE - 4);
        pipe.read(1);

        assertThat(writer.result()).isEqualTo(5);
        assertThat(pipe.drain()).endsWith("xwhole");
    }

    @Test
    @Row("PI-03")
    default void shouldWriteNothingOfASmallWriteThatDoesNotFit() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 3));
        ByteBuffer bytes = bytesOf("four");

        assertThat(pipe.object().write(bytes, Deadlines.immediate())).isEqualTo(PipeObject.NOT_NOW);

        assertThat(bytes.position()).isZero();
        pipe.assertFigures(PAGE - 3, 0, 0, PAGE - 3);
        assertThat(pipe.tryWrite("fit")).isEqualTo(3);
    }

    @Test
    @Row("PI-04")
    default void shouldReturnAfterAllOfALargeWriteIsIn() {
        PipeProbe pipe = pipe();
        String large = "0123456789".repeat(1000);
        Call<Integer> writer = pipe.startWrite(large);

        StringBuilder read = new StringBuilder();
        while (read.length() < large.length()) {
            read.append(pipe.read(999));
        }

        assertThat(writer.result()).isEqualTo(large.length());
        assertThat(read.toString()).isEqualTo(large);
    }

    @Test
    @Row("PI-05")
    default void shouldWriteThePartOfALargeWriteThatFits() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 3));
        ByteBuffer bytes = bytesOf("y".repeat(PAGE + 1));

        assertThat(pipe.object().write(bytes, Deadlines.immediate())).isEqualTo(3);
        assertThat(pipe.object().write(bytes, Deadlines.immediate())).isEqualTo(PipeObject.NOT_NOW);

        assertThat(bytes.position()).isEqualTo(3);
        assertThat(pipe.drain()).endsWith("xyyy").hasSize(PAGE);
    }

    @Test
    @Row("PI-06")
    default void shouldWriteNothingWhereNobodyReads() {
        PipeProbe pipe = pipe();
        pipe.object().opened(0, 1);

        assertThat(pipe.tryWrite("x")).isEqualTo(PipeObject.BROKEN);
        assertThat(pipe.startWrite("x").result()).isEqualTo(PipeObject.BROKEN);

        pipe.assertFigures(0, 0, 0, 0);
    }

    @Test
    @Row("PI-07")
    default void shouldWakeTheWritersWhenTheLastReaderLeaves() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 3));
        Call<Integer> small = pipe.startWrite("small");
        pipe.scheduler().awaitParked(1);
        Call<Integer> large = pipe.startWrite("y".repeat(PAGE + 1));
        pipe.scheduler().awaitParked(2);

        pipe.object().opened(0, 1);

        assertThat(small.result()).isEqualTo(PipeObject.BROKEN);
        assertThat(large.result()).as("what went in before it had to wait").isEqualTo(3);
    }

    @Test
    default void shouldTimeOutWithWhatIsIn() {
        PipeProbe pipe = pipe();
        ByteBuffer bytes = bytesOf("y".repeat(PAGE + 10));
        long end = pipe.scheduler().nowNanos() + 500;
        Call<Integer> writer = pipe.startWrite(bytes, Deadlines.at(end));
        pipe.scheduler().awaitParked(1);

        pipe.scheduler().advance(500);

        assertThat(errnoOf(writer.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(bytes.position()).isEqualTo(PAGE);
        pipe.assertFigures(PAGE, 0, 0, PAGE);
    }

    @Test
    @Row("G-07")
    default void shouldTimeOutAtOnceWhenTheDeadlineHasPassed() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE));

        Call<Integer> writer =
                pipe.startWrite(bytesOf("y"), Deadlines.at(pipe.scheduler().nowNanos() - 1));

        assertThat(errnoOf(writer.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    @Row({"G-05", "G-06"})
    default void shouldLookAtTheTimeOutOnlyWhenItHasToWait() {
        PipeProbe pipe = pipe();

        Call<Integer> first = pipe.startWrite(bytesOf("x".repeat(PAGE)), Deadlines.malformed());
        assertThat(first.result()).isEqualTo(PAGE);
        Call<Integer> second = pipe.startWrite(bytesOf("y"), Deadlines.malformed());

        assertThat(errnoOf(second.failure())).isEqualTo(Errno.EINVAL);
        pipe.assertFigures(PAGE, 0, 0, PAGE);
    }

    @Test
    default void shouldServeTheWriterThatHasWaitedLongest() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE));
        Call<Integer> first = pipe.startWrite("first");
        pipe.scheduler().awaitParked(1);
        Call<Integer> second = pipe.startWrite("2nd");
        pipe.scheduler().awaitParked(2);

        pipe.read(4);
        pipe.scheduler().awaitParked(2);
        pipe.read(PAGE);

        assertThat(first.result()).isEqualTo(5);
        assertThat(second.result()).isEqualTo(3);
        assertThat(pipe.drain()).isEqualTo("first2nd");
    }

    @Test
    default void shouldPassTheRoomOnThatAWriterLeaves() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE));
        long end = pipe.scheduler().nowNanos() + 500;
        Call<Integer> first = pipe.startWrite(bytesOf("first"), Deadlines.at(end));
        pipe.scheduler().awaitParked(1);
        Call<Integer> second = pipe.startWrite("2nd");
        pipe.scheduler().awaitParked(2);
        pipe.read(4);
        pipe.scheduler().awaitParked(2);

        pipe.scheduler().advance(500);

        assertThat(errnoOf(first.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(second.result()).isEqualTo(3);
    }

    @Test
    default void shouldNotLoseRoomThatAppearsBeforeTheTicket() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE));
        pipe.scheduler().atNextTicket(() -> pipe.object().read(ByteBuffer.allocate(PAGE), Deadlines.immediate()));

        assertThat(pipe.startWrite("y").result()).isEqualTo(1);
    }

    @Test
    default void shouldNotLoseRoomThatAppearsBetweenTestAndPark() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE));
        pipe.scheduler().atNextPark(() -> pipe.read(PAGE));

        assertThat(pipe.startWrite("y").result()).isEqualTo(1);
    }

    @Test
    default void shouldGoOnWithTheRestAfterAnUnwinding() {
        PipeProbe pipe = pipe();
        ByteBuffer bytes = bytesOf("y".repeat(PAGE) + "rest");
        Call<Integer> writer = pipe.startWrite(bytes, Deadlines.never());
        pipe.scheduler().awaitParked(1);

        pipe.scheduler().unwindAll();

        assertThat(writer.failure()).isInstanceOf(CallUnwound.class);
        assertThat(bytes.remaining()).isEqualTo(4);
        PipeProbe next = pipe.restored();
        next.read(PAGE);
        assertThat(next.object().write(bytes, Deadlines.never())).isEqualTo(4);
        assertThat(next.drain()).isEqualTo("rest");
    }
}
