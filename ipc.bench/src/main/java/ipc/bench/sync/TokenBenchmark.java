package ipc.bench.sync;

import ipc.bench.Crew;
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

/** Two virtual threads that each wait for the other; time of a round trip. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenBenchmark {
    private static final int ROUNDS = 40_000;

    /** By what it goes. */
    @Param({Tokens.SEMAPHORE, Tokens.JDK_SEMAPHORE, Tokens.CONDITION, Tokens.JDK_CONDITION})
    public String token = Tokens.SEMAPHORE;

    private Token opened;

    /** Makes the token. */
    @Setup
    public void open() {
        opened = Tokens.open(token);
    }

    /** Passes it there and back. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void rounds() {
        Crew.run(Crew.threads(true), List.of(() -> play(0), () -> play(1)));
    }

    private void play(int player) throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            opened.take(player);
            opened.give(player);
        }
    }
}
