package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.text;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Bytes from writers to readers: pieces, parts, ends, waits. */
interface PipeTransferRows extends PipeClient {
    private static int writeThrough(PipeEnd writer, String text) {
        return writer.write(message(text));
    }

    @Test
    @Row("PI-02")
    default void shouldBlockTheWriterUntilThereIsRoomForAll() {
        String name = newFifo();
        PipeEnd both = pipes().open(name, PipeOptions.readWrite());
        put(both, "x".repeat(PAGE - 3));
        Child<Integer> writer =
                start(ipc -> writeThrough(PipeClient.open(ipc, name, PipeOptions.readWrite()), "whole"));
        awaitBlocked(writer.process());

        assertThat(both.status().statistics().buffered()).isEqualTo(PAGE - 3);
        assertThat(read(both)).hasSize(PAGE - 3);

        assertThat(writer.result()).isEqualTo(5);
        assertThat(read(both)).isEqualTo("whole");
    }

    @Test
    @Row("PI-03")
    default void shouldWriteNothingOfASmallWriteThatDoesNotFit() {
        PipePair pipe = pipes().create(PipeClient.page().nonBlocking());
        put(pipe.writer(), "x".repeat(PAGE - 3));
        ByteBuffer bytes = message("four");

        assertFails(Errno.EAGAIN, () -> pipe.writer().write(bytes));

        assertThat(pipe.writer().tryWrite(bytes)).isEqualTo(-1);
        assertThat(bytes.position()).isZero();
        assertThat(pipe.writer().status().statistics().buffered()).isEqualTo(PAGE - 3);
    }

    @Test
    @Row("PI-04")
    default void shouldReturnAfterAllOfALargeWriteIsIn() {
        String name = newFifo();
        PipeEnd both = pipes().open(name, PipeOptions.readWrite());
        String large = "0123456789".repeat(1000);
        Child<Integer> writer = start(ipc -> writeThrough(PipeClient.open(ipc, name, PipeOptions.readWrite()), large));

        StringBuilder read = new StringBuilder();
        while (read.length() < large.length()) {
            read.append(read(both));
        }

        assertThat(writer.result()).isEqualTo(large.length());
        assertThat(read.toString()).isEqualTo(large);
    }

    @Test
    @Row("PI-05")
    default void shouldWriteThePartOfALargeWriteThatFits() {
        PipePair pipe = pipes().create(PipeClient.page().nonBlocking());
        put(pipe.writer(), "x".repeat(PAGE - 3));
        ByteBuffer bytes = message("y".repeat(PAGE + 1));

        assertThat(pipe.writer().write(bytes)).isEqualTo(3);
        assertFails(Errno.EAGAIN, () -> pipe.writer().write(bytes));

        assertThat(bytes.position()).isEqualTo(3);
    }

    @Test
    @Row("PI-06")
    default void shouldReportAPipeThatNobodyReads() {
        PipePair pipe = newPipe();
        pipe.reader().close();

        assertFails(Errno.EPIPE, () -> pipe.writer().write(message("x")));
        assertFails(Errno.EPIPE, () -> pipe.writer().tryWrite(message("x")));

        assertThat(pipe.writer().status().statistics().written()).isZero();
    }

    @Test
    @Row("PI-07")
    default void shouldWakeAWriterWhenTheLastReaderCloses() {
        PipeEnd[] ends = twoProcesses();
        PipeEnd reader = ends[0];
        put(ends[1], "x".repeat(PAGE));
        String name = ends[1].status().name();
        Child<Integer> small = start(ipc -> writeThrough(PipeClient.open(ipc, name, PipeOptions.writing()), "small"));
        Child<Integer> large =
                start(ipc -> writeThrough(PipeClient.open(ipc, name, PipeOptions.writing()), "y".repeat(PAGE + 9)));
        awaitBlocked(small.process());
        awaitBlocked(large.process());

        reader.close();

        assertFails(Errno.EPIPE, small::result);
        assertFails(Errno.EPIPE, large::result);
    }

    @Test
    @Row("PI-07")
    default void shouldReportWhatWentInBeforeTheLastReaderClosed() {
        PipeEnd[] ends = twoProcesses();
        String name = ends[1].status().name();
        Child<Integer> large =
                start(ipc -> writeThrough(PipeClient.open(ipc, name, PipeOptions.writing()), "y".repeat(PAGE + 9)));
        awaitBlocked(large.process());

        ends[0].close();

        assertThat(large.result()).isEqualTo(PAGE);
    }

    /** Both ends of a FIFO, reader first. */
    private PipeEnd[] twoProcesses() {
        String name = newFifo();
        PipeEnd reader = pipes().open(name, PipeOptions.reading().nonBlocking());
        PipeEnd writer = pipes().open(name, PipeOptions.writing());
        reader.nonBlocking(false);
        return new PipeEnd[] {reader, writer};
    }

    @Test
    @Row("PI-08")
    default void shouldBlockTheReaderUntilSomethingIsWritten() {
        PipeEnd[] ends = twoProcesses();
        String name = ends[1].status().name();
        Child<String> reader = start(ipc -> read(PipeClient.open(ipc, name, PipeOptions.reading())));
        awaitBlocked(reader.process());

        put(ends[1], "late");

        assertThat(reader.result()).isEqualTo("late");
    }

    @Test
    @Row("PI-08")
    default void shouldNotWaitForBytesWhereThatIsNotWanted() {
        PipePair pipe = pipes().create(PipeClient.page().nonBlocking());

        assertFails(Errno.EAGAIN, () -> pipe.reader().read(buffer()));

        assertThat(pipe.reader().tryRead(buffer())).isEqualTo(-1);
    }

    @Test
    @Row("PI-09")
    default void shouldFindTheEndRepeatedly() {
        PipePair pipe = newPipe();
        put(pipe.writer(), "last");
        pipe.writer().close();

        assertThat(read(pipe.reader())).isEqualTo("last");

        assertThat(read(pipe.reader())).isEmpty();
        assertThat(pipe.reader().tryRead(buffer())).isZero();
    }

    @Test
    @Row("PI-09")
    default void shouldTellTheEndToAReaderThatWaits() {
        PipeEnd[] ends = twoProcesses();
        String name = ends[1].status().name();
        Child<String> reader = start(ipc -> read(PipeClient.open(ipc, name, PipeOptions.reading())));
        awaitBlocked(reader.process());

        ends[1].close();

        assertThat(reader.result()).isEmpty();
    }

    @Test
    @Row("PI-10")
    default void shouldReturnWhatIsThere() {
        PipePair pipe = newPipe();
        put(pipe.writer(), "ab");
        put(pipe.writer(), "cd");

        assertThat(read(pipe.reader())).isEqualTo("abcd");
    }

    @Test
    @Row("PI-11")
    default void shouldReadNothingIntoABufferWithoutRoom() {
        PipePair pipe = newPipe();

        assertThat(pipe.reader().read(ByteBuffer.allocate(0))).isZero();

        put(pipe.writer(), "x");
        assertThat(pipe.reader().tryRead(ByteBuffer.allocate(0))).isZero();
        assertThat(read(pipe.reader())).isEqualTo("x");
    }

    @Test
    @Row("PI-12")
    default void shouldWriteNothingWithoutEffect() {
        PipePair pipe = newPipe();
        pipe.reader().close();

        assertThat(pipe.writer().write(message(""))).isZero();
        assertThat(pipe.writer().tryWrite(message(""))).isZero();
    }

    @Test
    default void shouldKeepWhatAReadOnlyBufferRefuses() {
        PipePair pipe = newPipe();
        put(pipe.writer(), "kept");

        assertThatThrownBy(() -> pipe.reader().read(buffer().asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);

        assertThat(read(pipe.reader())).isEqualTo("kept");
    }

    @Test
    @Row({"G-05", "G-06", "G-07"})
    default void shouldLookAtTheTimeOutOnlyWhenItHasToWait() {
        PipePair pipe = newPipe();
        Timeout bad = Timeout.after(0, -1);
        Timeout gone = Timeout.after(Duration.ofNanos(-1));
        assertThat(pipe.writer().write(message("x".repeat(PAGE)), bad)).isEqualTo(PAGE);

        assertFails(Errno.EINVAL, () -> pipe.writer().write(message("y"), bad));
        assertFails(Errno.ETIMEDOUT, () -> pipe.writer().write(message("y"), gone));

        assertThat(read(pipe.reader())).hasSize(PAGE);
        assertFails(Errno.EINVAL, () -> pipe.reader().read(buffer(), bad));
        assertFails(Errno.ETIMEDOUT, () -> pipe.reader().read(buffer(), gone));
    }

    @Test
    default void shouldReportWhatWentInBeforeTheTimeWasOver() {
        PipePair pipe = newPipe();
        ByteBuffer bytes = message("y".repeat(PAGE + 9));

        assertThat(pipe.writer().write(bytes, Timeout.after(Duration.ofNanos(10))))
                .isEqualTo(PAGE);

        assertThat(bytes.remaining()).isEqualTo(9);
    }

    @Test
    @Row("G-08")
    default void shouldEndAnInterruptedWaitWithoutEffect() {
        PipeEnd[] ends = twoProcesses();
        String name = ends[1].status().name();
        Child<String> reader = start(ipc -> read(PipeClient.open(ipc, name, PipeOptions.reading())));
        awaitBlocked(reader.process());

        reader.process().interrupt();

        assertFails(Errno.EINTR, reader::result);
        put(ends[1], "for the next");
        assertThat(read(ends[0])).isEqualTo("for the next");
    }

    @Test
    @Row("G-12")
    default void shouldLoseNothingToAReaderThatDies() {
        PipeEnd[] ends = twoProcesses();
        String name = ends[1].status().name();
        Child<String> reader = start(ipc -> read(PipeClient.open(ipc, name, PipeOptions.reading())));
        awaitBlocked(reader.process());

        reader.process().kill();
        assertThat(reader.status().killed()).isTrue();

        put(ends[1], "kept");
        assertThat(read(ends[0])).isEqualTo("kept");
        assertThat(ends[0].status().readers()).isOne();
    }

    @Test
    @Row("PI-25")
    default void shouldKeepPacketsApart() {
        PipePair pipe = pipes().create(PipeClient.page().packets());
        put(pipe.writer(), "long");
        put(pipe.writer(), "two");
        ByteBuffer small = ByteBuffer.allocate(1);

        assertThat(pipe.reader().read(small)).isEqualTo(1);

        assertThat(text(small)).isEqualTo("l");
        assertThat(read(pipe.reader())).isEqualTo("two");
        assertThat(pipe.reader().status().statistics().dropped()).isEqualTo(3);
    }

    @Test
    @Row("PI-25")
    default void shouldSplitLongWritesIntoPackets() {
        PipePair pipe = pipes().create(PipeOptions.readWrite().packets());

        put(pipe.writer(), "x".repeat(PAGE) + "rest");

        assertThat(read(pipe.reader())).hasSize(PAGE);
        assertThat(read(pipe.reader())).isEqualTo("rest");
    }
}
