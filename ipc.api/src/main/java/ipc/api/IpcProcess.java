package ipc.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A process as the caller sees it: a stable reference that never means another process, even when the number is used
 * again (Linux pidfd).
 *
 * <p>What may be done to it is decided by the credentials of the process that obtained the reference.
 */
@ProviderType
public interface IpcProcess {
    /** Where a process is in its life. */
    enum State {
        /** It runs or could run. */
        RUNNING,
        /** Every one of its threads inside the kernel waits. */
        BLOCKED,
        /** It has ended and its parent has not yet waited for it. */
        ZOMBIE,
        /** It has ended and its parent knows. */
        GONE
    }

    /** {@return the number of the process; positive} */
    int pid();

    /** {@return the number of its parent now; orphans are adopted by process 1} */
    int parentPid();

    /** {@return its name: the program's, or the bundle's symbolic name} */
    String name();

    /** {@return who it is} */
    Credentials credentials();

    /** {@return where it is in its life} */
    State state();

    /** {@return its scheduling priority, 0 (lowest) to 31; waiters of higher priority are served first} */
    int priority();

    /**
     * Changes the scheduling priority; it counts from the next wait on.
     *
     * @param priority 0 to 31
     * @errno EINVAL outside 0 to 31
     * @errno EPERM of another user, or higher than now, without the capability
     * @errno ESRCH the process has ended
     */
    void priority(int priority);

    /**
     * Returns a limit.
     *
     * @param limit which one
     * @return its values
     */
    Limit.Value limit(Limit limit);

    /**
     * Changes a limit (Linux {@code prlimit}). What the process has already is kept, also above a lowered limit.
     *
     * @param limit which one
     * @param value its new values
     * @errno EINVAL soft is negative or above hard
     * @errno EPERM hard would rise without {@link Capability#EXCEED_LIMITS}, or the process is another user's
     * @errno ESRCH the process has ended
     */
    void limit(Limit limit, Limit.Value value);

    /**
     * Ends the process at its next kernel call, or at once where it waits in one; everything it held is released.
     *
     * @errno EPERM the process is another user's and the caller lacks {@link Capability#KILL_ANY}
     * @errno ESRCH the process has ended and was waited for; a zombie is killed without effect
     */
    void kill();

    /**
     * Ends one wait of the process with {@code EINTR}, or the next one where none is under way.
     *
     * @errno EPERM the process is another user's and the caller lacks {@link Capability#KILL_ANY}
     * @errno ESRCH the process has ended
     */
    void interrupt();
}
