package ipc.bench.pipes;

import ipc.bench.Crew;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread writes blocks of 64 KiB, another one reads them; time of a block. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BlocksBenchmark {
    private static final int BLOCKS = 5_000;

    /** Whose pipe. */
    @Param({Tubes.OURS, Tubes.NIO, Tubes.UNIX})
    public String tube = Tubes.OURS;

    /** Whether both threads are virtual ones. */
    @Param({"true", "false"})
    public boolean virtual;

    private Tube pipe;

    /** Makes the pipe. */
    @Setup
    public void open() throws IOException {
        pipe = Tubes.open(tube, Tubes.BLOCK_BYTES);
    }

    /** Ends the pipe. */
    @TearDown
    public void close() throws IOException {
        pipe.close();
    }

    /** Moves blocks. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public void blocks() {
        Crew.run(Crew.threads(virtual), List.of(this::write, this::read));
    }

    private void write() throws IOException {
        for (int i = 0; i < BLOCKS; i++) {
            pipe.write();
        }
    }

    private void read() throws IOException {
        for (int i = 0; i < BLOCKS; i++) {
            pipe.read();
        }
    }
}
