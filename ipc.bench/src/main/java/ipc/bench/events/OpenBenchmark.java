package ipc.bench.events;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread passes a sign that is up. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpenBenchmark {
    /** Which sign. */
    @Param({Sign.EVENT, Sign.LATCH})
    public String sign = Sign.EVENT;

    private Sign raised;

    /** Makes the sign. */
    @Setup
    public void raise() {
        raised = Sign.named(sign);
        raised.up();
    }

    /** Passes. */
    @Benchmark
    public void pass() throws InterruptedException {
        raised.await();
    }
}
