package ipc.bench.sync;

import ipc.bench.Crew;
import java.util.Collections;
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

/** Several virtual threads go in and out of one door; time of a pair, all threads together. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CrowdBenchmark {
    private static final int PAIRS = 160_000;

    /** Which door. */
    @Param({
        Doors.SEMAPHORE,
        Doors.JDK_SEMAPHORE,
        Doors.MUTEX,
        Doors.JDK_LOCK,
        Doors.READING,
        Doors.JDK_READING,
        Doors.WRITING,
        Doors.JDK_WRITING
    })
    public String door = Doors.SEMAPHORE;

    /** How many threads. */
    @Param({"2", "8"})
    public int threads;

    /** How many a semaphore lets in at once. */
    @Param({"1", "100"})
    public int permits;

    private Door opened;

    /** Makes the door. */
    @Setup
    public void open() {
        opened = Doors.open(door, permits);
    }

    /** Goes in and out, again and again, on each thread. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public void pairs() {
        Crew.run(Crew.threads(true), Collections.nCopies(threads, this::goInAndOut));
    }

    private void goInAndOut() {
        for (int i = 0; i < PAIRS / threads; i++) {
            opened.enter();
            opened.leave();
        }
    }
}
