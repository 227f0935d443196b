package ipc.bench.gate;

import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.bench.Ours;
import ipc.bench.mq.OurLine;
import ipc.bench.mq.Traffic;
import ipc.kernel.Kernel;
import ipc.mq.SlotQueues;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures eight producers and eight consumers, by turns left alone and while their queues are swapped between two
 * bundles of the same kind.
 *
 * <p>Both in one JVM: how fast so many threads share a queue differs more from JVM to JVM than swaps could make it.
 */
public final class SwapTraffic {
    private static final int MESSAGES = 256_000;
    private static final int THREADS = 8;
    private static final int DEPTH = 1024;
    private static final int BYTES = 64;
    private static final int PERIOD_MILLIS = 100;
    private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Kernel kernel;
    private final Traffic traffic;

    private SwapTraffic() {
        Ours ours = Ours.live();
        this.kernel = ours.kernel();
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "other", 0);
        this.traffic =
                new Traffic(new OurLine(ours.queue(DEPTH, BYTES, OurLine.PRIORITIES), BYTES), THREADS, MESSAGES, true);
    }

    /**
     * Runs from the command line; prints nanoseconds a message, with swaps and without.
     *
     * @param words how many turns of a second to measure of either kind; half as many come before, to warm up
     * @throws ExecutionException if a swap fails
     * @throws InterruptedException never
     */
    public static void main(String[] words) throws ExecutionException, InterruptedException {
        int turns = Integer.parseInt(words[0]);
        SwapTraffic measured = new SwapTraffic();
        double alone = 0;
        double swapping = 0;
        for (int i = -turns / 2; i < turns; i++) {
            double first = measured.turn();
            double second = measured.swappingTurn();
            if (i >= 0) {
                alone += first;
                swapping += second;
            }
        }
        System.out.printf(Locale.ROOT, "%.1f %.1f%n", swapping / turns, alone / turns);
        System.exit(0);
    }

    private double swappingTurn() throws ExecutionException, InterruptedException {
        try (ScheduledExecutorService swapper = Executors.newSingleThreadScheduledExecutor()) {
            Future<?> swapping = swapper.scheduleAtFixedRate(this::swap, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            double nanos = turn();
            if (!swapping.cancel(false)) {
                swapping.get(); // ended before, by a failure
            }
            return nanos;
        }
    }

    private void swap() {
        SwapReport report = kernel.admin().swap("mq", SwapOptions.toBest());
        if (report.outcome() != SwapOutcome.SWITCHED) {
            throw new IllegalStateException("a swap went wrong: " + report);
        }
    }

    /** Moves messages for a while, each of which is received once, or this fails; returns the time of one. */
    private double turn() {
        long begin = System.nanoTime();
        long moved = 0;
        long spent = 0;
        while (spent < TURN_NANOS) {
            traffic.move();
            moved += MESSAGES;
            spent = System.nanoTime() - begin;
        }
        return (double) spent / moved;
    }
}
