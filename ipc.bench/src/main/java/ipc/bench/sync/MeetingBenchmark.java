package ipc.bench.sync;

import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.Barriers;
import ipc.bench.Crew;
import ipc.bench.Ours;
import java.util.Collections;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Four virtual threads that meet at a barrier; time from one meeting to the next. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MeetingBenchmark {
    private static final int PARTIES = 4;
    private static final int MEETINGS = 20_000;

    private Barrier ours;
    private CyclicBarrier theirs;

    /** Makes the barriers. */
    @Setup
    public void make() {
        ours = Ours.live().ipc().face(Barriers.class).create(BarrierOptions.of(PARTIES));
        theirs = new CyclicBarrier(PARTIES);
    }

    /** At ours, through the client's face. */
    @Benchmark
    @OperationsPerInvocation(MEETINGS)
    public void barrier() {
        meet(ours::await);
    }

    /** At the JDK's. */
    @Benchmark
    @OperationsPerInvocation(MEETINGS)
    public void cyclicBarrier() {
        meet(theirs::await);
    }

    private static void meet(Crew.Duty coming) {
        Crew.run(Crew.threads(true), Collections.nCopies(PARTIES, () -> {
            for (int i = 0; i < MEETINGS; i++) {
                coming.run();
            }
        }));
    }
}
