package ipc.api.sync;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a read-write lock, which many threads have for reading or one has for writing (POSIX
 * {@code pthread_rwlock}). One of those that read may be able to go on to write; that goes beyond POSIX.
 *
 * <p>A thread has the lock in one mode at a time. It may lock for reading again while it reads, and unlocks as often;
 * everything else that would wait for itself is refused. No interruption ends a wait.
 *
 * <p>Nobody starves: who comes to read waits while somebody waits to write, and when a write ends, those that wait to
 * read at that moment go before the next writer. Writers are served by process priority, then by arrival. Who goes on
 * from reading to writing goes before all others. What is done before an unlock <i>happens before</i> what is done
 * after a lock that had to wait for it. If the mechanism is swapped meanwhile, all holders keep what they have and
 * waiting calls go on in the new provider.
 *
 * <p>If the process of a writer ends, or closes its last handle of the lock, whoever gets the lock next gets it
 * together with {@link ipc.api.Errno#EOWNERDEAD}, readers too, until a writer has said {@link #consistent}; if a writer
 * unlocks without that, the lock is lost and every call fails with {@link ipc.api.Errno#ENOTRECOVERABLE}. The end of a
 * reader leaves nothing to put in order. {@link ipc.api.Waits} wait for a lock only by signals of its users: they could
 * not say in which mode to take it.
 */
@ProviderType
public interface RwLock extends Handle {
    /** In which way a thread has the lock. */
    enum Mode {
        /** Together with others that read. */
        READ,
        /** Together with others that read; the only one that may {@link RwLock#convert} to {@link #WRITE}. */
        UPGRADABLE,
        /** Alone. */
        WRITE
    }

    /**
     * Locks, waiting for a time.
     *
     * @param mode in which way
     * @param timeout how long to wait; looked at only if the call has to
     * @right READ for reading; WRITE for the other modes
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EDEADLK the calling thread has it already, and not both times for reading
     * @errno EAGAIN as many threads have it as may, or the calling one has it as often as it may
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT others kept it
     * @errno EOWNERDEAD the caller <em>has</em> the lock; a writer died
     * @errno ENOTRECOVERABLE what it protects was lost
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of synchronisation
     */
    void lock(Mode mode, Timeout timeout);

    /**
     * Locks if that needs no waiting and nobody waits who would have to wait longer for it.
     *
     * @param mode in which way
     * @return whether the caller has it now
     * @right READ for reading; WRITE for the other modes
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EAGAIN as many threads have it as may, or the calling one has it as often as it may
     * @errno EOWNERDEAD the caller <em>has</em> the lock; a writer died
     * @errno ENOTRECOVERABLE what it protects was lost
     * @errno ENOSYS no provider of synchronisation
     */
    boolean tryLock(Mode mode);

    /**
     * Goes on in another mode, without giving up the lock in between: from {@link Mode#UPGRADABLE} to {@link
     * Mode#WRITE} when all that read have left, and at once from a mode to one that allows less. If it fails, the mode
     * stays.
     *
     * @param mode in which way
     * @param timeout how long to wait; looked at only if the call has to
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPERM the caller does not have it
     * @errno EINVAL from {@link Mode#READ} to one that allows more; or the call has to wait and the time-out is
     *     malformed
     * @errno ETIMEDOUT others kept reading
     * @errno EOWNERDEAD the caller <em>has</em> the lock for writing; an earlier writer died
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of synchronisation
     */
    void convert(Mode mode, Timeout timeout);

    /**
     * Unlocks; one that was locked for reading several times stays locked until it was unlocked as often.
     *
     * @right READ or WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks both rights
     * @errno EPERM the caller does not have it
     * @errno ENOSYS no provider of synchronisation
     */
    void unlock();

    /**
     * Says, while writing, that what the lock protects is in order again, after {@code EOWNERDEAD}.
     *
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPERM the caller does not have it for writing
     * @errno EINVAL no writer has died, or the lock is not robust
     * @errno ENOSYS no provider of synchronisation
     */
    void consistent();

    /**
     * Returns attributes and figures.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    RwLockStatus status();

    @Override
    RwLock duplicate(Set<Right> rights);

    @Override
    RwLock replace(Set<Right> rights);
}
