package ipc.pipes;

import ipc.api.kernel.Memory;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.kernel.schedule.TaskDeadline;
import ipc.stress.RecycledMemory;
import ipc.stress.StressedCalls;
import java.nio.ByteBuffer;

/** Makes pipes for two pieces, for the moment that a stress test needs one, and pieces whose ends can be compared. */
final class StressedPipes {
    /** Of a piece: two longs. */
    static final int BYTES = 16;

    /** What a buffer holds into which nothing was read. */
    static final long NOTHING = -1;

    private static final Memory MEMORY = new RecycledMemory();
    private static final RingPipes PIPES = new RingPipes(StressedCalls.SCHEDULER, MEMORY);

    private StressedPipes() {}

    /** Returns a pipe with a reader and a writer. */
    static PipeObject empty() {
        PipeObject pipe = PIPES.restore("stressed", PipeState.empty(2 * BYTES, false));
        pipe.opened(1, 1);
        return pipe;
    }

    /** Returns a pipe with two pieces in it. */
    static PipeObject full(long first, long second) {
        PipeObject pipe = empty();
        write(pipe, first);
        write(pipe, second);
        return pipe;
    }

    static ByteBuffer piece(long value) {
        return ByteBuffer.allocate(BYTES).putLong(0, value).putLong(Long.BYTES, value);
    }

    static Memory.Region gift(long value) {
        Memory.Region gift = MEMORY.allocate(BYTES);
        gift.buffer().put(0, piece(value), 0, BYTES);
        return gift;
    }

    static int write(PipeObject pipe, long value) {
        return pipe.write(piece(value), TaskDeadline.NOW);
    }

    static int read(PipeObject pipe, ByteBuffer buffer) {
        return pipe.read(buffer, TaskDeadline.NOW);
    }

    /** Reads a piece if there is one; returns its value, or {@link #NOTHING}. */
    static long read(PipeObject pipe) {
        ByteBuffer buffer = piece(NOTHING);
        read(pipe, buffer);
        return buffer.getLong(0);
    }
}
