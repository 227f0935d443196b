package ipc.bench.waitqueue;

import ipc.bench.Crew;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Two virtual threads take turns: each wakes the other and waits until it is woken; time of a round trip. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WakeBenchmark {
    private static final int ROUNDS = 20_000;

    /** Waits on the kernel's wait queues, as providers do. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void ours() {
        alternate(new WaitQueueTurns());
    }

    /** Waits with the JDK's park and unpark. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void lockSupport() {
        alternate(new ParkTurns());
    }

    private static void alternate(Turns turns) {
        Crew.run(Crew.threads(true), List.of(() -> play(turns, 0), () -> play(turns, 1)));
    }

    private static void play(Turns turns, int player) {
        turns.join(player);
        for (int i = 0; i < ROUNDS; i++) {
            turns.await(player);
            turns.pass(1 - player);
        }
    }
}
