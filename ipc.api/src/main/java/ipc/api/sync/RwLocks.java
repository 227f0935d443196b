package ipc.api.sync;

import java.util.concurrent.locks.ReadWriteLock;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of read-write locks. Names are those of {@link Sync}, which also removes them.
 */
@ProviderType
public interface RwLocks {
    /**
     * Opens a lock, and makes it where that is wanted.
     *
     * @param name such as {@code /catalogue}
     * @param creation whether it may be made
     * @param options of a new one; have no meaning if it is there
     * @return a handle with all rights
     * @errno ENOENT the name is free and is not to be made, or it is only a slash
     * @errno EEXIST the name is taken and was to be free
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; it is of another kind; holders outside their bounds; a mode outside 0 to 0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    RwLock open(String name, Creation creation, RwLockOptions options);

    /**
     * Makes a lock without a name.
     *
     * @param options what it is like
     * @return a handle with all rights
     * @errno EACCES the caller may not make objects
     * @errno EINVAL holders outside their bounds
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    RwLock create(RwLockOptions options);

    /**
     * Shows a lock as one of the JDK's, for ordinary Java code.
     *
     * <p>It behaves as that of {@link java.util.concurrent.locks.StampedLock#asReadWriteLock}: it has no conditions,
     * and who reads can read again, but a thread that writes can lock neither side again, nor one that reads go on to
     * write. Where the JDK's would wait for itself without end, this one fails with an {@link ipc.api.IpcException}
     * with {@code EDEADLK}; {@link RwLock#convert} goes from one to the other. Releasing what the thread itself does
     * not hold is an {@link IllegalMonitorStateException}, also where another one reads, which the JDK's does not
     * notice. An interruption of the thread, or its process, is an {@link InterruptedException}. That a writer has died
     * is still an {@code IpcException} with {@code EOWNERDEAD}, after which the caller holds the lock.
     *
     * @param lock an open handle, not closed by the result
     * @return a view of the lock
     */
    ReadWriteLock readWriteLock(RwLock lock);
}
