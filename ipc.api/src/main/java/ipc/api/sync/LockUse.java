package ipc.api.sync;

import java.util.List;

/**
 * How one object of synchronisation was used since a provider that checks locks has it.
 *
 * @param name its name, or its kind and number
 * @param holders who has it now, several if they read, who has it longest first; nobody ever has a semaphore or barrier
 * @param held how long it was had, by those who have given it up
 * @param waited how long calls waited for it; all calls of an object that is fair, and a call that goes on in another
 *     provider once in each
 */
public record LockUse(String name, List<Holder> holders, Times held, Times waited) {
    /** {@return who has had it longest of those that have it now, or {@link Holder#NOBODY}} */
    public Holder holder() {
        return holders.isEmpty() ? Holder.NOBODY : holders.getFirst();
    }

    /**
     * Who has a lock.
     *
     * @param process its pid, 0 if nobody has it
     * @param thread of that process
     * @param nanos how long already; the provider knows of no time before its own
     * @param stack the call that locked, innermost first; empty if another provider served it
     */
    public record Holder(int process, long thread, long nanos, List<String> stack) {
        /** Nobody has it. */
        public static final Holder NOBODY = new Holder(0, 0, 0, List.of());
    }

    /**
     * Durations.
     *
     * @param count how many
     * @param totalNanos all of them together
     * @param maxNanos the longest
     */
    public record Times(long count, long totalNanos, long maxNanos) {
        /** {@return the mean, 0 if there are none} */
        public long meanNanos() {
            return count == 0 ? 0 : totalNanos / count;
        }
    }
}
