package ipc.kernel.schedule;

/**
 * A platform thread spins: it has a processor to itself, as a rule, and to be woken on another one takes long.
 *
 * <p>Two threads that hand something to and fro can get into a rhythm in which each parks just before the other one,
 * woken late, has something for it; and for ever, because nobody spins as long as a wake takes. So every now and then a
 * thread spins longer than that, and goes on so as long as it does not park.
 */
final class SpinningPatience implements Patience {
    private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

    /** Of some thirty nanoseconds each: longer than most hand-overs between threads that run. */
    private static final int SPINS = ALONE ? 0 : 200;

    /** Longer than most threads take to wake. */
    private static final int SPINS_MAX = ALONE ? 0 : 2_000;

    private int parks;

    @Override
    public boolean linger(int attempt) {
        if (attempt < spins()) {
            Thread.onSpinWait();
            return true;
        }
        parks++;
        return false;
    }

    private int spins() {
        return parks % TRIAL_PERIOD == TRIAL_PERIOD - 1 ? SPINS_MAX : SPINS;
    }
}
