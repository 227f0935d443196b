package ipc.api.sync.spi;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.spi.Takeable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One mutex with its condition variables.
 *
 * <p>An owner is a thread of a process, given by two numbers; what they number is the kernel's affair. Every call may
 * come from any thread at once. A call whose deadline is immediate answers "not now" and overtakes who waits; any
 * other parks, and an exception out of the park leaves the mutex unchanged. In a fair mutex a call that may wait does
 * so while another one waits. A wait for many locks once, as {@link #lock} does, and gets the same answers.
 */
@ConsumerType
public interface MutexObject extends SyncObject, Takeable {
    /** The mutex is error-checking and the caller's. */
    int DEADLOCK = -2;

    /** The mutex is recursive, the caller's, and as deep as it may be. */
    int TOO_DEEP = -3;

    /** The mutex was unlocked while inconsistent. */
    int LOST = -4;

    /** The mutex is the caller's from now on, and inconsistent. */
    int OWNER_DIED = -5;

    /** The mutex is not the caller's. */
    int NOT_OWNER = -6;

    /** The mutex is not inconsistent. */
    int CONSISTENT = -7;

    /** It was done. */
    int DONE = 0;

    /**
     * Locks, waiting while another has it, or while the caller has it and it is normal.
     *
     * @param owner process and thread
     * @param depth how deep it is locked: 1, or what a wait for a condition gave up
     * @param deadline until when to wait; if immediate, the caller's own mutex is "not now" unless it is recursive
     * @return the fencing token, 1 or more; or {@link #OWNER_DIED}, {@link #NOT_NOW}, {@link #DEADLOCK},
     *     {@link #TOO_DEEP}, {@link #LOST}
     */
    long lock(Owner owner, int depth, Deadline deadline);

    /**
     * Unlocks once. A mutex that becomes free while inconsistent is lost.
     *
     * @param owner process and thread
     * @return {@link #DONE} or {@link #NOT_OWNER}
     */
    int unlock(Owner owner);

    /**
     * Makes an inconsistent mutex sound.
     *
     * @param owner process and thread
     * @return {@link #DONE}, {@link #NOT_OWNER} or {@link #CONSISTENT}
     */
    int consistent(Owner owner);

    /**
     * A thread, or a process with all of them, has gone: a robust mutex that one of these threads has becomes free and
     * inconsistent. Never waits.
     *
     * @param gone the thread, or {@linkplain Owner#anyOf all of the process}
     */
    void abandon(Owner gone);

    /** {@return who has it} */
    MutexState.Holding holding();

    /** {@return its condition variables} */
    Conditions conditions();

    @Override
    MutexState state();
}
