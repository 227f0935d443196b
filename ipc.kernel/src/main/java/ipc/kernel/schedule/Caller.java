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

    /** The task that calls, as a rule; a hint, written seldom so that two do not quarrel about the cache line. */
    @Nullable
    Task regular;

    /**
     * Makes a caller.
     *
     * @param attention of the process
     */
    protected Caller(Attention attention) {
        this.attention = attention;
    }

    /**
     * Tells whether it is, or acts for, a caller of some kind: a call that waits for many acts for all their handles.
     *
     * @param kind asked by any thread
     */
    public boolean actsFor(Predicate<? super Caller> kind) {
        return kind.test(this);
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
