package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.testkit.kernel.Call;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bytes from pipe to pipe. */
interface PipeMoveRows extends PipeClient {
    private static int splice(PipePair from, PipePair to) {
        return from.reader().splice(to.writer(), PAGE, Timeout.forever());
    }

    @Test
    @Row("PI-29")
    default void shouldMoveBytesFromPipeToPipe() {
        PipePair from = newPipe();
        PipePair to = newPipe();
        put(from.writer(), "moved");

        assertThat(from.reader().splice(to.writer(), 3, Timeout.forever())).isEqualTo(3);
        assertThat(splice(from, to)).isEqualTo(2);

        assertThat(read(to.reader())).isEqualTo("moved");
        assertThat(from.reader().status().statistics().read()).isEqualTo(5);
        assertThat(to.reader().status().statistics().written()).isEqualTo(5);
    }

    @Test
    @Row("PI-28")
    default void shouldCopyBytesFromPipeToPipe() {
        PipePair from = newPipe();
        PipePair to = newPipe();
        put(from.writer(), "copied");

        assertThat(from.reader().tee(to.writer(), PAGE, Timeout.forever())).isEqualTo(6);

        assertThat(read(to.reader())).isEqualTo("copied");
        assertThat(read(from.reader())).isEqualTo("copied");
    }

    @Test
    @Row({"PI-25", "PI-28", "PI-29"})
    default void shouldMovePacketsAsTheyAre() {
        PipePair from = pipes().create(PipeClient.page().packets());
        PipePair to = pipes().create(PipeClient.page().packets());
        put(from.writer(), "one");
        put(from.writer(), "two");

        assertFails(Errno.EMSGSIZE, () -> from.reader().splice(to.writer(), 2, Timeout.forever()));
        assertThat(from.reader().tee(to.writer(), 3, Timeout.forever())).isEqualTo(3);
        assertThat(from.reader().splice(to.writer(), PAGE, Timeout.forever())).isEqualTo(6);

        assertThat(read(to.reader())).isEqualTo("one");
        assertThat(read(to.reader())).isEqualTo("one");
        assertThat(read(to.reader())).isEqualTo("two");
    }

    @Test
    @Row({"PI-28", "PI-29"})
    default void shouldRefuseToMoveWhereThatMakesNoSense() {
        PipePair pipe = newPipe();
        PipePair other = newPipe();
        PipePair packets = pipes().create(PipeClient.page().packets());
        put(pipe.writer(), "stays");

        assertFails(Errno.EINVAL, () -> splice(pipe, pipe));
        assertFails(Errno.EINVAL, () -> pipe.reader().tee(pipe.writer(), 1, Timeout.forever()));
        assertFails(Errno.EINVAL, () -> splice(pipe, packets));
        assertFails(Errno.EINVAL, () -> splice(packets, pipe));
        assertFails(Errno.EINVAL, () -> pipe.reader().splice(other.writer(), -1, Timeout.forever()));
        assertFails(Errno.EBADF, () -> pipe.writer().splice(other.writer(), 1, Timeout.forever()));
        assertFails(Errno.EBADF, () -> pipe.reader().splice(other.reader(), 1, Timeout.forever()));
        assertThat(pipe.reader().splice(other.writer(), 0, Timeout.forever())).isZero();

        assertThat(read(pipe.reader())).isEqualTo("stays");
    }

    @Test
    @Row({"PI-28", "PI-29"})
    default void shouldAskForTheRightsOfBothEnds() {
        PipePair from = newPipe();
        PipePair to = newPipe();
        put(from.writer(), "stays");
        PipeEnd blind = from.reader().duplicate(Set.of(Right.INSPECT));
        PipeEnd mute = to.writer().duplicate(Set.of(Right.INSPECT));

        assertFails(Errno.EACCES, () -> blind.splice(to.writer(), 1, Timeout.forever()));
        assertFails(Errno.EACCES, () -> from.reader().tee(mute, 1, Timeout.forever()));

        assertThat(read(from.reader())).isEqualTo("stays");
    }

    @Test
    @Row("PI-29")
    default void shouldRefuseWhatIsNoEndOfAPipeAndOffsets() {
        PipePair from = newPipe();
        PipePair to = newPipe();
        Syscalls calls = ipc().face(Syscalls.class);
        int number = Sysno.PIPE_SPLICE.number();
        int reader = from.reader().number();
        int writer = to.writer().number();
        Object buffer = calls.call(Sysno.PIPE_BUFFER.number());
        put(from.writer(), "by number");

        assertFails(Errno.EINVAL, () -> calls.call(number, buffer, writer, 1, Timeout.forever(), null));
        assertFails(Errno.EINVAL, () -> calls.call(number, reader, buffer, 1, Timeout.forever(), null));
        assertFails(Errno.ESPIPE, () -> calls.call(number, reader, writer, 1, Timeout.forever(), 0L));

        assertThat(calls.call(number, reader, writer, 2, Timeout.forever(), null))
                .isEqualTo(2);
        assertThat(calls.call(Sysno.PIPE_TEE.number(), reader, writer, PAGE, Timeout.forever()))
                .isEqualTo(7);
        assertThat(read(to.reader())).isEqualTo("by number");
    }

    @Test
    @Row("PI-29")
    default void shouldWaitForBytesAndForRoomToMove() {
        String name = newFifo();
        PipeEnd source = pipes().open(name, PipeOptions.readWrite());
        Child<String> mover = start(ipc -> {
            Pipes own = ipc.face(Pipes.class);
            PipePair to = own.create(PipeClient.page());
            put(to.writer(), "x".repeat(PAGE - 1));
            PipeEnd from = own.open(name, PipeOptions.reading());
            int moved = from.splice(to.writer(), PAGE, Timeout.forever());
            assertFails(Errno.ETIMEDOUT, () -> from.splice(to.writer(), 1, Timeout.after(Duration.ofNanos(1))));
            return moved + read(to.reader());
        });
        awaitBlocked(mover.process());

        put(source, "late");

        assertThat(mover.result()).isEqualTo(1 + "x".repeat(PAGE - 1) + "l");
        assertThat(read(source)).isEqualTo("ate");
    }

    @Test
    @Row({"PI-28", "PI-29"})
    default void shouldNotWaitWhereEitherEndIsNonBlocking() {
        PipePair from = newPipe();
        PipePair to = newPipe();
        PipePair never = pipes().create(PipeClient.page().nonBlocking());

        assertFails(Errno.EAGAIN, () -> splice(never, to));
        assertFails(Errno.EAGAIN, () -> splice(from, never));
    }

    @Test
    @Row({"PI-28", "PI-29"})
    default void shouldFindTheEndAndTheBreakOfEitherPipe() {
        PipePair from = newPipe();
        PipePair to = newPipe();
        put(from.writer(), "rest");
        to.reader().close();

        assertFails(Errno.EPIPE, () -> splice(from, to));
        assertFails(Errno.EPIPE, () -> from.reader().tee(to.writer(), 1, Timeout.forever()));

        PipePair open = newPipe();
        from.writer().close();
        assertThat(splice(from, open)).isEqualTo(4);
        assertThat(splice(from, open)).isZero();
        assertThat(from.reader().tee(open.writer(), 1, Timeout.forever())).isZero();
    }

    @Test
    @Row("G-12")
    default void shouldKeepTheOtherEndOpenUntilTheMoveIsOver() {
        PipePair from = newPipe();
        PipePair to = newPipe();
        Call<Integer> mover = Call.start(() -> splice(from, to));
        await(() -> from.reader().status().waiting() == 1);

        to.writer().close();

        assertThat(to.reader().status().writers()).isOne();
        put(from.writer(), "whole");
        assertThat(mover.result()).isEqualTo(5);
        assertThat(read(to.reader())).isEqualTo("whole");
        await(() -> to.reader().status().writers() == 0);
    }

    @Test
    @Row("G-12")
    default void shouldLoseNothingToAMoverThatDies() {
        String source = newFifo();
        PipeEnd from = pipes().open(source, PipeOptions.readWrite());
        Child<Integer> mover = start(ipc -> {
            Pipes own = ipc.face(Pipes.class);
            PipePair to = own.create(PipeClient.page());
            return own.open(source, PipeOptions.reading()).splice(to.writer(), PAGE, Timeout.forever());
        });
        awaitBlocked(mover.process());

        mover.process().kill();
        assertThat(mover.status().killed()).isTrue();

        put(from, "kept");
        assertThat(read(from)).isEqualTo("kept");
    }
}
