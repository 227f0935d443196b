package ipc.kernel.schedule;

import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A thread as the kernel knows it: which gate it is in, for whom it calls, and its place in a wait queue.
 *
 * <p>Only its own thread calls the methods here, except those that say otherwise.
 */
public final class Task extends ApartFromOthers {
    static final int RUNNING = 0;
    static final int SPINNING = 1;
    static final int PARKED = 2;

    private static final VarHandle INSIDE;
    private static final VarHandle STATE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INSIDE = lookup.findVarHandle(Task.class, "inside", int.class);
            STATE = lookup.findVarHandle(Task.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Thread thread;
    private final KernelScheduler scheduler;
    private final TaskDeadline deadline;

    /** The bits of the gates it is in: one as a rule, several while it looks at objects of several mechanisms. */
    @SuppressWarnings("unused")
    private int inside;

    private Caller caller;
    private long calls;
    private @Nullable Object trace;

    /** Whether the thread was started by somebody else than the seeded scheduler it runs under. */
    private boolean guest;

    /** Whether something is to be done when its call ends: it is traced, or a guest's. */
    private boolean followed;

    /** The wait queue this task is in; written under that queue's guard, read by whoever ejects. */
    volatile @Nullable EventCount queue;

    /** Neighbours in the wait queue; under its guard. */
    @Nullable
    Task next;

    @Nullable
    Task previous;

    /** The place among waiters; the arrival stays with the call through wake-ups in vain and restarts. */
    int priority;

    long arrival;

    /** When the call first waited; has meaning while {@code arrival} is not 0. */
    long firstWaitNanos;

    long waitingSince;

    /** Whether it left the queue without a wake; written before the release that lets this task read it. */
    boolean ejected;

    /** Whether other wakes hold back until this task has run; written before the release that lets it read it. */
    boolean wokenAlone;

    /** RUNNING, SPINNING or PARKED; whoever sets it back to RUNNING has woken this task. */
    private volatile int state;

    /** For the seeded scheduler: when a blocked task runs again by itself. */
    long wakeAt;

    /** For the seeded scheduler: whether this task holds the baton. */
    volatile boolean baton;

    /** For the seeded scheduler: short locks held now. */
    int locksHeld;

    Task(Thread thread, KernelScheduler scheduler, Caller caller) {
        this.thread = thread;
        this.scheduler = scheduler;
        this.caller = caller;
        this.deadline = new TaskDeadline(this);
    }

    /** Returns the thread; any thread may ask. */
    public Thread thread() {
        return thread;
    }

    /** Returns for whom this task calls; any thread may ask and gets the present or the last one. */
    public Caller caller() {
        return caller;
    }

    /**
     * Enters a gate for a caller; the caller of this method then looks whether the gate is open.
     *
     * @param gate the gate's bit
     * @param who for whom
     */
    public void enter(int gate, Caller who) {
        reenter(gate, who);
        arrival = 0;
        calls++;
    }

    /**
     * Enters gates again for the call that is under way.
     *
     * @param gates the gates' bits
     * @param who for whom
     */
    public void reenter(int gates, Caller who) {
        INSIDE.setOpaque(
                this, gates); // pairs with the load in isInside(), through the barrier of whoever closes a gate
        if (ProcessBarrier.AVAILABLE) {
            VarHandle.releaseFence(); // for the compiler: the load of the gate stays below
        } else {
            VarHandle.fullFence();
        }
        callFor(who);
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
        if (caller.pid() != who.pid()) {
            caller.made(calls);
            calls = 0;
        }
        caller = who;
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

    /**
     * Returns the deadline of the call that begins, to be fixed when it first waits.
     *
     * @param timeout how long the client is willing to wait
     * @return a deadline, valid until the next call of this task
     */
    public Deadline deadline(Timeout timeout) {
        return timeout.kind() == Timeout.Kind.FOREVER ? TaskDeadline.NEVER : deadline.of(timeout);
    }

    /** Returns the scheduler. */
    public KernelScheduler scheduler() {
        return scheduler;
    }

    /** Tells whether this task waits now; any thread may ask. */
    public boolean waits() {
        return queue != null;
    }

    boolean isSpinning() {
        return state == SPINNING;
    }

    boolean isWaiting() {
        return state != RUNNING;
    }

    void state(int value) {
        state = value;
    }

    /** Tells whether to park; false if somebody has woken this task, who will not unpark it then. */
    boolean mayPark() {
        int now = state;
        // the exchange pairs with the one in release()
        return now == PARKED || (now == SPINNING && STATE.compareAndSet(this, SPINNING, PARKED));
    }

    /** Any thread, for a task it has taken out of its queue: lets it run. */
    void release() {
        if ((int) STATE.getAndSet(this, RUNNING) == PARKED) { // pairs with mayPark()
            scheduler.unblock(this);
        }
    }

    @Override
    public String toString() {
        return "task of " + caller.pid() + " " + caller.processName();
    }
}
