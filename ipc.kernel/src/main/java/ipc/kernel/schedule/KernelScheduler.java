package ipc.kernel.schedule;

import ipc.api.admin.WaitSnapshot;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What both schedulers share: which thread is which task, and the order of arrival. */
public abstract class KernelScheduler implements Scheduler {
    private static final int HINTS = 1024;

    /** One call in so many of a thread that is not the regular one makes it that. */
    private static final int REGULAR_MASK = 1024 - 1;

    private static final int BURY_ABOVE = 64;

    /** For whom threads call before their first call, and after their last. */
    private static final Caller NOBODY = new Caller(new Attention()) {
        @Override
        public int pid() {
            return 0;
        }

        @Override
        public String processName() {
            return "nobody";
        }

        @Override
        public int schedulingPriority() {
            return 0;
        }

        @Override
        public Caller plain() {
            return this;
        }

        @Override
        public void checkAlive() {}

        @Override
        public boolean isTraced() {
            return false;
        }

        @Override
        public void checkWait() {}

        @Override
        public void waited(long nanos) {}

        @Override
        public void made(long calls) {}
    };

    /** Tasks by thread id, a cache: entries are lost to collisions and found again in {@code tasks}. */
    private final @Nullable Task[] hints = new Task[HINTS];

    private final Map<Thread, Task> tasks = new ConcurrentHashMap<>();
    private final AtomicLong arrivals = new AtomicLong();
    private volatile int buryAbove = BURY_ABOVE;
    private volatile Consumer<Want> onWant = want -> {};
    private volatile Runnable clockListener = () -> {};

    @Override
    public WaitQueue newWaitQueue(String name) {
        return new EventCount(name, this);
    }

    /** Returns the real-time clock in nanoseconds since the epoch. */
    public abstract long realtimeNanos();

    /** Returns when a wait until a moment of the real-time clock, which somebody may set, looks at that again. */
    abstract long realtimeLookNanos();

    /**
     * Returns when to look at the real-time clock next, for a moment of it: when that comes if nobody sets the clock,
     * or earlier.
     *
     * @param realtimeNanos in nanoseconds since the epoch
     * @return a moment of the monotonic clock
     */
    public final long lookNanos(long realtimeNanos) {
        long left = realtimeNanos - realtimeNanos();
        long now = nowNanos();
        long then = left > 0 && now + left < now ? Long.MAX_VALUE : now + left;
        return Math.min(then, realtimeLookNanos());
    }

    /**
     * Says who is to hear of each setting of the real-time clock; where nobody knows of it, nobody hears.
     *
     * @param listener called on the thread that sets the clock, outside every gate
     */
    public final void whenClockIsSet(Runnable listener) {
        clockListener = listener;
    }

    /** The real-time clock was set. */
    final void clockWasSet() {
        inside(clockListener);
    }

    /**
     * Starts a thread of a process.
     *
     * @param name of the thread
     * @param caller for whom it calls
     * @param body what it runs
     */
    public abstract void start(String name, Caller caller, Runnable body);

    /**
     * Starts a thread that does not share processors with those of processes: what it runs may be anybody's code.
     *
     * @param name of the thread
     * @param caller for whom it calls
     * @param body what it runs
     */
    public abstract void startApart(String name, Caller caller, Runnable body);

    /** Tells whether every call is a {@linkplain #point point} at which others may run. */
    public abstract boolean steps();

    /**
     * A point at which the seeded scheduler may let others run; live, nothing.
     *
     * @param task the calling thread's task
     */
    public abstract void point(Task task);

    /**
     * The task has left the kernel; where it came in as a guest of the seeded scheduler, others may run.
     *
     * @param task the calling thread's task
     */
    public abstract void left(Task task);

    /**
     * Lets others run first.
     *
     * @param task the calling thread's task
     */
    public abstract void yieldNow(Task task);

    /**
     * Makes a lock for the kernel's own work of any length; not reentrant, never held across a park.
     *
     * @param name what it protects
     * @return a lock nobody holds
     */
    public abstract ShortLock newMutex(String name);

    /** Returns a lock for a wait queue's own list. */
    abstract ShortLock newGuard(String name);

    /** Does the work of {@link WaitQueue#linger}. */
    abstract boolean linger(int attempt);

    /** Checks that a task may park. */
    abstract void beforePark(Task task);

    /** Runs others until the task is released, the time has come, or for no reason. */
    abstract void block(Task task, long untilNanos);

    /** Lets a task that is parked run. */
    abstract void unblock(Task task);

    /**
     * Lets a chain of tasks run that were taken out of their queue.
     *
     * @param first the one that is to run first
     * @param count how many there are
     */
    void releaseAll(@Nullable Task first, int count) {
        Task.unchain(first, Task::release);
    }

    /** A thread that this scheduler did not start makes its first call. */
    abstract void adopted(Task task);

    long nextArrival() {
        return arrivals.incrementAndGet();
    }

    /** Returns the task of the calling thread; the first call of a thread makes it. */
    public final Task current() {
        Thread thread = Thread.currentThread();
        Task hint = hints[(int) thread.threadId() & (HINTS - 1)];
        return hint != null && hint.thread() == thread ? hint : find(thread);
    }

    /**
     * Returns the task of the calling thread, which is not the one that {@linkplain Caller#regular regularly} calls.
     *
     * @param caller for whom the thread is about to call
     * @return the task
     */
    public final Task current(Caller caller) {
        Task second = caller.second();
        return second == null ? newcomer(caller) : second;
    }

    private Task newcomer(Caller caller) {
        Task task = current();
        if (!caller.hasRegular() || (task.calls() & REGULAR_MASK) == 0) {
            caller.regular(task);
        }
        return task;
    }

    private Task find(Thread thread) {
        Task task = tasks.get(thread);
        if (task == null) {
            bury();
            task = newTask(thread, NOBODY);
            adopted(task);
        }
        hints[(int) thread.threadId() & (HINTS - 1)] = task;
        return task;
    }

    final Task newTask(Thread thread, Caller caller) {
        Task task = new Task(thread, this, caller);
        tasks.put(thread, task);
        return task;
    }

    final void ended(Task task) {
        task.callFor(NOBODY);
        tasks.remove(task.thread());
        hints[(int) task.thread().threadId() & (HINTS - 1)] = null;
    }

    /** Foreign threads do not say when they end; looked for each time the number of tasks has doubled. */
    private void bury() {
        if (tasks.size() > buryAbove) {
            tasks.keySet().removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
            buryAbove = Math.max(BURY_ABOVE, 2 * tasks.size());
        }
    }

    /**
     * Returns the tasks that fulfil a condition.
     *
     * @param condition asked from the calling thread
     * @return a list of its own, the eldest thread first: what is done to each is done in the same order in each run
     */
    public final List<Task> tasks(Predicate<Task> condition) {
        List<Task> result = new ArrayList<>();
        for (Task task : tasks.values()) {
            if (condition.test(task)) {
                result.add(task);
            }
        }
        result.sort(Comparator.comparingLong(task -> task.thread().threadId()));
        return result;
    }

    /**
     * Returns the task of a thread.
     *
     * @param thread its number
     * @return the task, or null if no such thread has called or it has ended
     */
    public final @Nullable Task task(long thread) {
        Task hint = hints[(int) thread & (HINTS - 1)];
        if (hint != null && hint.thread().threadId() == thread) {
            return hint;
        }
        for (Task task : tasks.values()) {
            if (task.thread().threadId() == thread) {
                return task;
            }
        }
        return null;
    }

    /**
     * Says who is to hear of calls that begin to wait for what others may have.
     *
     * @param listener called by the waiting thread; must neither park nor fail
     */
    public final void onWant(Consumer<Want> listener) {
        onWant = listener;
    }

    void wanted(Want want) {
        onWant.accept(want);
    }

    /**
     * Does something on a thread that may be a guest of the seeded scheduler, outside every gate.
     *
     * @param work what to do
     */
    public final void inside(Runnable work) {
        Task task = current();
        point(task);
        try {
            work.run();
        } finally {
            left(task);
        }
    }

    /**
     * Makes waiting tasks ask their caller whether to go on.
     *
     * @param condition which tasks
     */
    public final void eject(Predicate<Task> condition) {
        for (Task task : tasks(condition.and(Task::waits))) {
            EventCount queue = task.queue; // pairs with the store in EventCount.insert()
            if (queue != null) {
                queue.eject(task);
            }
        }
    }

    /** Returns what waits now: the wait graph, by pid. */
    public final List<WaitSnapshot> waits() {
        List<WaitSnapshot> result = new ArrayList<>();
        long now = nowNanos();
        for (Task task : tasks.values()) {
            EventCount queue = task.queue;
            if (queue != null) {
                Caller caller = task.caller();
                WaitSnapshot wait =
                        new WaitSnapshot(caller.pid(), caller.processName(), queue.toString(), now - task.waitingSince);
                if (task.queue == queue) { // else it waits no more, and what was seen may be of its next call
                    result.add(wait);
                }
            }
        }
        result.sort((a, b) -> Integer.compare(a.pid(), b.pid()));
        return result;
    }
}
