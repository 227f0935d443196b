package ipc.api.sync;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a mutex, which belongs to one thread of one process at a time.
 *
 * <p>A mutex is robust (POSIX {@code PTHREAD_MUTEX_ROBUST}) unless it was made otherwise: if the process of its owner
 * ends, or closes its last handle of it, the next owner gets it together with {@link ipc.api.Errno#EOWNERDEAD}, and
 * says {@link #consistent} when it has put in order what the mutex protects; if it unlocks without that, the mutex is
 * lost and every call fails with {@link ipc.api.Errno#ENOTRECOVERABLE}.
 *
 * <p>Callers that wait are served by process priority, then by arrival; one that need not wait may overtake them,
 * unless the mutex is {@linkplain MutexOptions#fair fair}. What is done before an unlock <i>happens before</i> what is
 * done after the next lock. If the mechanism is swapped while the mutex is held or waited for, its owner stays its
 * owner and waiting calls go on in the new provider.
 */
@ProviderType
public interface Mutex extends Handle {
    /** Each mutex has so many condition variables. */
    int CONDITIONS = 64;

    /**
     * Locks, waiting without end. No interruption ends the wait (POSIX).
     *
     * @return the fencing token of this ownership, see {@link #isCurrent}
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EDEADLK error-checking, and the caller has it already; or it {@linkplain MutexOptions#refuseDeadlock
     *     refuses deadlock}, and its owner waits for the caller: the message names the whole cycle
     * @errno EAGAIN recursive, and as deep as it may be
     * @errno EINVAL it has a ceiling below the caller's priority
     * @errno EOWNERDEAD the caller <em>has</em> the mutex; its previous owner died
     * @errno ENOTRECOVERABLE what it protects was lost
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of synchronisation
     */
    default long lock() {
        return lock(Timeout.forever());
    }

    /**
     * Locks, waiting for a time. No interruption ends the wait (POSIX).
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return the fencing token of this ownership, see {@link #isCurrent}
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EDEADLK error-checking, and the caller has it already; or it {@linkplain MutexOptions#refuseDeadlock
     *     refuses deadlock}, and its owner waits for the caller: the message names the whole cycle
     * @errno EAGAIN recursive, and as deep as it may be
     * @errno EINVAL it has a ceiling below the caller's priority; or the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT somebody else kept it
     * @errno EOWNERDEAD the caller <em>has</em> the mutex; its previous owner died
     * @errno ENOTRECOVERABLE what it protects was lost
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of synchronisation
     */
    long lock(Timeout timeout);

    /**
     * Locks if nobody has it; a recursive one also if the caller has it.
     *
     * @return whether the caller has it now
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EAGAIN recursive, and as deep as it may be
     * @errno EINVAL it has a ceiling below the caller's priority
     * @errno EOWNERDEAD the caller <em>has</em> the mutex; its previous owner died
     * @errno ENOTRECOVERABLE what it protects was lost
     * @errno ENOSYS no provider of synchronisation
     */
    boolean tryLock();

    /**
     * Unlocks; one that was locked several times stays locked until it was unlocked as often.
     *
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPERM the caller does not have it
     * @errno ENOSYS no provider of synchronisation
     */
    void unlock();

    /**
     * Says that what the mutex protects is in order again, after {@code EOWNERDEAD}.
     *
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPERM the caller does not have it
     * @errno EINVAL no owner has died, or the mutex is not robust
     * @errno ENOSYS no provider of synchronisation
     */
    void consistent();

    /**
     * Returns the fencing token of the caller's ownership: a number that is higher for each later one. Beyond POSIX.
     *
     * @return the token, 1 or more
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPERM the caller does not have it
     * @errno ENOSYS no provider of synchronisation
     */
    long token();

    /**
     * Tells whether a token belongs to the ownership of this moment, so that who keeps what the mutex protects can
     * refuse an owner that comes too late. Beyond POSIX.
     *
     * @param token any number
     * @return whether the mutex is locked, and was when the token was given
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    boolean isCurrent(long token);

    /**
     * Returns one of the condition variables of this mutex, which all its handles share.
     *
     * @param index 0 to {@link #CONDITIONS} - 1
     * @return the condition, used through this handle and with its rights
     * @throws IndexOutOfBoundsException the index is outside its bounds
     */
    Condition condition(int index);

    /**
     * Returns attributes and figures.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    MutexStatus status();

    @Override
    Mutex duplicate(Set<Right> rights);

    @Override
    Mutex replace(Set<Right> rights);
}
