package ipc.kernel.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one call at a time use what one thread at a time is to use: a second thread is told, and breaks nothing.
 *
 * <p>Whatever a call wrote before it ended is seen by the next one, whichever thread makes it.
 */
public final class OneCall {
    private static final VarHandle BUSY;

    static {
        try {
            BUSY = MethodHandles.lookup().findVarHandle(OneCall.class, "busy", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String what;

    @SuppressWarnings("unused")
    private boolean busy;

    /**
     * No call is under way.
     *
     * @param what is used, for messages
     */
    public OneCall(String what) {
        this.what = what;
    }

    /**
     * A call begins; {@link #end} ends it.
     *
     * @throws IllegalStateException if another one is under way
     */
    public void begin() {
        if (!BUSY.compareAndSet(this, false, true)) {
            throw new IllegalStateException(what + " is used by another call");
        }
    }

    /** The call that began has ended. */
    public void end() {
        BUSY.setRelease(this, false);
    }
}
