package ipc.api.sync;

import java.util.concurrent.locks.Lock;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of semaphores, mutexes and their condition variables (POSIX {@code sem_open}, {@code sem_init},
 * {@code pthread_mutex_init} with {@code PTHREAD_PROCESS_SHARED}).
 *
 * <p>Names begin with a slash and have no other; at most 255 bytes follow it. A name lives in the name space of the
 * process and stands for a semaphore, a mutex, a read-write lock ({@link RwLocks}) or a barrier ({@link Barriers}), not
 * for several. What it stands for lives until the name is unlinked and the last handle is closed.
 */
@ProviderType
public interface Sync {
    /**
     * Opens a semaphore, and makes it where that is wanted.
     *
     * @param name such as {@code /slots}
     * @param creation whether it may be made
     * @param options of a new one; have no meaning if it is there
     * @return a handle with all rights
     * @errno ENOENT the name is free and is not to be made, or it is only a slash
     * @errno EEXIST the name is taken and was to be free
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; it is a mutex; permits outside their bounds; a mode outside 0 to 0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    Semaphore openSemaphore(String name, Creation creation, SemaphoreOptions options);

    /**
     * Makes a semaphore without a name.
     *
     * @param options of it
     * @return a handle with all rights
     * @errno EINVAL permits outside their bounds
     * @errno EACCES the policy refuses
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    Semaphore createSemaphore(SemaphoreOptions options);

    /**
     * Opens a mutex, and makes it where that is wanted.
     *
     * @param name such as {@code /ledger}
     * @param creation whether it may be made
     * @param options of a new one; have no meaning if it is there
     * @return a handle with all rights
     * @errno ENOENT the name is free and is not to be made, or it is only a slash
     * @errno EEXIST the name is taken and was to be free
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; it is a semaphore; a depth or a ceiling outside its bounds; a mode outside 0 to
     *     0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    Mutex openMutex(String name, Creation creation, MutexOptions options);

    /**
     * Makes a mutex without a name.
     *
     * @param options of it
     * @return a handle with all rights
     * @errno EINVAL a depth or a ceiling is outside its bounds
     * @errno EACCES the policy refuses
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    Mutex createMutex(MutexOptions options);

    /**
     * Removes a name at once; what it stood for lives on until its last handle closes.
     *
     * @param name such as {@code /slots}
     * @errno ENOENT nothing has that name
     * @errno EACCES the caller is not the owner
     * @errno EINVAL no leading slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     */
    void unlink(String name);

    /**
     * Shows a mutex as a lock, for ordinary Java code.
     *
     * <p>It behaves as {@link java.util.concurrent.locks.ReentrantLock} does, as far as its kind allows: releasing what
     * one does not hold is an {@link IllegalMonitorStateException}, an interruption of the thread, or its process, an
     * {@link InterruptedException}. Only a {@linkplain MutexOptions.Kind#RECURSIVE recursive} mutex can be locked again
     * by its owner. Each {@link Lock#newCondition} takes the next of the mutex's {@link Mutex#CONDITIONS} conditions,
     * and is an {@link IllegalStateException} after the last one. That an owner has died is still an
     * {@link ipc.api.IpcException} with {@code EOWNERDEAD}, after which the caller holds the lock.
     *
     * @param mutex an open handle, not closed by the result
     * @return a view of the mutex
     */
    Lock lock(Mutex mutex);

    /**
     * Shows a semaphore as a class of ordinary Java has it.
     *
     * @param semaphore an open handle, not closed by the result
     * @return a view of the semaphore
     */
    Permits permits(Semaphore semaphore);
}
