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

/** Two virtual threads that each wait for the other's 64 bytes: one pipe there, one back; time of a round trip. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoundTripBenchmark {
    private static final int ROUNDS = 20_000;

    /** Whose pipes. */
    @Param({Tubes.OURS, Tubes.NIO})
    public String tube = Tubes.OURS;

    private Tube there;
    private Tube back;

    /** Makes the pipes. */
    @Setup
    public void open() throws IOException {
        there = Tubes.open(tube, Tubes.BYTES);
        back = Tubes.open(tube, Tubes.BYTES);
    }

    /** Ends the pipes. */
    @TearDown
    public void close() throws IOException {
        there.close();
        back.close();
    }

    /** Sends bytes there and back. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void rounds() {
        Crew.run(Crew.threads(true), List.of(this::ask, this::answer));
    }

    private void ask() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            there.write();
            back.read();
        }
    }

    private void answer() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            there.read();
            back.write();
        }
    }
}
