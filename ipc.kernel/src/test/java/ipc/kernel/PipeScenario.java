package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.Pipes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two writers, two readers and an executioner on one small FIFO of bytes or packets: whoever is killed at whatever
 * point, whatever times out, each byte that a writer knows to be in is read exactly once and in order, and everybody
 * finds the end.
 *
 * <p>Each byte names its writer and its place modulo 64. What a process notes without a kernel call after the call that
 * it notes is one step: kills act in calls only. A writer that is killed in the middle of a long write never learns how
 * much of it went in: its bytes may come or not, but in order.
 */
final class PipeScenario implements Program {
    private static final String NAME = "/sim";
    private static final int WRITES = 5;
    private static final int ROUNDS = 10_000;
    private static final int PLACES = 64;
    private static final int PAGES_MAX = 4;
    private static final int NOBODY = -1;
    private static final int PAGE = PipeOptions.PAGE_BYTES;

    private final Random random;
    private final boolean packets;
    private final List<Program> beside;
    private final long[] written = new long[2];
    private final List<ByteBuffer> taken = new ArrayList<>();
    private final AtomicInteger kills;

    /** Nobody, or the place of who was killed: the writers come first. */
    private int killed = NOBODY;

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param kills counts those that were killed
     * @param beside programs that run beside them, to be waited for before the end
     */
    PipeScenario(long seed, AtomicInteger kills, Program... beside) {
        this.random = new Random(seed);
        this.kills = kills;
        this.packets = random.nextBoolean();
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Pipes pipes = ipc.face(Pipes.class);
        PipeOptions options = PipeOptions.readWrite().capacityBytes(PAGE << random.nextInt(2));
        pipes.makeFifo(NAME, packets ? options.packets() : options);
        List<IpcProcess> writers = List.of(spawn(ipc, writer(0)), spawn(ipc, writer(1)));
        List<IpcProcess> readers = List.of(spawn(ipc, reader()), spawn(ipc, reader()));
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (random.nextInt(4) > 0) {
            ipc.sleep(Duration.ofNanos(random.nextInt(20_000)));
            kill(List.of(writers.get(0), writers.get(1), readers.get(0), readers.get(1)), random.nextInt(4));
        }
        PipeEnd last = pipes.open(NAME, PipeOptions.reading().nonBlocking());
        PipeEnd writer = pipes.open(NAME, PipeOptions.writing());
        writers.forEach(each -> await(ipc, each, () -> drain(last))); // all readers may be dead, or done
        writer.close();
        readers.forEach(each -> await(ipc, each, () -> letIn(pipes)));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        drain(last);
        check(last);
        last.close();
        pipes.unlink(NAME);
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("pipe user", program));
    }

    private void kill(List<IpcProcess> all, int which) {
        if (Simulation.kill(all.get(which))) {
            killed = which;
            kills.incrementAndGet();
        }
    }

    /** Does something again and again until a process has ended, so that it waits for nobody who was killed. */
    private static void await(Ipc ipc, IpcProcess process, Runnable help) {
        for (int round = 0; ipc.waitFor(process.pid(), Timeout.after(0, 500)) == null; round++) {
            assertThat(round).as("rounds until " + process + " ends").isLessThan(ROUNDS);
            help.run();
        }
    }

    /** A reader may have come late, and wait for somebody to open the other end. */
    private static void letIn(Pipes pipes) {
        pipes.open(NAME, PipeOptions.writing().nonBlocking()).close();
    }

    private Program writer(int number) {
        return (ipc, arguments) -> {
            Pipes pipes = ipc.face(Pipes.class);
            PipeEnd end = pipes.open(NAME, PipeOptions.writing());
            for (int i = 0; i < WRITES; i++) {
                resizes(end);
                writes(pipes, end, number);
            }
            return 0;
        };
    }

    /** Makes the pipe smaller or larger, now and then and if its contents allow. */
    private void resizes(PipeEnd end) {
        if (random.nextInt(8) > 0) {
            return;
        }
        try {
            end.resize(PAGE * (1 + random.nextInt(PAGES_MAX)));
        } catch (IpcException full) {
            assertThat(full.errno()).isEqualTo(Errno.EBUSY);
        }
    }

    private void writes(Pipes pipes, PipeEnd end, int number) {
        ByteBuffer bytes = bytes(number, written[number], length());
        int before = bytes.remaining();
        try {
            int moved = switch (random.nextInt(packets ? 3 : 4)) {
                case 0 -> end.write(bytes, Timeout.after(0, random.nextInt(2_000)));
                case 1 -> end.tryWrite(bytes);
                case 3 -> gives(pipes, end, bytes);
                default -> end.write(bytes);
            };
            assertThat(before - bytes.remaining()).isEqualTo(Math.max(moved, 0));
            written[number] += Math.max(moved, 0);
        } catch (IpcException failure) { // the readers may be dead, or have found the end before this writer came
            assertThat(failure.errno()).isIn(Errno.ETIMEDOUT, Errno.EPIPE);
        }
    }

    private static int gives(Pipes pipes, PipeEnd end, ByteBuffer bytes) {
        int length = Math.min(bytes.remaining(), PAGE);
        try (PipeBuffer buffer = pipes.newBuffer()) {
            buffer.allocate(length).put(bytes.slice().limit(length));
            int given = buffer.give(end, Timeout.forever());
            bytes.position(length);
            return given;
        }
    }

    private int length() {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(3);
            case 1 -> PAGE - random.nextInt(3);
            case 2 -> PAGE + 1 + random.nextInt(2 * PAGE);
            default -> 1 + random.nextInt(PAGE);
        };
    }

    private static ByteBuffer bytes(int number, long from, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            bytes.put((byte) ((long) number * PLACES + (from + i) % PLACES));
        }
        return bytes.flip();
    }

    private Program reader() {
        return (ipc, arguments) -> {
            Pipes pipes = ipc.face(Pipes.class);
            PipeEnd end = pipes.open(NAME, PipeOptions.reading());
            while (reads(pipes, end)) {
                ipc.yieldNow();
            }
            return 0;
        };
    }

    /** Reads or not; false at the end. */
    private boolean reads(Pipes pipes, PipeEnd end) {
        ByteBuffer buffer = ByteBuffer.allocate(PAGES_MAX * PAGE);
        buffer.limit(packets ? PAGE : 1 + random.nextInt(2 * PAGE));
        try {
            int count = switch (random.nextInt(packets ? 3 : 5)) {
                case 0 -> end.read(buffer, Timeout.after(0, random.nextInt(2_000)));
                case 1 -> end.tryRead(buffer);
                case 3 -> takes(pipes, end, buffer);
                case 4 -> readsThroughAnotherPipe(pipes, end, buffer);
                default -> end.read(buffer);
            };
            keep(buffer);
            return count != 0;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return true;
        }
    }

    private static int takes(Pipes pipes, PipeEnd end, ByteBuffer buffer) {
        try (PipeBuffer taker = pipes.newBuffer()) {
            int count = taker.take(end, Timeout.forever());
            if (count > 0) {
                buffer.clear().put(taker.bytes());
            }
            return count;
        }
    }

    private static int readsThroughAnotherPipe(Pipes pipes, PipeEnd end, ByteBuffer buffer) {
        PipePair between = pipes.create(PipeOptions.readWrite().capacityBytes(PAGE));
        try (PipeEnd reader = between.reader();
                PipeEnd writer = between.writer()) {
            int count = end.splice(writer, buffer.remaining(), Timeout.forever());
            return count == 0 ? 0 : reader.read(buffer);
        }
    }

    private void keep(ByteBuffer buffer) {
        if (buffer.position() > 0) {
            taken.add(buffer.flip());
        }
    }

    private void drain(PipeEnd end) {
        ByteBuffer buffer = ByteBuffer.allocate(PAGES_MAX * PAGE);
        while (end.tryRead(buffer) > 0) {
            keep(buffer);
            buffer = ByteBuffer.allocate(PAGES_MAX * PAGE);
        }
    }

    private void check(PipeEnd last) {
        PipeStatistics figures = last.status().statistics();
        long[] came = new long[2];
        long[][] histogram = new long[2][PLACES];
        taken.forEach(buffer -> count(buffer, came, histogram));
        boolean allRead = killed < written.length;
        if (killed == NOBODY) {
            assertThat(figures.dropped()).isZero();
            assertThat(figures.read()).isEqualTo(came[0] + came[1]);
        }
        for (int number = 0; number < written.length; number++) {
            if (allRead && number != killed) {
                assertThat(came[number]).isEqualTo(written[number]);
                assertEvenlySpread(histogram[number], written[number]);
            }
        }
        assertThat(figures.buffered()).isZero();
        assertThat(figures.written()).isEqualTo(figures.read() + figures.dropped());
        assertThat(figures.read()).isGreaterThanOrEqualTo(came[0] + came[1]);
        assertThat(last.status().writers()).isZero();
        assertThat(last.status().waiting()).isZero();
    }

    /** Within one piece, the bytes of one writer follow each other. */
    private static void count(ByteBuffer buffer, long[] came, long[][] histogram) {
        int[] previous = {-1, -1};
        while (buffer.hasRemaining()) {
            int value = buffer.get();
            int number = value / PLACES; // 0 to 127, so never negative
            int place = value % PLACES;
            if (previous[number] >= 0) {
                assertThat(place).isEqualTo((previous[number] + 1) % PLACES);
            }
            previous[number] = place;
            came[number]++;
            histogram[number][place]++;
        }
    }

    private static void assertEvenlySpread(long[] histogram, long total) {
        for (int place = 0; place < PLACES; place++) {
            assertThat(histogram[place]).isEqualTo(total / PLACES + (place < total % PLACES ? 1 : 0));
        }
    }
}
