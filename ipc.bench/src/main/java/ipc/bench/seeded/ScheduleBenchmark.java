package ipc.bench.seeded;

import ipc.bench.Crew;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Schedules a second: each is a new kernel under a new seed in which four processes run to their end.
 *
 * <p>Only one thread runs at a time, so there is one carrier, as in tests that use the scheduler this way; the driver
 * runs on it too, because waking another processor takes longer than a schedule.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(jvmArgsPrepend = {"-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1"})
public class ScheduleBenchmark {
    private static final int SCHEDULES = 100;

    private long seed;

    /** Runs schedules one after the other. */
    @Benchmark
    @OperationsPerInvocation(SCHEDULES)
    public void schedules() {
        Crew.run(Crew.threads(true), List.of(this::many));
    }

    private void many() {
        for (int i = 0; i < SCHEDULES; i++) {
            Schedule.run(seed++);
        }
    }
}
