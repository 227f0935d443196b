package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Limit;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.PipeStatus;
import ipc.api.pipes.Pipes;
import ipc.api.pipes.Readiness;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Handles and open descriptions of pipes, by type and by number. */
interface PipeHandleRows extends PipeClient {
    @Test
    @Row("PI-13")
    default void shouldReportTheWrongEndAsABadDescriptor() {
        PipePair pipe = newPipe();

        assertFails(Errno.EBADF, () -> pipe.writer().read(buffer()));
        assertFails(Errno.EBADF, () -> pipe.reader().write(message("x")));
    }

    @Test
    @Row("G-04")
    default void shouldReportAMissingRightAsNoAccess() {
        PipeEnd both = pipes().open(newFifo(), PipeOptions.readWrite());
        PipeEnd writer = both.duplicate(EnumSet.of(Right.WRITE));

        assertFails(Errno.EACCES, () -> writer.tryRead(buffer()));
        assertFails(Errno.EACCES, writer::status);
        assertFails(Errno.EACCES, () -> writer.resize(1));
        assertFails(Errno.EACCES, () -> writer.nonBlocking(true));
        put(writer, "x");
    }

    @Test
    @Row("PI-14")
    default void shouldHaveNoPosition() {
        Syscalls calls = ipc().face(Syscalls.class);
        PipePair pipe = newPipe();

        assertFails(
                Errno.ESPIPE,
                () -> calls.call(Sysno.PIPE_SEEK.number(), pipe.reader().number(), 0L));
        assertFails(
                Errno.ESPIPE,
                () -> calls.call(Sysno.PIPE_SEEK.number(), pipe.writer().number(), 7L));
    }

    @Test
    @Row("PI-26")
    default void shouldShowTheReaderThatNobodyWrites() {
        PipePair pipe = newPipe();
        assertThat(pipe.reader().status().ready()).isEmpty();
        put(pipe.writer(), "x");
        assertThat(pipe.reader().status().ready()).containsExactly(Readiness.IN);

        pipe.writer().close();

        assertThat(pipe.reader().status().ready()).containsExactly(Readiness.IN, Readiness.HUP);
        assertThat(read(pipe.reader())).isEqualTo("x");
        assertThat(pipe.reader().status().ready()).containsExactly(Readiness.HUP);
    }

    @Test
    @Row("PI-27")
    default void shouldShowTheWriterThatNobodyReads() {
        PipePair pipe = newPipe();
        assertThat(pipe.writer().status().ready()).containsExactly(Readiness.OUT);
        put(pipe.writer(), "x");
        assertThat(pipe.writer().status().ready()).isEmpty();

        pipe.reader().close();

        assertThat(pipe.writer().status().ready()).containsExactly(Readiness.ERR);
    }

    @Test
    default void shouldShareTheDescriptionWithDuplicates() {
        PipePair pipe = newPipe();
        PipeEnd duplicate = pipe.writer().duplicate(pipe.writer().rights());

        PipeStatus before = pipe.writer().nonBlocking(true);

        assertThat(before.nonBlocking()).isFalse();
        assertThat(duplicate.status().nonBlocking()).isTrue();
        pipe.writer().close();
        put(duplicate, "still open");
        assertThat(duplicate.status().writers()).isOne();
        duplicate.close();
        assertThat(read(pipe.reader())).isEqualTo("still open");
        assertThat(read(pipe.reader())).isEmpty();
    }

    @Test
    @Row({"G-02", "HA-04"})
    default void shouldReportAClosedHandle() {
        PipePair pipe = newPipe();
        pipe.reader().close();
        pipe.writer().close();

        assertFails(Errno.EBADF, () -> pipe.reader().tryRead(buffer()));
        assertFails(Errno.EBADF, () -> pipe.writer().tryWrite(message("x")));
        assertFails(Errno.EBADF, pipe.reader()::status);
        assertFails(Errno.EBADF, () -> pipe.writer().resize(1));
        assertFails(Errno.EBADF, () -> pipe.writer().nonBlocking(true));
        pipe.reader().close();
    }

    @Test
    @Row("KN-04")
    default void shouldCloseTheEndsOfAProcessThatEnds() {
        String name = newFifo();
        PipeEnd reader = pipes().open(name, PipeOptions.reading().nonBlocking());
        Child<Integer> writer =
                start(ipc -> PipeClient.open(ipc, name, PipeOptions.writing()).write(message("all I had")));
        assertThat(writer.result()).isEqualTo(9);

        assertThat(read(reader)).isEqualTo("all I had");

        assertThat(reader.read(buffer())).as("the end").isZero();
        assertThat(reader.status().writers()).isZero();
    }

    @Test
    @Row("G-14")
    default void shouldLeaveNothingWhereThereAreNoHandlesLeft() {
        int objects = admin().objects().size();

        assertFails(
                Errno.EMFILE,
                () -> asUser(7, ipc -> {
                    ipc.self().limit(Limit.HANDLES, new Limit.Value(1, 1));
                    return ipc.face(Pipes.class).create(PipeClient.page());
                }));

        assertThat(admin().objects()).hasSize(objects);
    }

    @Test
    default void shouldShowItsFiguresToOperators() {
        String name = newFifo();
        PipeEnd both = pipes().open(name, PipeOptions.readWrite());
        put(both, "four");

        ObjectSnapshot shown = admin().objects().stream()
                .filter(object -> object.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(shown.mechanism()).isEqualTo("pipes");
        assertThat(shown.figures()).containsEntry("buffered bytes", 4L).containsEntry("readers ends", 1L);
        admin().remove("pipes", name);
        assertFails(Errno.ENOENT, () -> pipes().open(name, PipeOptions.readWrite()));
    }

    @Test
    @Row({"G-03", "PI-09"})
    default void shouldReachTheSameByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        Object created = Objects.requireNonNull(calls.call(Sysno.PIPE_CREATE.number(), PipeClient.page()));
        List<?> ends = (List<?>) created;
        Object reader = ends.get(0);
        Object writer = ends.get(1);
        ByteBuffer buffer = buffer();

        assertThat(calls.call(Sysno.PIPE_WRITE.number(), writer, message("by"), Timeout.forever()))
                .isEqualTo(2);
        assertThat(calls.call(Sysno.PIPE_TRY_WRITE.number(), writer, message("number")))
                .isEqualTo(6);
        assertThat(calls.call(Sysno.PIPE_READ.number(), reader, buffer, Timeout.forever()))
                .isEqualTo(8);
        assertThat(text(buffer)).isEqualTo("bynumber");
        assertThat(calls.call(Sysno.PIPE_TRY_READ.number(), reader, buffer())).isEqualTo(-1);
        assertThat(calls.call(Sysno.PIPE_RESIZE.number(), reader, 2 * PAGE)).isEqualTo(2 * PAGE);
        assertThat(calls.call(Sysno.PIPE_SETFL.number(), reader, true)).isInstanceOf(PipeStatus.class);
        assertFails(Errno.EAGAIN, () -> calls.call(Sysno.PIPE_READ.number(), reader, buffer(), Timeout.forever()));
        calls.call(Sysno.CLOSE.number(), writer);
        assertThat(calls.call(Sysno.PIPE_STATUS.number(), reader))
                .isInstanceOfSatisfying(
                        PipeStatus.class, status -> assertThat(status.ready()).isEqualTo(Set.of(Readiness.HUP)));
        String name = newName();
        calls.call(Sysno.PIPE_MKFIFO.number(), name, PipeClient.page());
        Object fifo = calls.call(Sysno.PIPE_OPEN.number(), name, PipeOptions.readWrite(), Timeout.forever());
        calls.call(Sysno.PIPE_UNLINK.number(), name);
        calls.call(Sysno.CLOSE.number(), fifo);
    }
}
