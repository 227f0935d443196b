package ipc.kernel.schedule;

/** Who runs next on the one simulated processor of the seeded scheduler. */
public enum Policy {
    /** Anybody, at every point: the seed chooses. */
    SEEDED,
    /**
     * First come, first served, as POSIX {@code SCHED_FIFO}: of the highest priority the first.
     *
     * <p>It runs until it waits, yields, or comes to a point at which somebody of higher priority can run. Who yields
     * goes to the tail of its priority, who is preempted stays at the head. Nobody is preempted while it holds a short
     * lock. The seed has no say.
     */
    FIFO
}
