package ipc.kernel.schedule;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a thread is inside the kernel, as far as waiting is concerned: implemented by handles.
 *
 * <p>What it answers may change while a call waits; whoever changes it then {@linkplain EventCount#eject ejects} the
 * waiting tasks, which ask again.
 */
public abstract class Caller {
    private final Attention attention;

    /** Who calls as a rule; hints, written seldom so that two do not quarrel about the cache line. */
    private @Nullable Known regular;

    private @Nullable Known second;

    /**
     * A thread and its task, side by side because who looks for itself must not touch the tasks of others, who write
     * there at each call.
     */
    private record Known(Thread thread, Task task) {
        static @Nullable Task task(@Nullable Known hint, Thread thread) {
            return hint != null && hint.thread == thread ? hint.task : null;
        }
    }

    /**
     * Makes a caller.
     *
     * @param attention of the process
     */
    protected Caller(Attention attention) {
        this.attention = attention;
    }

    /** Returns the task of the calling thread, found quickest, if it is the one that regularly calls; else null. */
    public final @Nullable Task regular() {
        return Known.task(regular, Thread.currentThread());
    }

    /** Returns the task of the calling thread if it is the one that was the regular one before; null: it is not. */
    final @Nullable Task second() {
        return Known.task(second, Thread.currentThread());
    }

    /** Tells whether a thread calls regularly. */
    final boolean hasRegular() {
        return regular != null;
    }

    /** The task of the calling thread is the regular one from now on. */
    final void regular(Task task) {
        second = regular;
        regular = new Known(task.thread(), task);
    }

    /**
     * Tells whether it is, or acts for, a caller of some kind: a call that waits for many acts for all their handles.
     *
     * @param kind asked by any thread
     */
    public boolean actsFor(Predicate<? super Caller> kind) {
        return kind.test(this);
    }

    /** Tells whether another caller calls for the same process. */
    final boolean isOfSameProcess(Caller other) {
        return attention == other.attention; // a process has one for all its callers
    }

    /** Returns the pid of the process that calls. */
    public abstract int pid();

    /** Returns the name of the process that calls. */
    public abstract String processName();

    /** Returns the scheduling priority of the process, 0 to 31. */
    public abstract int schedulingPriority();

    /** Returns this caller as one that uses no handle. */
    public abstract Caller plain();

    /** Tells whether a call must look closer before it goes on: {@link #checkAlive}, {@link #isTraced}. */
    public final boolean needsAttention() {
        return attention.isWanted();
    }

    /** Throws if the process has been killed or has ended. */
    public abstract void checkAlive();

    /** Tells whether the calls of the process are traced. */
    public abstract boolean isTraced();

    /**
     * Throws if a wait must not begin or go on: the process was killed, was interrupted (which this uses up), the
     * handle was closed, the provider is leaving.
     */
    public abstract void checkWait();

    /**
     * Accounts for time spent waiting.
     *
     * @param nanos how long
     */
    public abstract void waited(long nanos);

    /**
     * Accounts for system calls.
     *
     * @param calls how many
     */
    public abstract void made(long calls);
}
