package ipc.kernel.schedule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which gates a thread is in, and for whom it calls: what every call writes, on a cache line that nobody else writes.
 *
 * <p>Only its own thread calls the methods here, except those that say otherwise.
 */
public abstract class Passage extends ApartFromOthers {
    private static final VarHandle INSIDE;

    static {
        try {
            INSIDE = MethodHandles.lookup().findVarHandle(Passage.class, "inside", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** The bits of the gates it is in: one as a rule, several while it looks at objects of several mechanisms. */
    @SuppressWarnings("unused")
    private int inside;

    private Caller caller;
    private long calls;

    /** Which of the calls was the last that had to wait. */
    private long arrived = -1;

    private @Nullable Object trace;

    /** Whether the thread was started by somebody else than the seeded scheduler it runs under. */
    private boolean guest;

    /** Whether something is to be done when its call ends: it is traced, or a guest's. */
    private boolean followed;

    Passage(Caller caller) {
        this.caller = caller;
    }

    /** Returns for whom this task calls; any thread may ask and gets the present or the last one. */
    public Caller caller() {
        return caller;
    }

    /**
     * Enters a gate with a new call; the caller of this method then looks whether the gate is open.
     *
     * @param gate the gate's bit
     * @param who for whom
     */
    public void enter(int gate, Caller who) {
        reenter(gate, who);
        calls++;
    }

    /**
     * Enters gates again for the call that is under way.
     *
     * @param gates the gates' bits
     * @param who for whom
     */
    public void reenter(int gates, Caller who) {
        callFor(who); // before the bits: whoever closes a handle looks for its callers inside
        INSIDE.setOpaque(this, gates); // pairs with the load in isInside(), through the barrier of whoever closes one
        if (ProcessBarrier.AVAILABLE) {
            VarHandle.releaseFence(); // for the compiler: the load of the gate stays below
        } else {
            VarHandle.fullFence();
        }
    }

    /**
     * Says for whom this task calls.
     *
     * @param who for whom
     */
    public void callFor(Caller who) {
        if (caller != who) { // most often it is, and a store costs more than a load
            switchTo(who);
        }
    }

    private void switchTo(Caller who) {
        if (!caller.isOfSameProcess(who)) {
            account();
        }
        caller = who;
    }

    private void account() {
        caller.made(calls);
        arrived = hasArrived() ? 0 : -1;
        calls = 0;
    }

    /** The call that is under way has to wait. */
    void arrives() {
        arrived = calls;
    }

    /** Tells whether the call that is under way has had to wait; it is the same call after a restart. */
    boolean hasArrived() {
        return arrived == calls;
    }

    /** Returns the bits of the gates this task is in. */
    public int gates() {
        return (int) INSIDE.get(this);
    }

    /** Leaves the gates. */
    public void leave() {
        INSIDE.setRelease(this, 0); // pairs with the load in isInside()
    }

    /**
     * Tells whether this task is inside a gate; any thread may ask, after it closed the gate and issued a
     * {@link ProcessBarrier}.
     *
     * @param gate the gate's bit
     * @return true if it is inside, waiting there or running
     */
    public boolean isInside(int gate) {
        return ((int) INSIDE.getAcquire(this) & gate) != 0; // pairs with the stores in enter() and leave()
    }

    /** Returns the record of the present call, or null if it is not traced. */
    public @Nullable Object trace() {
        return trace;
    }

    /**
     * Sets the record of the present call.
     *
     * @param record the record, or null when the call has ended
     */
    public void trace(@Nullable Object record) {
        trace = record;
        followed = record != null || guest;
    }

    /** The thread was started by somebody else than the seeded scheduler it runs under. */
    void visits() {
        guest = true;
        followed = true;
    }

    boolean isGuest() {
        return guest;
    }

    /** Tells whether something is to be done when the call ends, for the tracer or for the scheduler. */
    public boolean isFollowed() {
        return followed;
    }

    /** Returns the calls not yet {@linkplain Caller#made accounted for}; any thread may ask and gets a recent value. */
    public long calls() {
        return calls;
    }
}
