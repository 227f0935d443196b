package ipc.examples.wordcount;

import ipc.api.mq.QueueStatus;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param bytes read
 * @param queues how the queues looked at the end
 * @param lost pieces that were announced and never counted
 * @param duplicated pieces that were counted twice
 * @param repeated pieces that came twice and were counted once
 * @param counts by word
 * @param plain counts of the plain loop
 * @param nanos how long the processes took
 * @param plainNanos how long the plain loop took
 * @param pauses what swaps of the queues did meanwhile
 */
record Report(
        long bytes,
        List<QueueStatus> queues,
        long lost,
        long duplicated,
        long repeated,
        Map<String, Long> counts,
        Map<String, Long> plain,
        long nanos,
        long plainNanos,
        Pauses pauses) {

    private static final double NANOS = 1e9;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double MEBI = 1 << 20;

    boolean matches() {
        return lost == 0 && duplicated == 0 && counts.equals(plain);
    }

    private long messages() {
        return queues.stream().mapToLong(queue -> queue.statistics().sent()).sum();
    }

    private double throughput(long time) {
        return bytes / MEBI / (Math.max(1, time) / NANOS);
    }

    void print(PrintStream out, boolean json) {
        if (json) {
            out.println(json());
        } else {
            table(out);
        }
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"bytes\":%d,\"messages\":%d,\"lost\":%d,\"duplicated\":%d,\"matches\":%b,"
                        + "\"seconds\":%.3f,\"throughputMiBps\":%.2f,\"swaps\":%d,"
                        + "\"pauseLongestMillis\":%.3f,\"pauseMedianMillis\":%.3f}",
                bytes,
                messages(),
                lost,
                duplicated,
                matches(),
                nanos / NANOS,
                throughput(nanos),
                pauses.swaps(),
                pauses.longestNanos() / NANOS_A_MILLI,
                pauses.medianNanos() / NANOS_A_MILLI);
    }

    private void table(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-24s %12s %12s %12s %14s%n",
                "queue",
                "messages",
                "redelivered",
                "deepest",
                "blocked ms");
        for (QueueStatus queue : queues) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %,12d %,12d %,12d %,14d%n",
                    queue.name(),
                    queue.statistics().sent(),
                    queue.statistics().redelivered(),
                    queue.statistics().depthHighest(),
                    queue.blockedNanos() / 1_000_000);
        }
        long words = counts.values().stream().mapToLong(Long::longValue).sum();
        out.printf(Locale.ROOT, "%,d bytes, %,d words, %,d different, ", bytes, words, counts.size());
        out.printf(Locale.ROOT, "%,d messages, %d pieces came twice%n", messages(), repeated);
        out.println(times());
        out.printf(Locale.ROOT, "%d swaps of the queues' bundle, calls paused ", pauses.swaps());
        out.printf(
                Locale.ROOT,
                "%.3f ms at most, %.3f ms in the median%n",
                pauses.longestNanos() / NANOS_A_MILLI,
                pauses.medianNanos() / NANOS_A_MILLI);
        out.println(matches() ? "the counts are equal" : "THE COUNTS DIFFER");
    }

    /** A virtual clock stands still during the plain loop: then there is no throughput. */
    private String times() {
        if (plainNanos == 0) {
            return String.format(Locale.ROOT, "processes %.3f s of virtual time", nanos / NANOS);
        }
        return String.format(
                Locale.ROOT,
                "processes %.3f s, %.2f MiB/s; plain loop %.3f s, %.2f MiB/s",
                nanos / NANOS,
                throughput(nanos),
                plainNanos / NANOS,
                throughput(plainNanos));
    }
}
