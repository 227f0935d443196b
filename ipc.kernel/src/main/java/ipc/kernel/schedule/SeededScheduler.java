package ipc.kernel.schedule;

import ipc.api.admin.WaitSnapshot;
import ipc.api.kernel.ShortLock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One task runs at a time, a seed or a policy chooses which, and time is virtual: the same seed gives the same run.
 *
 * <p>Tasks hand a baton to each other at scheduling points: system calls, parks and short locks. Time moves a little at
 * each point, so that deadlines also pass while others run, and jumps to the next deadline when all wait. If all wait
 * without a deadline, that is a deadlock: it is reported with its wait graph.
 *
 * <p>Threads that this scheduler did not start (tests, shells) are guests: they hold the baton while they are inside a
 * call. When they come is not up to the seed.
 */
public final class SeededScheduler extends KernelScheduler {
    private static final long POINT_NANOS = 100;
    private static final int KERNEL_PID = 1;

    /** One task runs at a time, and nothing inside a wait queue's own list is a scheduling point. */
    private static final ShortLock NO_LOCK = new ShortLock() {
        @Override
        public void lock() {}

        @Override
        public boolean tryLock() {
            return true;
        }

        @Override
        public void unlock() {}
    };

    private final Policy policy;
    private final Consumer<List<WaitSnapshot>> onDeadlock;

    /** In the order in which they became runnable, those that were preempted first. */
    private final List<Task> runnable = new ArrayList<>();

    private final List<Task> blocked = new ArrayList<>();
    private long random;
    private boolean busy;
    private volatile long now;
    private volatile long realtimeOffset;

    /**
     * Makes a scheduler at time 0.
     *
     * @param seed any number
     * @param onDeadlock told when nobody can run again by itself
     */
    public SeededScheduler(long seed, Consumer<List<WaitSnapshot>> onDeadlock) {
        this(seed, Policy.SEEDED, onDeadlock);
    }

    /**
     * Makes a scheduler at time 0 that obeys a policy.
     *
     * @param seed any number
     * @param policy who runs next
     * @param onDeadlock told when nobody can run again by itself
     */
    public SeededScheduler(long seed, Policy policy, Consumer<List<WaitSnapshot>> onDeadlock) {
        this.random = seed;
        this.policy = policy;
        this.onDeadlock = onDeadlock;
    }

    @Override
    public ShortLock newLock(String name) {
        return new SeededLock(name, this);
    }

    @Override
    public ShortLock newMutex(String name) {
        return newLock(name);
    }

    @Override
    ShortLock newGuard(String name) {
        return NO_LOCK;
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public long realtimeNanos() {
        return now + realtimeOffset;
    }

    /**
     * Sets the real-time clock forward or back; the monotonic clock does not notice. Timed waits look at it again.
     *
     * @param nanos by how much
     */
    public void stepRealtime(long nanos) {
        synchronized (this) {
            realtimeOffset += nanos;
            List<Task> timed = blocked.stream()
                    .filter(task -> task.wakeAt != Long.MAX_VALUE)
                    .toList();
            timed.forEach(this::unblock);
        }
        clockWasSet();
    }

    @Override
    long realtimeLookNanos() {
        return Long.MAX_VALUE; // whoever sets the clock tells
    }

    @Override
    public void start(String name, Caller caller, Runnable body) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
        Task task = newTask(thread, caller); // here and not in the thread, so that the order is up to the seed
        thread.start();
        makeRunnable(task);
    }

    @Override
    public void startApart(String name, Caller caller, Runnable body) {
        start(name, caller, body);
    }

    private void run(Runnable body) {
        Task task =
                tasks(candidate -> candidate.thread() == Thread.currentThread()).getFirst();
        awaitBaton(task);
        try {
            body.run();
        } finally {
            ended(task);
            passOn(task);
        }
    }

    @Override
    public boolean steps() {
        return true;
    }

    @Override
    public void point(Task task) {
        if (task.baton) {
            turn(task, false);
        } else {
            makeRunnable(task); // a guest comes in
            awaitBaton(task);
        }
    }

    @Override
    public void left(Task task) {
        if (task.isGuest()) {
            passOn(task);
        }
    }

    @Override
    public void yieldNow(Task task) {
        turn(task, true);
    }

    private void turn(Task task, boolean yielded) {
        if (passesOn(task, yielded)) {
            awaitBaton(task);
        } else if (yielded) {
            Thread.yield(); // a guest may be about to come in
        }
    }

    /** Chooses who goes on: one of the others, or this task unless it yields to somebody; tells whether another. */
    private synchronized boolean passesOn(Task task, boolean yielded) {
        tick();
        int choice = policy == Policy.FIFO
                ? ahead(task, yielded)
                : choose(runnable.size() + (yielded && !runnable.isEmpty() ? 0 : 1));
        if (choice == runnable.size()) {
            return false;
        }
        task.baton = false;
        Task chosen = runnable.remove(choice);
        runnable.add(yielded ? runnable.size() : 0, task);
        give(chosen);
        return true;
    }

    /** The place of whoever goes on instead of a task; that of nobody if there is none. */
    private int ahead(Task task, boolean yielded) {
        if (task.locksHeld > 0) {
            return runnable.size();
        }
        int own = task.caller().schedulingPriority();
        return firstOf(yielded ? own : own + 1);
    }

    /** The place of the first among those of the highest priority; that of nobody if all are below a bound. */
    private int firstOf(int atLeast) {
        int place = runnable.size();
        int highest = atLeast;
        for (int i = runnable.size() - 1; i >= 0; i--) {
            int priority = runnable.get(i).caller().schedulingPriority();
            if (priority >= highest) {
                highest = priority;
                place = i;
            }
        }
        return place;
    }

    @Override
    boolean linger(int attempt) {
        return false;
    }

    @Override
    void beforePark(Task task) {
        if (task.locksHeld > 0) {
            throw new IllegalStateException(task + " parks while it holds a short lock");
        }
    }

    @Override
    void block(Task task, long untilNanos) {
        if (!task.mayPark()) {
            return;
        }
        synchronized (this) {
            task.wakeAt = untilNanos;
            blocked.add(task);
            task.baton = false;
            tick();
            dispatch();
        }
        awaitBaton(task);
    }

    @Override
    synchronized void unblock(Task task) {
        if (blocked.remove(task)) {
            makeRunnable(task);
        }
    }

    @Override
    void adopted(Task task) {
        task.visits();
    }

    private synchronized void makeRunnable(Task task) {
        runnable.add(task);
        if (!busy) {
            dispatch();
        }
    }

    private synchronized void passOn(Task task) {
        task.baton = false;
        dispatch();
    }

    /** Nobody holds the baton: somebody gets it, or everybody waits. */
    private void dispatch() {
        busy = false;
        if (runnable.isEmpty() && !jump()) {
            if (!blocked.isEmpty() && !guestsMayCome()) {
                onDeadlock.accept(waits());
            }
            return;
        }
        give(runnable.remove(policy == Policy.FIFO ? firstOf(Integer.MIN_VALUE) : choose(runnable.size())));
    }

    /** A bundle's thread that has called before and is outside may call again, and wake somebody. */
    private boolean guestsMayCome() {
        return !tasks(task -> task.isGuest()
                        && !task.waits()
                        && task.caller().pid() > KERNEL_PID
                        && task.thread().isAlive())
                .isEmpty();
    }

    private void give(Task task) {
        busy = true;
        task.baton = true; // pairs with the load in awaitBaton()
        LockSupport.unpark(task.thread());
    }

    private void awaitBaton(Task task) {
        boolean interrupted = false;
        while (!task.baton) {
            LockSupport.park(this);
            interrupted |=
                    Thread.interrupted(); // else it parks no more, and keeps its processor from who has the baton
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        now += POINT_NANOS;
        wakeDue();
    }

    /** Moves time to the next deadline; false if there is none. */
    private boolean jump() {
        long next = Long.MAX_VALUE;
        for (Task task : blocked) {
            next = Math.min(next, task.wakeAt);
        }
        if (next == Long.MAX_VALUE) {
            return false;
        }
        now = Math.max(now, next);
        wakeDue();
        return true;
    }

    private void wakeDue() {
        for (int i = 0; i < blocked.size(); ) {
            if (blocked.get(i).wakeAt <= now) {
                runnable.add(blocked.remove(i));
            } else {
                i++;
            }
        }
    }

    /** A number from 0 to bound - 1, by the mixing function of SplittableRandom. */
    private int choose(int bound) {
        random += 0x9E3779B97F4A7C15L;
        long mixed = random;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), bound);
    }
}
