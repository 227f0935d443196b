package ipc.kernel.schedule;

/**
 * A virtual thread spins as long as that gets it what it waits for, else it yields.
 *
 * <p>Spinning is quickest if whoever it waits for runs on another processor, and in vain if that one is queued behind
 * it on its own. Nothing tells which is the case, so a thread goes on with what has worked, and tries the other way
 * when yielding took several turns, and now and then without a reason.
 */
final class YieldingPatience implements Patience {
    /** Of some thirty nanoseconds each: longer than an answer takes from another processor. */
    private static final int SPINS = 64;

    private static final int YIELDS = 8;

    private boolean spins;
    private int latest;
    private int trials;

    @Override
    public boolean linger(int attempt) {
        if (attempt == 0) {
            learn();
        }
        latest = attempt;
        if (spins && attempt < SPINS) {
            Thread.onSpinWait();
            return true;
        }
        return letOthersRun(spins ? attempt - SPINS : attempt);
    }

    private static boolean letOthersRun(int turn) {
        if (turn < YIELDS) {
            Thread.yield();
        }
        return turn < YIELDS;
    }

    /** Judges the wait before: how many attempts it took. */
    private void learn() {
        if (spins) {
            spins = latest < SPINS;
        } else if (latest < YIELDS) {
            spins = latest > 1 || (++trials & TRIAL_PERIOD - 1) == 0;
        }
    }
}
