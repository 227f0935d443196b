package ipc.testkit.client;

import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.PipeClient.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipePair;
import ipc.testkit.kernel.Call;
import ipc.testkit.rows.Row;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Channels and streams over pipes whose threads are interrupted, or whose channels close, while they wait. Not for the
 * seeded scheduler, where a thread that waits hears of an interruption only when it runs again.
 */
public interface PipeInterruptRows extends PipeClient {
    /** A pipe with one page of bytes in it, which is full. */
    private PipePair newFullPipe() {
        PipePair pipe = pipes().create(PipeClient.page());
        put(pipe.writer(), "x".repeat(PAGE));
        return pipe;
    }

    /** Starts a call that an interruption ends, with its flag kept. */
    private static Call<Boolean> startEnding(ThrowingCallable body) {
        return Call.start(() -> {
            assertThatThrownBy(body).isInstanceOf(ClosedByInterruptException.class);
            return Thread.interrupted();
        });
    }

    /** Starts a call that ends because the channel closes. */
    private static Call<Boolean> startClosing(ThrowingCallable body) {
        return Call.start(() -> {
            assertThatThrownBy(body).isExactlyInstanceOf(AsynchronousCloseException.class);
            return true;
        });
    }

    /** Two calls wait in a channel; one of them is interrupted, which closes it for both. */
    private void interruptOneOfTwo(PipeEnd end, Channel channel, ThrowingCallable body) {
        Call<Boolean> first = startEnding(body);
        await(() -> end.status().waiting() == 1);
        Call<Boolean> second = startClosing(body);
        await(() -> end.status().waiting() == 2);

        first.interrupt();

        assertThat(first.result()).as("the flag is kept").isTrue();
        assertThat(second.result()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    @Row("G-08")
    default void shouldCloseUnderAReadThatIsInterrupted() {
        PipePair pipe = newPipe();
        var in = pipes().reading(pipe.reader());

        interruptOneOfTwo(pipe.writer(), in, () -> in.read(ByteBuffer.allocate(1)));
    }

    @Test
    @Row("G-08")
    default void shouldCloseUnderAWriteThatIsInterrupted() {
        PipePair pipe = newFullPipe();
        var out = pipes().writing(pipe.writer());

        interruptOneOfTwo(pipe.reader(), out, () -> out.write(message("y")));
    }

    @Test
    @Row("G-08")
    default void shouldSayWhereAWriteStoppedThatWasInterrupted() {
        PipePair pipe = newPipe();
        var out = pipes().writing(pipe.writer());
        ByteBuffer large = ByteBuffer.allocate(pipe.writer().status().capacityBytes() + PAGE);
        Call<Boolean> writes = startEnding(() -> out.write(large));
        await(() -> pipe.reader().status().waiting() == 1);

        writes.interrupt();

        assertThat(writes.result()).as("the flag is kept").isTrue();
        assertThat(out.isOpen()).isFalse();
        assertThat(large.remaining()).isEqualTo(PAGE);
    }

    @Test
    @Row("HA-05")
    default void shouldEndAWriteWhoseChannelCloses() throws Exception {
        PipePair pipe = newFullPipe();
        var out = pipes().writing(pipe.writer());
        Call<Boolean> writes = startClosing(() -> out.write(message("y")));
        await(() -> pipe.reader().status().waiting() == 1);

        out.close();

        assertThat(writes.result()).isTrue();
    }

    @Test
    @Row({"G-08", "HA-05"})
    default void shouldEndStreamsLikewise() throws Exception {
        PipePair empty = newPipe();
        PipePair full = newFullPipe();
        InputStream in = pipes().input(empty.reader());
        OutputStream out = pipes().output(full.writer());
        Call<Boolean> reads = startEnding(in::read);
        Call<Boolean> writes = startClosing(() -> out.write(1));
        await(() -> empty.writer().status().waiting() == 1);
        await(() -> full.reader().status().waiting() == 1);

        reads.interrupt();
        out.close();

        assertThat(reads.result()).as("the flag is kept").isTrue();
        assertThat(writes.result()).isTrue();
    }
}
