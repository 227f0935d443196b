package ipc.kernel.schedule;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wait queue of both schedulers: a sequence number, and a list of tasks by priority, then arrival.
 *
 * <p>{@code announced} says that somebody may hold a ticket; while it is false a wake is one load. It becomes true
 * <em>after</em> a ticket read the sequence, and false <em>before</em> a wake moves the sequence: whoever's
 * announcement is taken back therefore holds a ticket that is void, and will see so when it parks.
 */
public final class EventCount extends ApartFromOthers implements WaitQueue {
    private static final VarHandle SEQUENCE;
    private static final VarHandle ANNOUNCED;
    private static final VarHandle ON_THE_WAY;
    private static final VarHandle WAITING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SEQUENCE = lookup.findVarHandle(EventCount.class, "sequence", long.class);
            ANNOUNCED = lookup.findVarHandle(EventCount.class, "announced", boolean.class);
            ON_THE_WAY = lookup.findVarHandle(EventCount.class, "onTheWay", boolean.class);
            WAITING = lookup.findVarHandle(EventCount.class, "waiting", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String name;
    private final KernelScheduler scheduler;
    private final ShortLock guard;
    private volatile long sequence;
    private volatile boolean announced;

    /** Whether a waiter that {@link #wakeNext} has woken did not run yet; set under the guard. */
    private volatile boolean onTheWay;

    /** Who is to hear of wakes without taking them; under the guard. */
    private final List<Watch> watches = new ArrayList<>(0);

    private volatile boolean watched;
    private @Nullable Task first;
    private @Nullable Task last;
    private volatile int waiting;

    EventCount(String name, KernelScheduler scheduler) {
        this.name = name;
        this.scheduler = scheduler;
        this.guard = scheduler.newGuard(name);
    }

    @Override
    public boolean linger(int attempt) {
        boolean again = scheduler.linger(attempt);
        VarHandle.acquireFence(); // for the compiler: what the caller tests now is loaded anew
        return again;
    }

    @Override
    public long ticket() {
        long ticket = sequence; // pairs with the store in wakeSome(), which comes after announced became false
        if (!announced) {
            announced = true; // pairs with the load in wake(), through the lock or fence its contract asks for
        }
        return ticket;
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public int wake(int count) {
        return announced ? wakeSome(count) : 0;
    }

    @Override
    public void wakeNext() {
        // a waiter on its way takes that back before it tests, under the lock under which the caller made its change
        if (announced && (!onTheWay || watched)) {
            wakeFirst();
        }
    }

    @Override
    public void park(long ticket, Deadline deadline, long recheckNanos) {
        if (deadline.immediate()) {
            throw new IpcException(Errno.EAGAIN, "wait for " + name + ", which a non-blocking call does not");
        }
        Task task = scheduler.current();
        scheduler.beforePark(task);
        task.caller().checkWait();
        if (task.thread().isInterrupted()) {
            throw interruption();
        }
        long now = scheduler.nowNanos();
        checkDeadline(deadline, now); // also a malformed time, before anything happens
        if (enqueue(task, ticket, now)) {
            checkOnceMore(task);
            await(task, deadline, recheckNanos);
        }
    }

    private boolean enqueue(Task task, long ticket, long now) {
        guard.lock();
        try {
            if (sequence != ticket) {
                return false;
            }
            task.priority = task.caller().schedulingPriority();
            if (!task.hasArrived()) {
                task.arrives(scheduler.nextArrival(), now);
            }
            task.waitingSince = now;
            task.state(Task.SPINNING);
            insert(task);
            return true;
        } finally {
            guard.unlock();
        }
    }

    /** Whoever changed the caller's mind before this task could be seen here has ejected nobody. */
    private void checkOnceMore(Task task) {
        try {
            task.caller().checkWait(); // pairs with the look for waiting tasks in KernelScheduler.eject()
        } catch (IpcException | Unwind leaving) {
            if (takeOut(task, false)) {
                task.state(Task.RUNNING);
            } else {
                awaitRelease(task);
            }
            throw leaving;
        }
    }

    /** Taken out, and about to be released: a wake is for somebody else then. */
    private void awaitRelease(Task task) {
        while (task.isWaiting()) {
            scheduler.block(task, Long.MAX_VALUE);
        }
        if (wasWoken(task)) {
            wake(1);
        }
    }

    /**
     * Tells whether a task that runs again was woken, and not ejected; forgets how. One that was held leaves its
     * provider before anything else: the object is perhaps no longer the one behind the handle.
     */
    private boolean wasWoken(Task task) {
        boolean woken = !task.ejected;
        task.ejected = false;
        if (!woken && task.restarts()) { // a wake has to be used or passed on, whatever a provider did with a restart
            throw new Unwind(Unwind.Reason.RESTART);
        }
        if (task.wokenAlone) {
            task.wokenAlone = false;
            onTheWay = false; // pairs with the load in wakeNext(), through the lock or fence its contract asks for
        }
        return woken;
    }

    private void await(Task task, Deadline deadline, long recheckNanos) {
        try {
            while (task.isWaiting()) {
                scheduler.block(task, task.held ? Long.MAX_VALUE : until(deadline, recheckNanos));
                if (task.isWaiting()) {
                    leaveIfDue(task, deadline, recheckNanos);
                }
            }
            checkWoken(task);
        } finally {
            task.caller().waited(scheduler.nowNanos() - task.waitingSince);
        }
    }

    private long until(Deadline deadline, long recheckNanos) {
        long until = Math.min(deadline.atNanos(), recheckNanos);
        return TaskDeadline.moves(deadline) ? Math.min(until, scheduler.realtimeLookNanos()) : until;
    }

    /** Still waiting: the time may have come, or somebody wants this task out of here. */
    private void leaveIfDue(Task task, Deadline deadline, long recheckNanos) {
        long now = scheduler.nowNanos();
        boolean interrupted = task.thread().isInterrupted();
        if (task.held) {
            if (interrupted) {
                eject(task); // to hear of it outside
            }
            return;
        }
        boolean due = interrupted || now >= Math.min(deadline.atNanos(), recheckNanos);
        if (!due || !takeOut(task, false)) {
            return; // a waker that has taken it out already is about to release it, or it was just held
        }
        task.state(Task.RUNNING);
        if (interrupted) {
            throw interruption();
        }
        checkDeadline(deadline, now);
    }

    private IpcException interruption() {
        return new IpcException(Errno.EINTR, "wait for " + name + ": the thread was interrupted");
    }

    /** Woken or ejected: a wake that this task does not use is passed on. */
    private void checkWoken(Task task) {
        boolean woken = wasWoken(task);
        try {
            task.caller().checkWait();
        } catch (IpcException | Unwind leaving) {
            if (woken) {
                wake(1);
            }
            throw leaving;
        }
    }

    private void checkDeadline(Deadline deadline, long now) {
        if (deadline.atNanos() <= now) {
            throw new IpcException(Errno.ETIMEDOUT, "wait for " + name + ": the deadline has passed");
        }
    }

    private void wakeFirst() {
        Task task = null;
        List<Watch> told;
        guard.lock();
        try {
            told = told();
            if (!onTheWay && !isHeld(first)) {
                task = takeFirst();
                moveOn();
            }
        } finally {
            guard.unlock();
        }
        if (task != null) {
            task.release();
        }
        told.forEach(Watch::changed);
    }

    /** Who is held will test the condition anyway when its call begins again, and so will all who are behind. */
    private static boolean isHeld(@Nullable Task task) {
        return task != null && task.held;
    }

    private @Nullable Task takeFirst() {
        Task task = first;
        if (task != null) {
            unlink(task);
            task.wokenAlone = true; // read after its release
            ON_THE_WAY.setRelease(this, true); // a wake that does not see it yet comes to the guard
        }
        return task;
    }

    /** Who is to hear of the wake under way, for when the guard is free again. */
    private List<Watch> told() {
        return watches.isEmpty() ? List.of() : List.copyOf(watches);
    }

    /** From now on this watch hears of each wake; until {@link #remove(Watch)} no wake is free. */
    void add(Watch watch) {
        guard.lock();
        try {
            watches.add(watch);
            watched = true;
            announced = true; // pairs with the load in wake(), as in ticket()
        } finally {
            guard.unlock();
        }
    }

    void remove(Watch watch) {
        guard.lock();
        try {
            watches.remove(watch);
            watched = !watches.isEmpty();
        } finally {
            guard.unlock();
        }
    }

    private int wakeSome(int count) {
        guard.lock();
        Task chain = null;
        List<Watch> told;
        int woken = 0;
        try {
            told = told();
            while (woken < count && first != null && !isHeld(first)) {
                Task task = first;
                unlink(task);
                task.next = chain;
                chain = task;
                woken++;
            }
            moveOn();
        } finally {
            guard.unlock();
        }
        scheduler.releaseAll(reversed(chain), woken); // the first to wait is to run first
        told.forEach(Watch::changed);
        return woken;
    }

    /** Makes all tickets void; under the guard. */
    private void moveOn() {
        if (first == null && !watched) {
            ANNOUNCED.setRelease(this, false); // before the sequence moves, see ticket()
        }
        SEQUENCE.setRelease(this, (long) SEQUENCE.get(this) + 1); // pairs with the load in ticket()
    }

    private static @Nullable Task reversed(@Nullable Task chain) {
        Task result = null;
        Task task = chain;
        while (task != null) {
            Task following = task.next;
            task.next = result;
            result = task;
            task = following;
        }
        return result;
    }

    /**
     * Takes a task out of the queue, if it is here, so that it asks its caller whether to go on; one that is held
     * leaves its provider first.
     *
     * @param task a task that waits here, or did when the caller looked
     */
    void eject(Task task) {
        if (takeOut(task, true)) {
            task.ejected = true;
            task.release();
        }
    }

    /** Tells whether the task was here, and is not held unless that does not matter. */
    private boolean takeOut(Task task, boolean alsoHeld) {
        guard.lock();
        try {
            if (task.queue != this || (task.held && !alsoHeld)) {
                return false;
            }
            unlink(task);
            if (task.held) {
                task.held = false;
                task.mustRestart();
            }
            return true;
        } finally {
            guard.unlock();
        }
    }

    /** Does the work of {@link Task#hold}. */
    boolean hold(Task task, int gate) {
        guard.lock();
        try {
            boolean parked = task.queue == this && task.isParked(); // before it parks it looks once more
            if (!parked || task.gates() != gate) { // who waits outside has no call to begin again
                return false;
            }
            task.held = true;
            return true;
        } finally {
            guard.unlock();
        }
    }

    private void insert(Task task) {
        Task before = last;
        while (before != null && goesBefore(task, before)) {
            before = before.previous;
        }
        task.previous = before;
        task.next = before == null ? first : before.next;
        link(task);
        task.queue = this; // fenced: pairs with the load in KernelScheduler.eject(), see checkOnceMore()
        waiting(1);
    }

    private static boolean goesBefore(Task task, Task other) {
        return task.priority > other.priority || (task.priority == other.priority && task.arrival < other.arrival);
    }

    private void link(Task task) {
        if (task.previous == null) {
            first = task;
        } else {
            task.previous.next = task;
        }
        if (task.next == null) {
            last = task;
        } else {
            task.next.previous = task;
        }
    }

    private void unlink(Task task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next == null) {
            last = task.previous;
        } else {
            task.next.previous = task.previous;
        }
        task.previous = null;
        task.next = null;
        task.leftQueue();
        waiting(-1);
    }

    /** One more or less; under the guard. */
    private void waiting(int change) {
        WAITING.setRelease(this, (int) WAITING.get(this) + change);
    }

    @Override
    public String toString() {
        return name;
    }
}
