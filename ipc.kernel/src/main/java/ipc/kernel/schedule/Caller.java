package ipc.kernel.schedule;

/**
 * On whose behalf a thread is inside the kernel, as far as waiting is concerned: implemented by handles.
 *
 * <p>What it answers may change while a call waits; whoever changes it then {@linkplain EventCount#eject ejects} the
 * waiting tasks, which ask again.
 */
public interface Caller {
    /** Returns the pid of the process that calls. */
    int pid();

    /** Returns the name of the process that calls. */
    String processName();

    /** Returns the scheduling priority of the process, 0 to 31. */
    int schedulingPriority();

    /** Returns this caller as one that uses no handle. */
    Caller plain();

    /** Tells whether a call must look closer before it goes on: {@link #checkAlive}, {@link #isTraced}. */
    boolean needsAttention();

    /** Throws if the process has been killed or has ended. */
    void checkAlive();

    /** Tells whether the calls of the process are traced. */
    boolean isTraced();

    /**
     * Throws if a wait must not begin or go on: the process was killed, was interrupted (which this uses up), the
     * handle was closed, the provider is leaving.
     */
    void checkWait();

    /**
     * Accounts for time spent waiting.
     *
     * @param nanos how long
     */
    void waited(long nanos);

    /**
     * Accounts for system calls.
     *
     * @param calls how many
     */
    void made(long calls);
}
