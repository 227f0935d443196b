package ipc.bench.events;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A thousand virtual threads wait for a sign; time from putting it up until all have passed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BroadcastBenchmark {
    private static final int CROWD = 1_000;

    /** Which sign. */
    @Param({Sign.EVENT, Sign.LATCH})
    public String sign = Sign.EVENT;

    private Sign raised;
    private CountDownLatch passed;

    /** Lets the crowd wait. */
    @Setup(Level.Invocation)
    public void gather() throws InterruptedException {
        raised = Sign.named(sign);
        passed = new CountDownLatch(CROWD);
        List<Thread> crowd = IntStream.range(0, CROWD)
                .mapToObj(number -> Thread.startVirtualThread(this::pass))
                .toList();
        for (Thread each : crowd) {
            while (each.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    private void pass() {
        try {
            raised.await();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
        passed.countDown();
    }

    /** Puts it up. */
    @Benchmark
    public void broadcast() throws InterruptedException {
        raised.up();
        passed.await();
    }
}
