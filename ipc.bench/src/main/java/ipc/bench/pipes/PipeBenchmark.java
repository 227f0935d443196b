package ipc.bench.pipes;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread, nobody else: 64 bytes go in and come out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipeBenchmark {
    /** Whose pipe. */
    @Param({Tubes.OURS, Tubes.PIPED, Tubes.NIO})
    public String tube = Tubes.OURS;

    private Tube pipe;

    /** Makes the pipe. */
    @Setup
    public void open() throws IOException {
        pipe = Tubes.open(tube, Tubes.BYTES);
    }

    /** Ends the pipe. */
    @TearDown
    public void close() throws IOException {
        pipe.close();
    }

    /** Writes 64 bytes and reads them. */
    @Benchmark
    public int pair() throws IOException {
        pipe.write();
        return pipe.read();
    }
}
