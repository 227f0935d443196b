package ipc.kernel.schedule;

import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread as the kernel knows it: its passage through a gate, and its place in a wait queue.
 *
 * <p>Only its own thread calls the methods here, except those that say otherwise.
 */
public final class Task extends Passage {
    static final int RUNNING = 0;
    static final int SPINNING = 1;
    static final int PARKED = 2;

    /** Which call a thread has received that has received none. */
    public static final long NO_CALL = 0;

    private static final VarHandle STATE;
    private static final VarHandle QUEUE;
    private static final VarHandle WANT;
    private static final VarHandle RECEIVED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Task.class, "state", int.class);
            QUEUE = lookup.findVarHandle(Task.class, "queue", EventCount.class);
            WANT = lookup.findVarHandle(Task.class, "want", Want.class);
            RECEIVED = lookup.findVarHandle(Task.class, "received", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Thread thread;
    private final KernelScheduler scheduler;
    private final TaskDeadline deadline;
    private final Patience patience;

    /** The wait queue this task is in; written under that queue's guard, read by whoever ejects. */
    volatile @Nullable EventCount queue;

    /** What the present call waits for, if others may have it; read by whoever looks at the wait graph. */
    private volatile @Nullable Want want;

    private @Nullable Want ownWant;

    /** Counts the wants, so that two looks can tell whether they saw the same wait; written before the want. */
    private int wants;

    /** The call through a channel that this thread has received last; read by whoever looks at the wait graph. */
    private volatile long received = NO_CALL;

    /** Neighbours in the wait queue; under its guard. */
    @Nullable
    Task next;

    @Nullable
    Task previous;

    /** The place among waiters; the arrival stays with the call through wake-ups in vain and restarts. */
    int priority;

    /** Has meaning, as the next one, if the call {@linkplain #hasArrived has had to wait}. */
    long arrival;

    /** When it first did. */
    long firstWaitNanos;

    long waitingSince;

    /** Whether it left the queue without a wake; written before the release that lets this task read it. */
    boolean ejected;

    /** Whether other wakes hold back until this task has run; written before the release that lets it read it. */
    boolean wokenAlone;

    /** Whether nothing ends its wait but that it is ejected; written under the guard of its queue. */
    volatile boolean held;

    /** Whether the call was let go and has not left its provider yet; written before the release of this task. */
    private volatile boolean restarts;

    /** RUNNING, SPINNING or PARKED; whoever sets it back to RUNNING has woken this task. */
    private volatile int state;

    /** For the live scheduler: how often it has yielded. */
    int yields;

    /** For the seeded scheduler: when a blocked task runs again by itself. */
    long wakeAt;

    /** For the seeded scheduler: whether this task holds the baton. */
    volatile boolean baton;

    /** For the seeded scheduler: short locks held now. */
    int locksHeld;

    Task(Thread thread, KernelScheduler scheduler, Caller caller) {
        super(caller);
        this.thread = thread;
        this.patience = Patience.of(thread);
        this.scheduler = scheduler;
        this.deadline = new TaskDeadline(this);
    }

    /** Returns the thread; any thread may ask. */
    public Thread thread() {
        return thread;
    }

    /**
     * The call that is under way has to wait for the first time.
     *
     * @param place behind whom
     * @param nanos since when
     */
    void arrives(long place, long nanos) {
        arrives();
        arrival = place;
        firstWaitNanos = nanos;
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

    Patience patience() {
        return patience;
    }

    /** Returns the scheduler. */
    public KernelScheduler scheduler() {
        return scheduler;
    }

    /** Tells whether this task waits now; any thread may ask. */
    public boolean waits() {
        return queue != null;
    }

    /**
     * Holds this task where it waits inside a gate: neither a wake nor its time lets it go on. Whoever ejects it lets
     * it go, for which any thread may use {@link #letGo}; its call then leaves its provider and begins again.
     *
     * @param gate the gate's bit
     * @return whether it is held; false if it does not wait, has only begun to, or waits anywhere but inside this gate
     */
    public boolean hold(int gate) {
        EventCount place = queue; // pairs with the store in EventCount.insert()
        return place != null && place.hold(this, gate);
    }

    /** Lets this task go, if it is still held. */
    public void letGo() {
        EventCount place = queue;
        if (held && place != null) {
            place.eject(this);
        }
    }

    /** Tells whether this task is held; any thread may ask. */
    public boolean isHeld() {
        return held;
    }

    /** Tells whether its call was let go and has not left its provider yet; any thread may ask. */
    public boolean restarts() {
        return restarts;
    }

    /** Under the guard of the queue, before the release. */
    void mustRestart() {
        restarts = true;
    }

    /** The call has left its provider, to begin again. */
    public void hasLeft() {
        if (restarts) {
            restarts = false;
        }
    }

    /**
     * The call begins to wait for something that others may have, or ends to.
     *
     * @param next what it is; null when the wait has ended
     */
    public void want(@Nullable Want next) {
        if (next != want) {
            wants++;
            WANT.setRelease(this, next); // who is to hear of it fences, if it is to be seen before something else
            if (next != null) {
                scheduler.wanted(next);
            }
        }
    }

    /** Returns what this thread keeps to want it again, or null. */
    public @Nullable Want ownWant() {
        return ownWant;
    }

    /**
     * Keeps something for this thread to want it again, with other contents, so that its waits allocate nothing.
     *
     * @param own what nobody else wants
     */
    public void ownWant(Want own) {
        ownWant = own;
    }

    /** Returns what it waits for, if others may have it; any thread may ask. */
    public @Nullable Want want() {
        return want;
    }

    /** Returns the number of the present wait, after {@link #want} was seen; any thread may ask. */
    public int wantNumber() {
        return wants;
    }

    /**
     * The thread has received a call, and is the one to answer it.
     *
     * @param call its number among all channels
     */
    public void received(long call) {
        RECEIVED.setRelease(this, call); // seen in time: the look for waits that cannot end is repeated
    }

    /** Returns the number of the call that it has received last, or {@link #NO_CALL}; any thread may ask. */
    public long received() {
        return received;
    }

    /** Returns where it waits now, or null; any thread may ask. */
    public @Nullable EventCount place() {
        return queue;
    }

    /** Returns since when it waits, on the kernel's clock, after {@link #place} was seen; any thread may ask. */
    public long waitingSince() {
        return waitingSince;
    }

    boolean isParked() {
        return state == PARKED;
    }

    boolean isSpinning() {
        return state == SPINNING;
    }

    boolean isWaiting() {
        return state != RUNNING;
    }

    /** Before this task enters a queue, or after it has left one of its own accord. */
    void state(int value) {
        STATE.setRelease(this, value); // whoever else changes it has found this task in the queue, under its guard
    }

    /** Under the guard of the queue. */
    void leftQueue() {
        QUEUE.setRelease(this, null); // who still sees the queue looks again under its guard
    }

    /** Tells whether to park; false if somebody has woken this task, who will not unpark it then. */
    boolean mayPark() {
        int now = state;
        // the exchange pairs with the one in runsOn()
        return now == PARKED || (now == SPINNING && STATE.compareAndSet(this, SPINNING, PARKED));
    }

    /** Any thread, for a task it has taken out of its queue: lets it run. */
    void release() {
        if (runsOn()) {
            scheduler.unblock(this);
        }
    }

    /** Any thread, for a task it has taken out of its queue: ends its wait; returns whether to unblock it. */
    boolean runsOn() {
        return (int) STATE.getAndSet(this, RUNNING) == PARKED; // pairs with mayPark()
    }

    /** Any thread, for a chain of tasks it has taken out of their queue: takes it apart, and releases each. */
    static void unchain(@Nullable Task first, Consumer<Task> releasing) {
        Task task = first;
        while (task != null) {
            Task following = task.next; // before the release: afterwards the task may wait somewhere else
            task.next = null;
            releasing.accept(task);
            task = following;
        }
    }

    @Override
    public String toString() {
        return "task of " + caller().pid() + " " + caller().processName();
    }
}
