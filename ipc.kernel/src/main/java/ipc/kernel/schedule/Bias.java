package ipc.kernel.schedule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The time in which a lock belongs to one thread, which enters without an atomic instruction; taken away, it is never
 * given back: a lock that becomes biased again gets another one.
 *
 * <p>The owner stores {@code held} and loads {@code revoked}; a revoker stores {@code revoked} and loads {@code held}.
 * The revoker's {@link ProcessBarrier} between the two makes that safe without a fence on the other side.
 */
final class Bias extends ApartFromOthers {
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(Bias.class, "held", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Thread owner = Thread.currentThread();

    /** Written by the owner only; whoever makes a bias holds the lock. */
    private boolean held = true;

    private volatile boolean revoked;

    /** Tells whether the lock belongs to the calling thread, or has. */
    boolean isOwners() {
        return owner == Thread.currentThread();
    }

    /** Tells whether its owner, who asks, holds the lock. */
    boolean isHeld() {
        return held;
    }

    /** Returns true if the lock belongs to the calling thread, which then holds it. */
    boolean enter() {
        if (!isOwners()) {
            return false;
        }
        HELD.setOpaque(this, true); // pairs with the load of held in revoke(), through the barrier there
        VarHandle.releaseFence(); // for the compiler: the load below stays below
        if (!revoked) {
            return true;
        }
        leave();
        return false;
    }

    /** By the owner, who holds the lock. */
    void leave() {
        HELD.setRelease(this, false); // pairs with the load of held in revoke()
    }

    /** Takes the lock away from the owner, who does not hold it when this returns. */
    void revoke() {
        for (int i = 0; !tryRevoke(); i++) {
            Turn.pass(i); // the owner may have lost its processor
        }
    }

    /** Takes the lock away from the owner; returns whether the owner does not hold it. */
    boolean tryRevoke() {
        if (!revoked) {
            revoked = true;
            ProcessBarrier.issue();
        }
        return !(boolean) HELD.getAcquire(this); // pairs with the release in leave()
    }

    @Override
    public String toString() {
        return "biased to thread " + owner.threadId();
    }
}
