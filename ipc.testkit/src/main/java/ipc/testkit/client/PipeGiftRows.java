package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.text;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.Limit;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Memory through pipes. */
interface PipeGiftRows extends PipeClient {
    /** Returns a buffer that holds a text and nothing else, ready to be given. */
    private PipeBuffer filled(String text) {
        return filled(pipes(), text);
    }

    private static PipeBuffer filled(Pipes pipes, String text) {
        PipeBuffer buffer = pipes.newBuffer();
        buffer.allocate(text.length()).put(message(text));
        return buffer;
    }

    private static String held(PipeBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer.bytes().duplicate()).toString();
    }

    @Test
    @Row("PI-30")
    default void shouldGiveMemoryFromOneBufferToAnother() {
        PipePair pipe = newPipe();
        PipeBuffer giver = filled("gift");
        PipeBuffer taker = pipes().newBuffer();

        assertThat(giver.give(pipe.writer(), Timeout.forever())).isEqualTo(4);
        assertThat(pipe.reader().status().statistics().buffered()).isEqualTo(4);
        assertThat(taker.take(pipe.reader(), Timeout.forever())).isEqualTo(4);

        assertThat(held(taker)).isEqualTo("gift");
        assertThat(taker.bytes().position()).isZero();
    }

    @Test
    @Row("PI-30")
    default void shouldTakeAGivenBufferAwayFromTheGiver() {
        PipePair pipe = newPipe();
        PipeBuffer giver = filled("gift");
        ByteBuffer bytes = giver.bytes();
        ByteBuffer view = bytes.duplicate();

        giver.give(pipe.writer(), Timeout.forever());

        assertThatThrownBy(() -> bytes.put(0, (byte) 'X')).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(giver::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> giver.give(pipe.writer(), Timeout.forever()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(read(pipe.reader())).isEqualTo("gift");
    }

    @Test
    @Row("PI-30")
    default void shouldTakeIntoABufferOneCallAtATime() {
        PipePair pipe = newPipe();
        PipeBuffer taker = pipes().newBuffer();
        long before = usedBytes();
        Thread other = Thread.ofPlatform().start(() -> taker.take(pipe.reader(), Timeout.forever()));
        await(() -> pipe.reader().status().waiting() == 1);

        assertThatThrownBy(() -> taker.allocate(8)).isInstanceOf(IllegalStateException.class);
        put(pipe.writer(), "a");
        await(() -> !other.isAlive());
        taker.close();

        assertThat(usedBytes()).isEqualTo(before);
    }

    @Test
    @Row("PI-30")
    default void shouldLendMemoryToOneThreadOnly() throws InterruptedException {
        PipeBuffer buffer = filled("mine");
        PipePair pipe = newPipe();
        AtomicReference<Throwable> look = new AtomicReference<>();
        AtomicReference<Throwable> give = new AtomicReference<>();

        Thread other = Thread.ofPlatform().start(() -> {
            look.set(catchThrowable(() -> buffer.bytes().get(0)));
            give.set(catchThrowable(() -> buffer.give(pipe.writer(), Timeout.forever())));
        });
        other.join();

        assertThat(look.get()).isInstanceOf(WrongThreadException.class);
        assertThat(give.get()).isInstanceOf(WrongThreadException.class);
        assertThat(buffer.bytes().get(0)).isEqualTo((byte) 'm');
    }

    @Test
    @Row("PI-30")
    default void shouldReadAndWriteBesideGifts() {
        PipePair pipe = newPipe();
        put(pipe.writer(), "a");
        filled("BC").give(pipe.writer(), Timeout.forever());
        put(pipe.writer(), "d");
        PipeBuffer taker = pipes().newBuffer();

        assertThat(taker.take(pipe.reader(), Timeout.forever())).isEqualTo(1);
        assertThat(held(taker)).isEqualTo("a");
        ByteBuffer one = ByteBuffer.allocate(1);
        assertThat(pipe.reader().read(one)).isEqualTo(1);
        assertThat(text(one)).isEqualTo("B");
        taker.release();
        int taken = taker.take(pipe.reader(), Timeout.forever());
        String rest = held(taker) + (taken < 2 ? read(pipe.reader()) : "");

        assertThat(rest).isEqualTo("Cd");
    }

    @Test
    @Row("PI-30")
    default void shouldKeepWhatCannotBeGiven() {
        PipePair pipe = newPipe();
        PipePair packets = pipes().create(PipeClient.page().packets());
        PipePair full = pipes().create(PipeClient.page().nonBlocking());
        put(full.writer(), "x".repeat(PAGE));
        PipePair broken = newPipe();
        broken.reader().close();
        PipeBuffer buffer = filled("kept");
        ByteBuffer bytes = buffer.bytes();

        assertFails(Errno.EINVAL, () -> buffer.give(packets.writer(), Timeout.forever()));
        assertFails(Errno.EAGAIN, () -> buffer.give(full.writer(), Timeout.forever()));
        assertFails(Errno.EPIPE, () -> buffer.give(broken.writer(), Timeout.forever()));
        assertFails(Errno.EBADF, () -> buffer.give(pipe.reader(), Timeout.forever()));
        bytes.position(0);
        assertFails(Errno.EINVAL, () -> buffer.give(pipe.writer(), Timeout.forever()));
        bytes.position(4);
        full.writer().nonBlocking(false);
        assertFails(Errno.ETIMEDOUT, () -> buffer.give(full.writer(), Timeout.after(Duration.ofNanos(1))));

        assertThat(buffer.bytes()).isSameAs(bytes);
        assertThat(bytes.get(0)).isEqualTo((byte) 'k');
        assertThat(buffer.give(pipe.writer(), Timeout.forever())).isEqualTo(4);
        assertThat(read(pipe.reader())).isEqualTo("kept");
    }

    @Test
    @Row("PI-30")
    default void shouldRefuseMoreThanThePipeHolds() {
        PipePair pipe = newPipe();
        PipeBuffer buffer = pipes().newBuffer();
        ByteBuffer bytes = buffer.allocate(PAGE + 1);

        bytes.position(PAGE + 1);
        assertFails(Errno.EMSGSIZE, () -> buffer.give(pipe.writer(), Timeout.forever()));

        bytes.position(PAGE);
        assertThat(buffer.give(pipe.writer(), Timeout.forever())).isEqualTo(PAGE);
    }

    @Test
    @Row("PI-30")
    default void shouldRefuseWhatIsNoSizeAndASecondPiece() {
        PipeBuffer buffer = pipes().newBuffer();

        assertFails(Errno.EINVAL, () -> buffer.allocate(0));
        assertFails(Errno.EINVAL, () -> buffer.allocate(Integer.MAX_VALUE));
        assertThatThrownBy(buffer::release).isInstanceOf(IllegalStateException.class);
        buffer.allocate(1);
        assertThatThrownBy(() -> buffer.allocate(1)).isInstanceOf(IllegalStateException.class);
        buffer.close();
        assertFails(Errno.EBADF, () -> buffer.allocate(1));
    }

    @Test
    @Row("PI-30")
    default void shouldTakeNothingAtTheEndAndWaitBeforeIt() {
        PipePair pipe = pipes().create(PipeClient.page().nonBlocking());
        PipeBuffer taker = pipes().newBuffer();
        assertFails(Errno.EAGAIN, () -> taker.take(pipe.reader(), Timeout.forever()));
        pipe.reader().nonBlocking(false);
        assertFails(Errno.ETIMEDOUT, () -> taker.take(pipe.reader(), Timeout.after(Duration.ofNanos(1))));

        pipe.writer().close();

        assertThat(taker.take(pipe.reader(), Timeout.forever())).isZero();
        assertThatThrownBy(taker::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Row({"PI-30", "G-16"})
    default void shouldFreeGiftsThatNobodyTakes() {
        long before = usedBytes();
        PipePair pipe = newPipe();
        filled("never taken").give(pipe.writer(), Timeout.forever());
        PipeBuffer released = filled("released");
        PipeBuffer closed = filled("closed");
        assertThat(usedBytes()).isGreaterThanOrEqualTo(before + PAGE + 11 + 8 + 6);

        pipe.writer().close();
        pipe.reader().close();
        released.release();
        closed.close();

        assertThat(usedBytes()).isEqualTo(before);
    }

    @Test
    @Row({"PI-30", "G-12"})
    default void shouldFreeTheBuffersOfAProcessThatDies() {
        long before = usedBytes();
        PipeEnd both = pipes().open(newFifo(), PipeOptions.readWrite());
        String name = both.status().name();
        Child<Integer> giver = start(ipc -> {
            Pipes own = ipc.face(Pipes.class);
            filled(own, "idle");
            PipeEnd end = own.open(name, PipeOptions.readWrite());
            filled(own, "given").give(end, Timeout.forever());
            put(end, "x".repeat(PAGE - 5));
            return filled(own, "waits").give(end, Timeout.forever());
        });
        awaitBlocked(giver.process());

        giver.process().kill();
        assertThat(giver.status().killed()).isTrue();

        assertThat(read(both)).startsWith("given").hasSize(PAGE);
        both.close();
        pipes().unlink(name);
        await(() -> usedBytes() == before);
    }

    @Test
    @Row("PI-30")
    default void shouldCountMemoryForWhoeverHasIt() {
        String name = newFifo();
        PipeEnd both = pipes().open(name, PipeOptions.readWrite());
        filled("x".repeat(PAGE)).give(both, Timeout.forever());

        Child<Integer> taker = start(ipc -> {
            ipc.self().limit(Limit.MEMORY_BYTES, new Limit.Value(10, 10));
            Pipes own = ipc.face(Pipes.class);
            PipeBuffer buffer = own.newBuffer();
            assertThat(buffer.take(own.open(name, PipeOptions.reading()), Timeout.forever()))
                    .isEqualTo(PAGE);
            assertFails(Errno.ENOMEM, () -> own.newBuffer().allocate(1));
            buffer.release();
            own.newBuffer().allocate(10);
            return 1;
        });

        assertThat(taker.result()).isOne();
    }

    @Test
    @Row({"G-03", "PI-30"})
    default void shouldReachTheSameByNumberWithBuffers() {
        PipePair pipe = newPipe();
        Syscalls calls = ipc().face(Syscalls.class);
        Object buffer = calls.call(Sysno.PIPE_BUFFER.number());
        Object bytes = calls.call(Sysno.PIPE_ALLOCATE.number(), buffer, 9);
        assertThat(bytes).isInstanceOfSatisfying(ByteBuffer.class, all -> all.put(message("by number")));

        assertThat(calls.call(Sysno.PIPE_GIVE.number(), buffer, pipe.writer().number(), Timeout.forever()))
                .isEqualTo(9);
        assertThat(calls.call(Sysno.PIPE_TAKE.number(), buffer, pipe.reader().number(), Timeout.forever()))
                .isEqualTo(9);
        calls.call(Sysno.PIPE_RELEASE.number(), buffer);

        int reader = pipe.reader().number();
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.PIPE_RELEASE.number(), reader));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.PIPE_GIVE.number(), buffer, buffer, Timeout.forever()));
        assertThat(pipe.reader().tryRead(buffer())).isEqualTo(-1);
    }
}
