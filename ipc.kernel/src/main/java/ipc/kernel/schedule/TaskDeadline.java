package ipc.kernel.schedule;

import ipc.api.Timeout;
import ipc.api.kernel.Deadline;

/**
 * The deadline of a task's present call; one instance serves all calls of the task.
 *
 * <p>A relative time-out becomes absolute when the call first waits (POSIX: the time is not examined while the call can
 * proceed), be it at a closed gate, and stays so through every restart of the call.
 */
public final class TaskDeadline implements Deadline {
    /** Waits without end. */
    public static final Deadline NEVER = new Fixed(Long.MAX_VALUE, false);

    /** Does not wait yet: a call that is refused comes back to wait. */
    public static final Deadline AT_FIRST = new Fixed(Long.MAX_VALUE, true);

    /** Does not wait. */
    public static final Deadline NOW = Deadline.NOW;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private record Fixed(long atNanos, boolean immediate) implements Deadline {}

    private final Task task;
    private final KernelScheduler scheduler;
    private Timeout timeout = Timeout.forever();
    private long at = UNKNOWN;

    TaskDeadline(Task task) {
        this.task = task;
        this.scheduler = task.scheduler();
    }

    Deadline of(Timeout value) {
        timeout = value;
        at = UNKNOWN;
        return this;
    }

    @Override
    public boolean immediate() {
        return false;
    }

    @Override
    public long atNanos() {
        if (timeout.kind() == Timeout.Kind.REALTIME) {
            // asked at every turn, so that it follows the real-time clock when that is set
            return scheduler.nowNanos() + (timeout.nanos() - scheduler.realtimeNanos());
        }
        if (at == UNKNOWN) {
            long from = task.hasArrived() ? task.firstWaitNanos : scheduler.nowNanos();
            at = saturated(from, timeout.nanos());
        }
        return at;
    }

    private static long saturated(long now, long nanos) {
        long sum = now + nanos;
        return nanos > 0 && sum < now ? Long.MAX_VALUE : sum;
    }

    /**
     * Tells whether a deadline can move while a call waits.
     *
     * @param deadline any deadline
     * @return true for one on the real-time clock
     */
    static boolean moves(Deadline deadline) {
        return deadline instanceof TaskDeadline that && that.timeout.kind() == Timeout.Kind.REALTIME;
    }
}
