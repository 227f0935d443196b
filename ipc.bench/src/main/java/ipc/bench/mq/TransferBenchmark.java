package ipc.bench.mq;

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

/** Messages of 64 bytes from some threads to some others through one queue for 1,024; all threads together. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransferBenchmark {
    public static final String ONE_TO_ONE = "1x1 virtual";
    public static final String ONE_TO_ONE_PLATFORM = "1x1 platform";
    public static final String FOUR_TO_FOUR = "4x4 virtual";
    public static final String THOUSAND_TO_THOUSAND = "1000x1000 virtual";

    /** Divisible by each number of threads, so that each has the same share. */
    private static final int MESSAGES = 256_000;

    private static final int DEPTH = 1024;
    private static final int BYTES = 64;

    /** How many senders and receivers, and what kind of threads. */
    @Param({ONE_TO_ONE, ONE_TO_ONE_PLATFORM, FOUR_TO_FOUR, THOUSAND_TO_THOUSAND})
    public String shape = ONE_TO_ONE;

    /** Whose queue. */
    @Param({Lines.OURS, Lines.ARRAY, Lines.ARRAY_BYTES, Lines.PRIORITY})
    public String queue = Lines.OURS;

    private Line line;
    private Traffic traffic;

    /** Makes the queue. */
    @Setup
    public void open() {
        line = Lines.open(queue, DEPTH, BYTES);
        int threads = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
        traffic = new Traffic(line, threads, MESSAGES, shape.endsWith("virtual"));
    }

    /** Ends the queue. */
    @TearDown
    public void close() {
        line.close();
    }

    /** Moves all messages. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void move() {
        traffic.move();
    }
}
