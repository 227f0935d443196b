package ipc.kernel.schedule;

import ipc.api.kernel.ShortLock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A spin lock that belongs to the first thread that uses it, which then acquires it without an atomic instruction,
 * until a second thread comes and takes that {@link Bias} away. It gets a new one when a thread has acquired it many
 * times and no other has wanted it: without a bias, that costs as much as to take one away.
 *
 * <p>Where there is no {@link ProcessBarrier} the lock is never biased.
 */
final class BiasedLock extends ApartFromOthers implements ShortLock {
    /** In spins, of some twenty nanoseconds each. */
    private static final int PAUSE_MIN = 16;

    private static final int PAUSE_MAX = 512;
    private static final int PAUSE_GROWTH = 4;

    /** The atomic instructions of so many acquisitions cost about as much as to take a bias away. */
    private static final int STREAK = 1024;

    private static final VarHandle WORD;
    private static final VarHandle WANTED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(BiasedLock.class, "word", int.class);
            WANTED = lookup.findVarHandle(BiasedLock.class, "wanted", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String name;
    private final boolean biasable;

    /** After how many acquisitions in succession a bias that was taken away comes back. */
    private final int comeback;

    /** Whose lock it is; written while {@code word} is held, read racily: only its owner can enter it. */
    private @Nullable Bias bias;

    @SuppressWarnings("unused")
    private int word;

    /** Whether a second thread has found the lock held since somebody asked last. */
    private boolean wanted;

    /** The thread that acquired {@code word} last; how often it did in succession, and how often it has to. */
    private long latest;

    private int streak;
    private int needed = 1;

    BiasedLock(String name) {
        this(name, STREAK);
    }

    /** Makes a lock whose bias comes back earlier or later than is worth it. */
    BiasedLock(String name, int comeback) {
        this(name, ProcessBarrier.AVAILABLE, comeback);
    }

    private BiasedLock(String name, boolean biasable, int comeback) {
        this.name = name;
        this.biasable = biasable;
        this.comeback = comeback;
    }

    /** Returns a lock that is never biased: two threads use it, turn by turn. */
    static BiasedLock unbiased(String name) {
        return new BiasedLock(name, false, STREAK);
    }

    @Override
    public void lock() {
        Bias own = bias;
        if (own == null || !own.enter()) {
            lockWord();
        }
    }

    @Override
    public void unlock() {
        Bias own = bias; // whoever holds the lock by the word has taken it away
        if (own == null) {
            WORD.setRelease(this, 0); // pairs with the compareAndSet in lockWord()
        } else {
            own.leave();
        }
    }

    @Override
    public boolean tryLock() {
        Bias own = bias;
        if (own != null && own.isOwners()) {
            if (own.isHeld()) {
                return false;
            }
            if (own.enter()) {
                return true;
            }
        }
        return tryLockWord();
    }

    private boolean tryLockWord() {
        if (!WORD.compareAndSet(this, 0, 1)) {
            return false;
        }
        if (bias != null && !bias.tryRevoke()) {
            WORD.setRelease(this, 0);
            return false;
        }
        if (biasable) {
            decideBias();
        }
        return true;
    }

    private void lockWord() {
        if (!WORD.weakCompareAndSetAcquire(this, 0, 1)) {
            contend();
        }
        if (biasable) {
            decideBias();
        }
    }

    /** By the holder of {@code word}. */
    private void decideBias() {
        if (bias != null) {
            bias.revoke();
            bias = null;
            needed = comeback;
        }
        long thread = Thread.currentThread().threadId();
        streak = thread == latest ? streak + 1 : 1;
        latest = thread;
        if (streak >= needed) {
            endStreak();
        }
    }

    private void endStreak() {
        if (wanted) {
            WANTED.setOpaque(this, false); // whoever waits says so again
            streak = 0;
        } else {
            becomeBiased();
        }
    }

    private void becomeBiased() {
        try {
            bias = new Bias();
            WORD.setRelease(this, 0); // the next to come revokes the bias, and waits until this thread has left
        } catch (OutOfMemoryError full) { // the lock is held as it is
            streak = 0;
        }
    }

    /**
     * Looks again after longer and longer pauses: meanwhile the holder, who has everything in its cache, may come and
     * go many times, which moves more than to alternate. The first pause is short, for a holder that does not come
     * back; the longest is short of what it takes to wake a thread.
     */
    private void contend() {
        int pause = PAUSE_MIN;
        int passed = 0;
        while ((int) WORD.getOpaque(this) != 0 || !WORD.weakCompareAndSetAcquire(this, 0, 1)) {
            want();
            for (int i = 0; i < pause; i++) {
                Thread.onSpinWait();
            }
            if (pause < PAUSE_MAX) {
                pause = Math.min(PAUSE_MAX, pause * PAUSE_GROWTH);
            } else {
                Turn.pass(passed++); // the holder may have lost its processor
            }
        }
    }

    /** Does not write where that is said already: the holder would have to fetch the line. */
    private void want() {
        if (!(boolean) WANTED.getOpaque(this)) {
            WANTED.setOpaque(this, true);
        }
    }

    @Override
    public String toString() {
        Bias present = bias;
        return "lock of " + name + (present == null ? "" : ", " + present);
    }
}
