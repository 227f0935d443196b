package ipc.bench.pipes;

import ipc.api.Timeout;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.bench.Crew;
import ipc.bench.Ours;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One virtual thread gives memory of 64 KiB each time, another one takes it, and gives it back through a second pipe;
 * time of a block, with its way back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GiftBenchmark {
    private static final int BLOCKS = 20_000;
    private static final int IN_FLIGHT = 8;

    private Pipes pipes;
    private PipePair there;
    private PipePair back;

    /** Makes the pipes, and the memory, which waits in the second one. */
    @Setup
    public void open() {
        pipes = Ours.live().ipc().face(Pipes.class);
        PipeOptions options = PipeOptions.readWrite().capacityBytes(2 * IN_FLIGHT * Tubes.BLOCK_BYTES);
        there = pipes.create(options);
        back = pipes.create(options);
        for (int i = 0; i < IN_FLIGHT; i++) {
            PipeBuffer buffer = pipes.newBuffer();
            buffer.allocate(Tubes.BLOCK_BYTES);
            pass(buffer, back.writer());
            buffer.close();
        }
    }

    /** Ends the pipes, and the memory with them. */
    @TearDown
    public void close() {
        there.reader().close();
        there.writer().close();
        back.reader().close();
        back.writer().close();
    }

    /** Moves blocks. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public void blocks() {
        Crew.run(
                Crew.threads(true),
                List.of(() -> move(back.reader(), there.writer()), () -> move(there.reader(), back.writer())));
    }

    private void move(PipeEnd from, PipeEnd to) {
        try (PipeBuffer buffer = pipes.newBuffer()) {
            for (int i = 0; i < BLOCKS; i++) {
                buffer.take(from, Timeout.forever());
                buffer.bytes().put(0, (byte) i);
                pass(buffer, to);
            }
        }
    }

    private static void pass(PipeBuffer buffer, PipeEnd to) {
        buffer.bytes().position(Tubes.BLOCK_BYTES);
        buffer.give(to, Timeout.forever());
    }
}
