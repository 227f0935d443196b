package ipc.bench.channels;

import ipc.bench.mq.Line;
import ipc.bench.mq.Traffic;
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

/** Messages from one platform thread to another, filled and read in place: eight bytes of each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChannelLoanBenchmark {
    private static final int ROOM = 1 << 20;
    private static final int MESSAGES = 512_000;
    private static final int BYTES = 64;

    /** Whose channel. */
    @Param({ChannelLines.LOANS, ChannelLines.CLAIMS})
    public String queue = ChannelLines.LOANS;

    private Line line;
    private Traffic traffic;

    /** Makes the channel. */
    @Setup
    public void open() {
        line = ChannelLines.open(queue, ROOM / BYTES, BYTES);
        traffic = new Traffic(line, 1, MESSAGES, false);
    }

    /** Ends the channel. */
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
