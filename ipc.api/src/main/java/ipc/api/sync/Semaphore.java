package ipc.api.sync;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a semaphore: permits that are taken and given, by whoever has a handle.
 *
 * <p>A semaphore has no owner (POSIX): who ends does not give back what it took, unless the semaphore was made with
 * {@link SemaphoreOptions#undo}. Callers that wait are served by process priority, then by arrival; one that need not
 * wait may overtake them, unless the semaphore is {@linkplain SemaphoreOptions#fair fair}. What is done before a
 * release <i>happens before</i> what is done after the acquisition that it makes possible. If the mechanism is swapped
 * during a wait, the call goes on in the new provider; its deadline does not move.
 */
@ProviderType
public interface Semaphore extends Handle {
    /**
     * Takes a permit, waiting without end for one.
     *
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of synchronisation
     */
    default void acquire() {
        acquire(1, Timeout.forever());
    }

    /**
     * Takes permits, waiting for a time until all of them are there.
     *
     * @param permits 1 to the semaphore's maximum
     * @param timeout how long to wait; looked at only if the call has to
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL permits outside their bounds; or the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT they were not there in time; nothing was taken
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of synchronisation
     */
    void acquire(int permits, Timeout timeout);

    /**
     * Takes a permit, if there is one.
     *
     * @return whether it was taken
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    default boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Takes permits, if all of them are there; also while others wait, and also if the semaphore is fair.
     *
     * @param permits 1 to the semaphore's maximum
     * @return whether they were taken
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL permits outside their bounds
     * @errno ENOSYS no provider of synchronisation
     */
    boolean tryAcquire(int permits);

    /**
     * Gives a permit.
     *
     * @return how many were there before
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EOVERFLOW the maximum would be passed; nothing was given
     * @errno ENOSYS no provider of synchronisation
     */
    default int release() {
        return release(1);
    }

    /**
     * Gives permits; none is allowed, and only tells how many are there (Win32).
     *
     * @param permits 0 or more
     * @return how many were there before
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL less than 0
     * @errno EOVERFLOW the maximum would be passed; nothing was given
     * @errno ENOSYS no provider of synchronisation
     */
    int release(long permits);

    /**
     * Takes all permits that are there.
     *
     * @return how many
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    int drain();

    /**
     * Returns attributes and figures.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    SemaphoreStatus status();

    @Override
    Semaphore duplicate(Set<Right> rights);

    @Override
    Semaphore replace(Set<Right> rights);
}
