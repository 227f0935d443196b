package ipc.kernel.schedule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Why the calls of a process must look closer, as bits: none in the ordinary course of things, and one load is all that
 * a call spends on the question.
 */
public final class Attention {
    private static final VarHandle BITS;

    static {
        try {
            BITS = MethodHandles.lookup().findVarHandle(Attention.class, "bits", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile int bits;

    /** Tells whether any bit is set. */
    public boolean isWanted() {
        return bits != 0;
    }

    /** Returns the bits. */
    public int bits() {
        return bits;
    }

    /**
     * Sets bits.
     *
     * @param mask which
     * @return the bits before
     */
    public int set(int mask) {
        return (int) BITS.getAndBitwiseOr(this, mask);
    }

    /**
     * Clears bits.
     *
     * @param mask which
     * @return the bits before
     */
    public int clear(int mask) {
        return (int) BITS.getAndBitwiseAnd(this, ~mask);
    }
}
