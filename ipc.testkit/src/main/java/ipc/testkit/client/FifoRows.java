package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import ipc.testkit.rows.Row;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pipes with names: who waits for whom when they are opened, who may, and what is left when they are closed. */
interface FifoRows extends PipeClient {
    @Test
    @Row("PI-15")
    default void shouldRefuseANameThatIsTaken() {
        String name = newFifo();

        assertFails(Errno.EEXIST, () -> pipes().makeFifo(name, PipeOptions.readWrite()));
    }

    @Test
    default void shouldFindOnlyWhatWasMade() {
        assertFails(Errno.ENOENT, () -> pipes().open(newName(), PipeOptions.readWrite()));
        assertFails(Errno.EINVAL, () -> pipes().makeFifo("no-slash", PipeOptions.readWrite()));
        assertFails(Errno.ENOENT, () -> pipes().makeFifo("/", PipeOptions.readWrite()));
        assertFails(Errno.EACCES, () -> pipes().makeFifo("/a/b", PipeOptions.readWrite()));
    }

    @Test
    @Row("G-13")
    default void shouldBoundTheLengthOfNames() {
        pipes().makeFifo("/" + "n".repeat(255), PipeOptions.readWrite());
        pipes().unlink("/" + "n".repeat(255));

        assertFails(Errno.ENAMETOOLONG, () -> pipes().makeFifo("/" + "n".repeat(256), PipeOptions.readWrite()));
    }

    @Test
    @Row("PI-16")
    default void shouldBlockWhoOpensForReadingUntilSomebodyOpensForWriting() {
        String name = newFifo();
        Child<String> reader = start(ipc -> read(PipeClient.open(ipc, name, PipeOptions.reading())));
        awaitBlocked(reader.process());

        PipeEnd writer = pipes().open(name, PipeOptions.writing());

        put(writer, "met");
        assertThat(reader.result()).isEqualTo("met");
    }

    @Test
    @Row("PI-17")
    default void shouldOpenForReadingAtOnceWhereWaitingIsNotWanted() {
        PipeEnd reader = pipes().open(newFifo(), PipeOptions.reading().nonBlocking());

        assertThat(reader.read(buffer())).as("the end").isZero();
    }

    @Test
    @Row("PI-18")
    default void shouldNotOpenForWritingWhereNobodyReads() {
        String name = newFifo();

        assertFails(Errno.ENXIO, () -> pipes().open(name, PipeOptions.writing().nonBlocking()));

        PipeEnd reader = pipes().open(name, PipeOptions.reading().nonBlocking());
        assertThat(reader.status().writers()).isZero();
        PipeEnd writer = pipes().open(name, PipeOptions.writing().nonBlocking());
        put(writer, "x");
        assertThat(read(reader)).isEqualTo("x");
    }

    @Test
    @Row("PI-19")
    default void shouldBlockWhoOpensForWritingUntilSomebodyOpensForReading() {
        String name = newFifo();
        Child<Integer> writer =
                start(ipc -> PipeClient.open(ipc, name, PipeOptions.writing()).write(message("met")));
        awaitBlocked(writer.process());

        PipeEnd reader = pipes().open(name, PipeOptions.reading());

        assertThat(read(reader)).isEqualTo("met");
        assertThat(writer.result()).isEqualTo(3);
    }

    @Test
    @Row("PI-20")
    default void shouldNeverBlockWhoOpensBothEnds() {
        PipeEnd both = pipes().open(newFifo(), PipeOptions.readWrite());

        put(both, "to myself");

        assertThat(read(both)).isEqualTo("to myself");
        assertThat(both.tryRead(buffer()))
                .as("no end while this end writes too")
                .isEqualTo(-1);
    }

    @Test
    @Row({"PI-16", "PI-19"})
    default void shouldLetAnOpenGoThroughAlthoughTheOtherEndClosesAtOnce() {
        String name = newFifo();
        Child<String> reader = start(ipc -> read(PipeClient.open(ipc, name, PipeOptions.reading())));
        awaitBlocked(reader.process());

        pipes().open(name, PipeOptions.writing()).close();

        assertThat(reader.result()).isEmpty();
    }

    @Test
    @Row({"PI-16", "PI-19"})
    default void shouldGiveUpOpeningInTime() {
        String name = newFifo();
        Timeout soon = Timeout.after(Duration.ofNanos(10));

        assertFails(Errno.ETIMEDOUT, () -> pipes().open(name, PipeOptions.reading(), soon));
        assertFails(Errno.ETIMEDOUT, () -> pipes().open(name, PipeOptions.writing(), soon));

        PipeEnd both = pipes().open(name, PipeOptions.readWrite());
        assertThat(both.status().readers()).isOne();
        assertThat(both.status().writers()).isOne();
        both.close();
        assertFails(Errno.ENXIO, () -> pipes().open(name, PipeOptions.writing().nonBlocking()));
    }

    @Test
    @Row({"PI-16", "G-08", "G-12"})
    default void shouldLeaveNothingOfAnOpenThatIsEnded() {
        String name = newFifo();
        Child<PipeEnd> interrupted = startOpen(name, PipeOptions.reading());
        Child<PipeEnd> killed = startOpen(name, PipeOptions.reading());
        awaitBlocked(interrupted.process());
        awaitBlocked(killed.process());

        interrupted.process().interrupt();
        killed.process().kill();

        assertFails(Errno.EINTR, interrupted::result);
        assertThat(killed.status().killed()).isTrue();
        assertFails(Errno.ENXIO, () -> pipes().open(name, PipeOptions.writing().nonBlocking()));
    }

    @Test
    @Row("PI-21")
    default void shouldLoseWhatIsInsideWhenEverybodyCloses() {
        String name = newFifo();
        PipeEnd first = pipes().open(name, PipeOptions.readWrite());
        put(first, "lost");
        first.close();

        PipeEnd second = pipes().open(name, PipeOptions.readWrite());

        assertThat(second.tryRead(buffer())).isEqualTo(-1);
        assertThat(second.status().statistics().dropped()).isEqualTo(4);
    }

    @Test
    @Row("PI-22")
    default void shouldReadOnAfterTheEndWhenSomebodyWritesAgain() {
        String name = newFifo();
        PipeEnd reader = pipes().open(name, PipeOptions.reading().nonBlocking());
        assertThat(reader.read(buffer())).isZero();

        PipeEnd writer = pipes().open(name, PipeOptions.writing());

        assertFails(Errno.EAGAIN, () -> reader.read(buffer()));
        put(writer, "again");
        assertThat(read(reader)).isEqualTo("again");
    }

    @Test
    default void shouldLiveOnWithoutItsNameUntilItsLastEndCloses() {
        String name = newFifo();
        PipeEnd both = pipes().open(name, PipeOptions.readWrite());

        pipes().unlink(name);

        put(both, "still there");
        assertThat(read(both)).isEqualTo("still there");
        assertThat(both.status().name()).isEmpty();
        assertFails(Errno.ENOENT, () -> pipes().unlink(name));
        pipes().makeFifo(name, PipeOptions.readWrite());
    }

    @Test
    default void shouldKeepOthersOut() {
        String name = newFifo();

        assertFails(Errno.EACCES, () -> asUser(7, ipc -> PipeClient.open(ipc, name, PipeOptions.readWrite())));
        assertFails(
                Errno.EACCES,
                () -> asUser(7, ipc -> {
                    ipc.face(Pipes.class).unlink(name);
                    return true;
                }));
        assertFails(
                Errno.EINVAL,
                () -> pipes().makeFifo(newName(), PipeOptions.readWrite().mode(01000)));
    }

    @Test
    default void shouldMaskTheMode() {
        String name = newName();
        ipc().umask(0);
        pipes().makeFifo(name, PipeOptions.readWrite().mode(0604));
        ipc().umask(022);

        Integer end = asUser(
                7,
                ipc -> PipeClient.open(ipc, name, PipeOptions.reading().nonBlocking())
                        .tryRead(buffer()));
        assertThat(end).isZero();
        assertFails(Errno.EACCES, () -> asUser(7, ipc -> PipeClient.open(ipc, name, PipeOptions.writing())));
    }
}
