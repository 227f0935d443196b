package ipc.bench.gate;

import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.kernel.Kernel;
import ipc.mq.SlotQueues;
import ipc.mq.reference.TextbookQueues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.osgi.framework.BundleException;

/**
 * Swaps message queues to another implementation and back, with 1,000 messages queued and 64 calls blocked, and prints
 * in microseconds: median and 99th percentile of the time for which the gate was closed, and the median of stopping and
 * starting a bundle that has no state.
 */
public final class SwapPause {
    private static final int MESSAGES = 1_000;
    private static final int BYTES = 64;
    private static final int BLOCKED = 64;
    private static final double NANOS_A_MICRO = 1_000;

    private final Kernel kernel = Kernel.live();
    private final MessageQueues queues;

    private SwapPause() {
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", 1);
        kernel.bind(new TextbookQueues(kernel.scheduler(), kernel.memory()), "ipc.mq.reference", 0);
        Ipc ipc = kernel.bundle("bench");
        this.queues = ipc.face(MessageQueues.class);
    }

    /**
     * Runs from the command line.
     *
     * @param words how many swaps to measure; half as many come before, to warm up
     * @throws Exception if something fails
     */
    public static void main(String[] words) throws Exception {
        int count = Integer.parseInt(words[0]);
        double[] pauses = new SwapPause().pauses(count);
        double[] restarts = restarts(count);
        System.out.printf(Locale.ROOT, "%.1f %.1f %.1f%n", at(pauses, 0.5), at(pauses, 0.99), at(restarts, 0.5));
        System.exit(0);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length))];
    }

    private double[] pauses(int count) {
        MessageQueue full = queue(MESSAGES);
        for (int i = 0; i < MESSAGES; i++) {
            full.send(ByteBuffer.allocate(BYTES), i % full.status().priorities());
        }
        MessageQueue empty = queue(1);
        block(empty);
        double[] pauses = new double[count];
        for (int i = -count / 2; i < count; i++) {
            double pause = pause(empty);
            if (i >= 0) {
                pauses[i] = pause;
            }
        }
        if (full.status().statistics().queued() != MESSAGES) {
            throw new IllegalStateException("of " + MESSAGES + " messages are left " + full.status());
        }
        Arrays.sort(pauses);
        return pauses;
    }

    private MessageQueue queue(int depth) {
        return queues.create(QueueOptions.readWrite().depthMax(depth).messageBytesMax(BYTES));
    }

    private static void block(MessageQueue empty) {
        for (int i = 0; i < BLOCKED; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    empty.receive(ByteBuffer.allocate(BYTES));
                } catch (IpcException ended) {
                    throw new IllegalStateException("a blocked call noticed a swap", ended);
                }
            });
        }
        awaitBlocked(empty);
    }

    private static void awaitBlocked(MessageQueue empty) {
        while (empty.status().waiting() < BLOCKED) {
            Thread.yield();
        }
    }

    private double pause(MessageQueue empty) {
        SwapReport report = kernel.admin().swap("mq", SwapOptions.toBest());
        if (report.outcome() != SwapOutcome.SWITCHED) {
            throw new IllegalStateException("a swap went wrong: " + report);
        }
        awaitBlocked(empty);
        return report.pauseNanos() / NANOS_A_MICRO;
    }

    private static double[] restarts(int count) throws IOException, BundleException {
        Path cache = Files.createTempDirectory("ipc-bench");
        try (BareBundle bundle = BareBundle.install(cache)) {
            double[] micros = new double[count];
            for (int i = -count / 2; i < count; i++) {
                long before = System.nanoTime();
                bundle.restart();
                if (i >= 0) {
                    micros[i] = (System.nanoTime() - before) / NANOS_A_MICRO;
                }
            }
            Arrays.sort(micros);
            return micros;
        }
    }
}
