package ipc.examples.wordcount;

import java.util.Collection;

/**
 * For how long swaps kept calls waiting.
 *
 * @param swaps how many there were
 * @param longestNanos the longest; 0 without swaps
 * @param medianNanos the median; 0 without swaps
 */
record Pauses(int swaps, long longestNanos, long medianNanos) {
    static Pauses of(Collection<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length == 0) {
            return new Pauses(0, 0, 0);
        }
        return new Pauses(sorted.length, sorted[sorted.length - 1], sorted[sorted.length / 2]);
    }
}
