package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.text;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.testkit.rows.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Ends of pipes as the channels and streams of the JDK. */
interface PipeChannelRows extends PipeClient {
    @Test
    default void shouldCarryTextBetweenStreams() throws IOException {
        PipePair pipe = pipes().create(PipeOptions.readWrite());
        try (PrintWriter out = new PrintWriter(pipes().output(pipe.writer()), true, UTF_8)) {
            out.println("first line");
            out.print("last");
        }

        try (BufferedReader in = new BufferedReader(new InputStreamReader(pipes().input(pipe.reader()), UTF_8))) {
            assertThat(in.lines()).containsExactly("first line", "last");
        }

        assertFails(Errno.EBADF, pipe.reader()::status);
    }

    @Test
    @Row("PI-09")
    default void shouldEndAsStreamsAndChannelsDo() throws IOException {
        PipePair pipe = newPipe();
        pipe.writer().close();

        assertThat(pipes().input(pipe.reader()).read()).isEqualTo(-1);
        assertThat(pipes().reading(pipe.reader()).read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(pipes().reading(pipe.reader()).read(ByteBuffer.allocate(0))).isZero();
    }

    @Test
    @Row("PI-06")
    default void shouldFailAsStreamsDoWhereNobodyReads() throws IOException {
        PipePair pipe = newPipe();
        pipe.reader().close();

        try (OutputStream out = pipes().output(pipe.writer())) {
            assertThatThrownBy(() -> out.write(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("EPIPE");
        }
    }

    @Test
    @Row("PI-13")
    default void shouldBeAChannelOfItsOwnWayOnly() {
        PipePair pipe = newPipe();

        assertFails(Errno.EBADF, () -> pipes().reading(pipe.writer()));
        assertFails(Errno.EBADF, () -> pipes().writing(pipe.reader()));
    }

    @Test
    @Row({"PI-03", "PI-08"})
    default void shouldReturnZeroWhereNothingCanBeDoneNow() throws IOException {
        PipePair pipe = pipes().create(PipeClient.page().nonBlocking());

        assertThat(pipes().reading(pipe.reader()).read(ByteBuffer.allocate(1))).isZero();

        put(pipe.writer(), "x".repeat(PAGE));
        assertThat(pipes().writing(pipe.writer()).write(message("y"))).isZero();
    }

    @Test
    default void shouldScatterWhatIsThere() throws IOException {
        PipePair pipe = newPipe();
        put(pipe.writer(), "abcde");
        ByteBuffer[] targets = {ByteBuffer.allocate(0), ByteBuffer.allocate(2), ByteBuffer.allocate(9)};

        assertThat(pipes().reading(pipe.reader()).read(targets)).isEqualTo(5);

        assertThat(text(targets[1]) + "|" + text(targets[2])).isEqualTo("ab|cde");
    }

    @Test
    default void shouldGatherSmallBuffersIntoOnePiece() throws IOException {
        PipePair pipe = pipes().create(PipeClient.page().packets());
        ByteBuffer[] sources = {message("one "), message(""), message("packet")};

        assertThat(pipes().writing(pipe.writer()).write(sources)).isEqualTo(10);

        assertThat(sources[2].hasRemaining()).isFalse();
        assertThat(read(pipe.reader())).isEqualTo("one packet");
    }

    @Test
    default void shouldGatherLargeBuffersInTurn() throws IOException {
        PipePair pipe = pipes().create(PipeOptions.readWrite());
        ByteBuffer[] sources = {message("x".repeat(PAGE)), message("rest")};

        assertThat(pipes().writing(pipe.writer()).write(sources)).isEqualTo(PAGE + 4L);

        assertThat(read(pipe.reader())).hasSize(PAGE + 4).endsWith("xrest");
    }

    @Test
    default void shouldBeClosedOnceItIs() {
        PipePair pipe = newPipe();
        ScatteringByteChannel in = pipes().reading(pipe.reader());
        pipes().writing(pipe.writer());

        assertThat(in.isOpen()).isTrue();
        assertThatThrownBy(() -> {
                    in.close();
                    in.read(ByteBuffer.allocate(1));
                })
                .isInstanceOf(ClosedChannelException.class);
        assertThat(in.isOpen()).isFalse();
        assertFails(Errno.EPIPE, () -> pipe.writer().write(message("x")));
    }

    @Test
    @Row("HA-05")
    default void shouldEndAReadWhoseChannelCloses() throws Exception {
        Child<Boolean> program = start(ipc -> {
            Pipes pipes = ipc.face(Pipes.class);
            PipeEnd reader = pipes.create(PipeClient.page()).reader();
            ScatteringByteChannel in = pipes.reading(reader);
            FutureTask<Integer> read = startThread(() -> in.read(ByteBuffer.allocate(1)));
            await(() -> reader.status().waiting() == 1);
            in.close();
            assertThatThrownBy(read::get).hasCauseInstanceOf(AsynchronousCloseException.class);
            return true;
        });

        assertThat(program.result()).isTrue();
    }

    @Test
    @Row("G-08")
    default void shouldCloseWhenAThreadInItIsInterrupted() throws IOException {
        PipePair pipe = newPipe();
        put(pipe.writer(), "x".repeat(PAGE));
        GatheringByteChannel out = pipes().writing(pipe.writer());
        InputStream in = pipes().input(newPipe().reader());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> out.write(message("y"))).isInstanceOf(ClosedByInterruptException.class);
        assertThatThrownBy(in::read).isInstanceOf(ClosedByInterruptException.class);

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(out.isOpen()).isFalse();
    }

    private static <T> FutureTask<T> startThread(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task);
        return task;
    }
}
