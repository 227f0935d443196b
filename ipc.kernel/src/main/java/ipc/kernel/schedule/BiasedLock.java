package ipc.kernel.schedule;

import ipc.api.kernel.ShortLock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A spin lock that belongs to the first thread that uses it, which then acquires it without an atomic instruction,
 * until a second thread comes and takes the bias away for good.
 *
 * <p>The biased thread stores {@code held} and loads {@code revoked}; a revoker stores {@code revoked} and loads
 * {@code held}. The revoker's {@link ProcessBarrier} between the two makes that safe without a fence on the other side.
 * Without such a barrier the lock is never biased.
 */
final class BiasedLock extends ApartFromOthers implements ShortLock {
    /** In spins, of some ten nanoseconds each. */
    private static final int PAUSE_MIN = 16;

    private static final int PAUSE_MAX = 128;
    private static final VarHandle WORD;
    private static final VarHandle HELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(BiasedLock.class, "word", int.class);
            HELD = lookup.findVarHandle(BiasedLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String name;

    /** Whose lock it is; written while {@code word} is held, read racily: only the owner can see itself here. */
    private @Nullable Thread owner;

    /** Written by the owner only. */
    @SuppressWarnings("unused")
    private boolean held;

    private volatile boolean revoked;

    @SuppressWarnings("unused")
    private int word;

    /** How the present holder came in; touched by the holder only. */
    private boolean byWord;

    BiasedLock(String name) {
        this(name, !ProcessBarrier.AVAILABLE);
    }

    private BiasedLock(String name, boolean revoked) {
        this.name = name;
        this.revoked = revoked;
    }

    /** Returns a lock that two threads use from the start. */
    static BiasedLock unbiased(String name) {
        return new BiasedLock(name, true);
    }

    @Override
    public void lock() {
        if (owner == Thread.currentThread()) {
            HELD.setOpaque(this, true); // pairs with the load of held in revoke(), through the barrier there
            VarHandle.releaseFence(); // for the compiler: the load below stays below
            if (!revoked) {
                return;
            }
            HELD.setRelease(this, false);
        }
        lockWord();
    }

    @Override
    public void unlock() {
        if (byWord) {
            byWord = false;
            WORD.setRelease(this, 0); // pairs with the compareAndSet in lockWord()
        } else {
            HELD.setRelease(this, false); // pairs with the load of held in revoke()
        }
    }

    private void lockWord() {
        if (!WORD.weakCompareAndSetAcquire(this, 0, 1)) {
            contend();
        }
        if (!revoked) {
            claimOrRevoke();
        }
        byWord = true; // not before a biased owner has left
    }

    /**
     * Looks again after longer and longer pauses: meanwhile the holder, who has everything in its cache, may come and
     * go several times, which moves more than to alternate.
     */
    private void contend() {
        int pause = PAUSE_MIN;
        while ((int) WORD.getOpaque(this) != 0 || !WORD.weakCompareAndSetAcquire(this, 0, 1)) {
            for (int i = 0; i < pause; i++) {
                Thread.onSpinWait();
            }
            if (pause < PAUSE_MAX) {
                pause *= 2;
            } else {
                Thread.yield(); // the holder may have lost its processor
            }
        }
    }

    /** Decides the bias; the caller holds {@code word} and no bias. */
    private void claimOrRevoke() {
        if (owner == null) {
            owner = Thread.currentThread();
        } else {
            revoke();
        }
    }

    private void revoke() {
        revoked = true;
        ProcessBarrier.issue();
        while ((boolean) HELD.getAcquire(this)) { // pairs with the releases of held in lock() and unlock()
            Thread.yield();
        }
        owner = null;
    }

    @Override
    public String toString() {
        return "lock of " + name;
    }
}
