package ipc.bench.waits;

import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.bench.Ours;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One thread waits for eight things of which the last is ready, or all are: semaphores, each wait taking a permit; or
 * futures, which are new each time because they can be completed only once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EightBenchmark {
    private static final int COUNT = 8;

    private final Ours ours = Ours.live();
    private Waits waits;
    private List<Semaphore> full;
    private List<Item> last;
    private List<Item> all;

    /** Makes the semaphores. */
    @Setup
    public void open() {
        waits = ours.ipc().face(Waits.class);
        full = IntStream.range(0, COUNT).mapToObj(each -> semaphore()).toList();
        all = full.stream().map(Item::of).toList();
        Stream<Semaphore> empty = IntStream.range(1, COUNT).mapToObj(each -> semaphore());
        last = Stream.concat(empty, Stream.of(full.getFirst())).map(Item::of).toList();
    }

    private Semaphore semaphore() {
        return ours.ipc().face(Sync.class).createSemaphore(SemaphoreOptions.counting(0));
    }

    /** Gives as many permits as there can be, which is enough for an iteration. */
    @Setup(Level.Iteration)
    public void fill() {
        for (Semaphore semaphore : full) {
            semaphore.drain();
            semaphore.release(SemaphoreOptions.PERMITS_MAX);
        }
    }

    /** Takes from the one that is ready. */
    @Benchmark
    public Outcome any() {
        return waits.any(last, Timeout.forever());
    }

    /** Takes from all. */
    @Benchmark
    public Outcome all() {
        return waits.all(all, Timeout.forever());
    }

    /** Waits for the one that is complete. */
    @Benchmark
    public @Nullable Object anyOf() {
        CompletableFuture<?>[] futures = futures();
        futures[COUNT - 1].complete(null);
        return CompletableFuture.anyOf(futures).join();
    }

    /** Waits for all that are complete. */
    @Benchmark
    public @Nullable Object allOf() {
        CompletableFuture<?>[] futures = futures();
        for (CompletableFuture<?> future : futures) {
            future.complete(null);
        }
        return CompletableFuture.allOf(futures).join();
    }

    private static CompletableFuture<?>[] futures() {
        CompletableFuture<?>[] futures = new CompletableFuture<?>[COUNT];
        for (int i = 0; i < COUNT; i++) {
            futures[i] = new CompletableFuture<>();
        }
        return futures;
    }
}
