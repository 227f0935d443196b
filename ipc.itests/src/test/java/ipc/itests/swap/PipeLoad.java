package ipc.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;

/**
 * What writers and readers of FIFOs do: all kinds of calls, mixed. A record is its writer's number and its own, and in
 * one piece.
 */
public final class PipeLoad {
    private static final int BYTES = 8;
    private static final int BATCH = 3;
    private static final Timeout SHORT = Timeout.after(Duration.ofMillis(1));

    private final Arrivals arrivals = new Arrivals();
    private volatile boolean stopped;

    /** Writers are to end, and the readers after them. */
    public void stop() {
        stopped = true;
    }

    /** Nothing was lost, doubled or out of order. */
    public void shouldHaveSeenEachOnce() {
        arrivals.shouldBeComplete();
    }

    private static ByteBuffer records(int writer, int next, int count) {
        ByteBuffer records = ByteBuffer.allocate(count * BYTES);
        for (int i = 0; i < count; i++) {
            records.putInt(writer).putInt(next + i);
        }
        return records.flip();
    }

    /** Writes to the FIFO of a name until told to stop; returns how many records. */
    public int write(Ipc ipc, String name, int writer, long seed) {
        Random random = new Random(seed + writer);
        Pipes pipes = ipc.face(Pipes.class);
        int next = 0;
        try (PipeEnd end = pipes.open(name, PipeOptions.writing());
                PipeBuffer buffer = pipes.newBuffer()) {
            boolean packets = end.status().packets();
            while (!stopped) {
                next += writes(end, buffer, random.nextInt(packets ? 3 : 5), writer, next);
            }
        }
        arrivals.sent(writer, next);
        return next;
    }

    private static int writes(PipeEnd end, PipeBuffer buffer, int how, int writer, int next) {
        ByteBuffer one = records(writer, next, 1);
        try {
            int bytes = switch (how) {
                case 0 -> end.write(one);
                case 1 -> end.write(one, SHORT);
                case 2 -> end.tryWrite(one);
                case 3 -> end.write(records(writer, next, BATCH));
                default -> {
                    buffer.allocate(BYTES).put(one);
                    yield buffer.give(end, Timeout.forever());
                }
            };
            return Math.max(bytes, 0) / BYTES;
        } catch (IpcException failure) {
            if (failure.errno() != Errno.ETIMEDOUT) {
                throw failure;
            }
            return 0;
        }
    }

    /** Reads from the FIFO of a name until its writers have closed it; returns how many records. */
    public int read(Ipc ipc, String name, long seed) {
        Random random = new Random(seed);
        Arrivals.Receiver receiver = arrivals.newReceiver();
        ByteBuffer record = ByteBuffer.allocate(BYTES);
        try (PipeEnd end = ipc.face(Pipes.class).open(name, PipeOptions.reading())) {
            while (reads(end, random.nextInt(3), record.clear()) != 0) {
                if (record.position() > 0) {
                    assertThat(record.position()).as("bytes of a record").isEqualTo(BYTES);
                    receiver.note(record.getInt(0), record.getInt(Integer.BYTES));
                }
            }
        }
        return receiver.count();
    }

    /** Returns below 0 for "not now". */
    private static int reads(PipeEnd end, int how, ByteBuffer record) {
        try {
            return switch (how) {
                case 0 -> end.read(record);
                case 1 -> end.read(record, SHORT);
                default -> end.tryRead(record);
            };
        } catch (IpcException failure) {
            if (failure.errno() != Errno.ETIMEDOUT) {
                throw failure;
            }
            return -1;
        }
    }
}
