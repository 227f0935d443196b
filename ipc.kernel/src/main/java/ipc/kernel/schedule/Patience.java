package ipc.kernel.schedule;

/** How a thread waits a moment before it parks; each thread has its own, which learns what has been worth it. */
interface Patience {
    /** A power of two: every so many times a thread tries what did not look worth it, for that may have changed. */
    int TRIAL_PERIOD = 32;

    /** Returns what suits a thread. */
    static Patience of(Thread thread) {
        return thread.isVirtual() ? new YieldingPatience() : new SpinningPatience();
    }

    /**
     * Waits a little.
     *
     * @param attempt 0, then 1 and so on in the same wait
     * @return false if it is time to park
     */
    boolean linger(int attempt);
}
