package ipc.kernel.pipes;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.admin.KernelAdmin;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.kernel.Kernel;
import ipc.pipes.RingPipes;
import ipc.testkit.client.Child;
import ipc.testkit.client.Client;
import ipc.testkit.rows.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who delivers {@code SIGPIPE} is told once of each call that fails because nobody reads, and of no other. */
class BrokenPipeTest implements Client {
    private static final int PAGE = PipeOptions.PAGE_BYTES;

    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");
    private final Pipes pipes = ipc.face(Pipes.class);
    private final List<Integer> signalled = new CopyOnWriteArrayList<>();

    BrokenPipeTest() {
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
        kernel.subsystems().stream()
                .filter(PipeSubsystem.class::isInstance)
                .map(PipeSubsystem.class::cast)
                .forEach(subsystem -> subsystem.onBroken(process -> signalled.add(process.pid())));
    }

    @Override
    public Ipc ipc() {
        return ipc;
    }

    @Override
    public KernelAdmin admin() {
        return kernel.admin();
    }

    /** How bytes get into a pipe. */
    enum Form {
        WRITE(false, (own, end) -> end.write(message("a"))),
        LARGE_WRITE(false, (own, end) -> end.write(message("a".repeat(PAGE + 1)))),
        TIMED_WRITE(false, (own, end) -> end.write(message("a"), Timeout.after(Duration.ofHours(1)))),
        PACKET(true, (own, end) -> end.write(message("a"))),
        LARGE_PACKET(true, (own, end) -> end.write(message("a".repeat(PAGE + 1)))),
        GIFT(false, Form::give),
        SPLICE(false, (own, end) -> filled(own, false).splice(end, PAGE, Timeout.forever())),
        TEE(false, (own, end) -> filled(own, false).tee(end, PAGE, Timeout.forever())),
        SPLICED_PACKET(true, (own, end) -> filled(own, true).splice(end, PAGE, Timeout.forever())),
        COPIED_PACKET(true, (own, end) -> filled(own, true).tee(end, PAGE, Timeout.forever())),
        CHANNEL(false, (own, end) -> own.writing(end).write(message("a"))),
        GATHERED(false, (own, end) -> own.writing(end).write(sources("a", "b"))),
        GATHERED_PACKET(true, (own, end) -> own.writing(end).write(sources("a", "b"))),
        GATHERED_IN_TURN(false, (own, end) -> own.writing(end).write(sources("a", "b".repeat(PAGE)))),
        STREAM(false, (own, end) -> own.output(end).write(new byte[1])),
        LARGE_STREAM(false, (own, end) -> own.output(end).write(new byte[2 * PAGE + 1]));

        final boolean packets;
        final Putting putting;

        Form(boolean packets, Putting putting) {
            this.packets = packets;
            this.putting = putting;
        }

        /** Something with a pipe that fails. */
        @FunctionalInterface
        interface Putting {
            void put(Pipes own, PipeEnd end) throws IOException;
        }

        private static void give(Pipes own, PipeEnd end) {
            try (PipeBuffer buffer = own.newBuffer()) {
                buffer.allocate(1).put((byte) 'a');
                buffer.give(end, Timeout.forever());
            }
        }

        private static PipeEnd filled(Pipes own, boolean packets) {
            PipePair pair = own.create(packets ? PipeOptions.readWrite().packets() : PipeOptions.readWrite());
            pair.writer().write(message("a"));
            return pair.reader();
        }

        private static ByteBuffer[] sources(String first, String second) {
            return new ByteBuffer[] {message(first), message(second)};
        }
    }

    private String newFifo(boolean packets) {
        String name = Client.newName();
        PipeOptions page = PipeOptions.readWrite().capacityBytes(PAGE);
        pipes.makeFifo(name, packets ? page.packets() : page);
        return name;
    }

    /** Starts a process that puts something into a FIFO, and returns what that call throws. */
    private Child<Throwable> startPutting(Form form, String name) {
        return start(own -> {
            Pipes face = own.face(Pipes.class);
            PipeEnd end = face.open(name, PipeOptions.writing().nonBlocking());
            end.nonBlocking(false);
            return catchThrowable(() -> form.putting.put(face, end));
        });
    }

    private static void fill(PipeEnd end) {
        for (int bytes : new int[] {PAGE, 1}) {
            ByteBuffer piece = ByteBuffer.allocate(bytes);
            while (end.tryWrite(piece) > 0) {
                piece.clear();
            }
        }
    }

    private static void assertBroken(Throwable failure) {
        assertThat(failure)
                .isInstanceOfAny(IpcException.class, IOException.class)
                .hasMessageStartingWith("EPIPE: ");
    }

    @ParameterizedTest
    @EnumSource
    @Row("PI-07")
    void shouldTellOfAWriterThatWaitedWhenTheLastReaderLeft(Form form) {
        String name = newFifo(form.packets);
        PipeEnd reader = pipes.open(name, PipeOptions.reading().nonBlocking());
        fill(pipes.open(name, PipeOptions.writing().nonBlocking()));
        Child<Throwable> writer = startPutting(form, name);
        awaitBlocked(writer.process());
        assertThat(signalled).isEmpty();

        reader.close();

        assertBroken(writer.result());
        assertThat(signalled).containsExactly(writer.process().pid());
    }

    @ParameterizedTest
    @EnumSource
    @Row("PI-06")
    void shouldTellOfAWriterThatFindsNoReader(Form form) {
        String name = newFifo(form.packets);
        PipeEnd reader = pipes.open(name, PipeOptions.reading().nonBlocking());
        pipes.makeFifo("/go", PipeOptions.readWrite());
        Child<Throwable> writer = start(own -> {
            Pipes face = own.face(Pipes.class);
            PipeEnd end = face.open(name, PipeOptions.writing());
            ByteBuffer go = ByteBuffer.allocate(1);
            face.open("/go", PipeOptions.reading()).read(go);
            return catchThrowable(() -> form.putting.put(face, end));
        });
        PipeEnd go = pipes.open("/go", PipeOptions.writing());
        await(() -> reader.status().writers() == 1);
        reader.close();

        go.write(message("g"));

        assertBroken(writer.result());
        assertThat(signalled).containsExactly(writer.process().pid());
    }

    @Test
    @Row({"PI-06", "PI-07"})
    void shouldTellOfEachWriterThatWaited() {
        String name = newFifo(false);
        PipeEnd reader = pipes.open(name, PipeOptions.reading().nonBlocking());
        fill(pipes.open(name, PipeOptions.writing().nonBlocking()));
        Child<Throwable> first = startPutting(Form.WRITE, name);
        Child<Throwable> second = startPutting(Form.GIFT, name);
        awaitBlocked(first.process());
        awaitBlocked(second.process());

        reader.close();

        assertBroken(first.result());
        assertBroken(second.result());
        assertThat(signalled)
                .containsExactlyInAnyOrder(
                        first.process().pid(), second.process().pid());
    }

    @Test
    @Row("PI-07")
    void shouldNotTellOfAWriteThatPartWentIn() {
        String name = newFifo(false);
        PipeEnd reader = pipes.open(name, PipeOptions.reading().nonBlocking());
        Child<Integer> writer = start(
                own -> own.face(Pipes.class).open(name, PipeOptions.writing()).write(message("a".repeat(PAGE + 1))));
        awaitBlocked(writer.process());

        reader.close();

        assertThat(writer.result()).isEqualTo(PAGE);
        assertThat(signalled).isEmpty();
    }

    @Test
    @Row({"PI-03", "PI-05", "PI-12"})
    void shouldNotTellOfAWriteThatFailsOtherwise() throws IOException {
        PipePair pipe = pipes.create(PipeOptions.readWrite().capacityBytes(PAGE).nonBlocking());
        PipePair source = pipes.create(PipeOptions.readWrite());
        source.writer().write(message("a"));
        PipeEnd writer = pipe.writer();
        fill(writer);
        PipeBuffer gift = pipes.newBuffer();
        gift.allocate(1).put((byte) 'a');

        assertFails(Errno.EAGAIN, () -> writer.write(message("a")));
        assertThat(writer.tryWrite(message("a"))).isNegative();
        assertFails(Errno.EAGAIN, () -> gift.give(writer, Timeout.forever()));
        assertFails(Errno.EAGAIN, () -> source.reader().splice(writer, 1, Timeout.forever()));
        assertFails(Errno.EAGAIN, () -> source.reader().tee(writer, 1, Timeout.forever()));
        assertThat(pipes.writing(writer).write(new ByteBuffer[] {message("a"), message("b")}))
                .isZero();
        writer.nonBlocking(false);
        assertFails(Errno.ETIMEDOUT, () -> writer.write(message("a"), Timeout.after(Duration.ofNanos(1))));
        pipe.reader().close();
        assertThat(writer.write(ByteBuffer.allocate(0))).isZero();
        assertThat(source.reader().splice(writer, 0, Timeout.forever())).isZero();
        writer.close();
        assertFails(Errno.EBADF, () -> writer.write(message("a")));

        assertThat(signalled).isEmpty();
    }

    @Test
    @Row({"PI-08", "PI-09"})
    void shouldNotTellOfReaders() throws IOException {
        PipePair pipe = pipes.create(PipeOptions.readWrite().nonBlocking());
        PipePair target = pipes.create(PipeOptions.readWrite());
        PipeEnd reader = pipe.reader();
        assertFails(Errno.EAGAIN, () -> reader.read(buffer()));
        assertThat(reader.tryRead(buffer())).isNegative();
        assertFails(Errno.EAGAIN, () -> pipes.newBuffer().take(reader, Timeout.forever()));

        pipe.writer().close();

        assertThat(reader.read(buffer())).isZero();
        assertThat(reader.tryRead(buffer())).isZero();
        assertThat(pipes.newBuffer().take(reader, Timeout.forever())).isZero();
        assertThat(reader.splice(target.writer(), 1, Timeout.forever())).isZero();
        assertThat(pipes.reading(reader).read(buffer())).isNegative();
        assertFails(Errno.EBADF, () -> reader.write(message("a")));
        assertThat(signalled).isEmpty();
    }

    @Test
    @Row("PI-07")
    void shouldTellOnceOfAGatheredWriteWhoseFirstBufferWentIn() {
        String name = newFifo(false);
        PipeEnd reader = pipes.open(name, PipeOptions.reading().nonBlocking());
        ByteBuffer[] sources = {message("a".repeat(PAGE)), message("b")};
        Child<Throwable> writer = start(own -> {
            Pipes face = own.face(Pipes.class);
            PipeEnd end = face.open(name, PipeOptions.writing());
            return catchThrowable(() -> face.writing(end).write(sources));
        });
        awaitBlocked(writer.process());

        reader.close();

        assertBroken(writer.result());
        assertThat(sources[0].hasRemaining()).isFalse();
        assertThat(sources[1].position()).isZero();
        assertThat(signalled).containsExactly(writer.process().pid());
    }

    @Test
    @Row("PI-07")
    void shouldNotTellOfAWriterWhoseProcessGoesFirst() {
        String name = newFifo(false);
        PipeEnd reader = pipes.open(name, PipeOptions.reading().nonBlocking());
        fill(pipes.open(name, PipeOptions.writing().nonBlocking()));
        Child<Integer> killed = start(
                own -> own.face(Pipes.class).open(name, PipeOptions.writing()).write(message("a")));
        awaitBlocked(killed.process());

        killed.process().kill();
        assertThat(killed.status().killed()).isTrue();
        reader.close();

        assertThat(signalled).isEmpty();
    }
}
