package ipc.api.sync;

import ipc.api.Timeout;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A condition variable of a {@link Mutex}, to which it is bound for good.
 *
 * <p>Waiting gives up the mutex and begins to wait in one step: whoever locks it afterwards and signals reaches the
 * waiter. A signal reaches one of those that wait at its moment, of the highest priority the one that waits longest,
 * and never one that comes later; a waiter that leaves for another reason, or dies, takes no signal along. Nothing is
 * remembered for those that come later. Waiters and the signals on their way to them survive a swap.
 *
 * <p>The waiter tests what it waits for again, because others may have had the mutex first.
 */
@ProviderType
public interface Condition {
    /**
     * Waits without end for a signal.
     *
     * @return true after a signal; false if the wait was interrupted (POSIX: a spurious return)
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPERM the caller does not have the mutex
     * @errno EOWNERDEAD the caller <em>has</em> the mutex again; an owner died meanwhile
     * @errno ENOTRECOVERABLE what the mutex protects was lost; the caller does not have it
     * @errno ECANCELED the handle was closed during the wait; the caller does not have the mutex
     * @errno EAGAIN the provider has been away for too long; the caller does not have the mutex
     * @errno ENOSYS no provider of synchronisation
     */
    default boolean await() {
        return await(Timeout.forever());
    }

    /**
     * Waits for a time for a signal; a mutex that was locked several times is given up, and comes back, as deep.
     *
     * @param timeout how long to wait for the signal; the mutex is waited for without end afterwards
     * @return true after a signal; false if the wait was interrupted (POSIX: a spurious return)
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPERM the caller does not have the mutex
     * @errno EINVAL the time-out is malformed; nothing has happened to the mutex
     * @errno ETIMEDOUT no signal came; the caller has the mutex again
     * @errno EOWNERDEAD the caller <em>has</em> the mutex again; an owner died meanwhile
     * @errno ENOTRECOVERABLE what the mutex protects was lost; the caller does not have it
     * @errno ECANCELED the handle was closed during the wait; the caller does not have the mutex
     * @errno EAGAIN the provider has been away for too long; the caller does not have the mutex
     * @errno ENOSYS no provider of synchronisation
     */
    boolean await(Timeout timeout);

    /**
     * Lets one of those go that wait now, if anybody does. The caller need not have the mutex.
     *
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    void signal();

    /**
     * Lets all go that wait now. The caller need not have the mutex.
     *
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    void broadcast();
}
