package ipc.bench.gate;

import ipc.api.admin.SwapOptions;
import ipc.bench.Ours;
import ipc.bench.mq.OurLine;
import ipc.bench.mq.Traffic;
import ipc.mq.SlotQueues;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Eight producers and eight consumers, while their queues are swapped between two bundles of the same kind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SwapTrafficBenchmark {
    public static final String NONE = "none";
    public static final String TEN = "10 a second";

    private static final int MESSAGES = 256_000;
    private static final int THREADS = 8;
    private static final int DEPTH = 1024;
    private static final int BYTES = 64;
    private static final int PERIOD_MILLIS = 100;

    /** How many swaps. */
    @Param({NONE, TEN})
    public String swaps = NONE;

    private final ScheduledExecutorService swapper = Executors.newSingleThreadScheduledExecutor();
    private @Nullable Future<?> swapping;
    private OurLine line;
    private Traffic traffic;

    /** Makes the queue, and begins to swap it. */
    @Setup
    public void open() {
        Ours ours = Ours.live();
        ours.kernel()
                .bind(new SlotQueues(ours.kernel().scheduler(), ours.kernel().memory()), "other", 0);
        line = new OurLine(ours.queue(DEPTH, BYTES, OurLine.PRIORITIES), BYTES);
        traffic = new Traffic(line, THREADS, MESSAGES, true);
        if (swaps.equals(TEN)) {
            swapping = swapper.scheduleAtFixedRate(
                    () -> ours.kernel().admin().swap("mq", SwapOptions.toBest()),
                    PERIOD_MILLIS,
                    PERIOD_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Ends both; throws if the swaps ended before, by a failure. */
    @TearDown
    public void close() throws ExecutionException, InterruptedException {
        Future<?> present = swapping;
        if (present != null && !present.cancel(false)) {
            present.get();
        }
        swapper.shutdownNow();
        line.close();
    }

    /** Moves all messages; each is received once, or this fails. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void move() {
        traffic.move();
    }
}
