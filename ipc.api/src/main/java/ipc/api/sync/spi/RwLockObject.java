package ipc.api.sync.spi;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.RwLock.Mode;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One read-write lock.
 *
 * <p>A holder is a thread of a process, given by two numbers. Every call may come from any thread at once. A call whose
 * deadline is immediate answers "not now"; any other parks, and an exception out of the park leaves everything as it
 * was. Who comes to read waits while somebody waits to write; when a write ends, those that wait to read at that moment
 * go before the next writer.
 */
@ConsumerType
public interface RwLockObject extends SyncObject {
    /** It was done. */
    int DONE = 0;

    /** It would have to wait. */
    int NOT_NOW = -1;

    /** The caller has it, and not both times for reading. */
    int DEADLOCK = -2;

    /** As many threads have it as may, or the caller has it as often as it may. */
    int TOO_MANY = -3;

    /** A writer unlocked it while it was inconsistent. */
    int LOST = -4;

    /** The caller has it from now on, and it is inconsistent. */
    int OWNER_DIED = -5;

    /** The caller does not have it, or not in the way that is needed. */
    int NOT_OWNER = -6;

    /** It is not inconsistent; or there is no way from the caller's mode to the other one. */
    int REFUSED = -7;

    /**
     * Locks.
     *
     * @param owner process and thread
     * @param mode in which way
     * @param deadline until when to wait; if immediate, what the caller has itself is "not now" unless it reads twice
     * @return {@link #DONE}, {@link #NOT_NOW}, {@link #DEADLOCK}, {@link #TOO_MANY}, {@link #LOST} or
     *     {@link #OWNER_DIED}
     */
    int lock(Owner owner, Mode mode, Deadline deadline);

    /**
     * Changes the mode of a holder, waiting for readers only on the way from {@link Mode#UPGRADABLE} to
     * {@link Mode#WRITE}. Whoever reads several times stays so.
     *
     * @param owner process and thread
     * @param mode in which way from now on
     * @param deadline until when to wait
     * @return {@link #DONE}, {@link #NOT_NOW}, {@link #NOT_OWNER}, {@link #REFUSED} or {@link #OWNER_DIED}
     */
    int convert(Owner owner, Mode mode, Deadline deadline);

    /**
     * Unlocks once. If it was for writing and the lock is inconsistent, it is lost.
     *
     * @param owner process and thread
     * @return {@link #DONE} or {@link #NOT_OWNER}
     */
    int unlock(Owner owner);

    /**
     * Makes an inconsistent lock sound.
     *
     * @param owner process and thread, which has it for writing
     * @return {@link #DONE}, {@link #NOT_OWNER} or {@link #REFUSED}
     */
    int consistent(Owner owner);

    /**
     * A thread, or a process with all of them, has gone: in a robust lock these threads have nothing any more, and if
     * one had it for writing it is inconsistent. Never waits.
     *
     * @param gone the thread, or {@linkplain Owner#anyOf all of the process}
     */
    void abandon(Owner gone);

    @Override
    RwLockState state();
}
