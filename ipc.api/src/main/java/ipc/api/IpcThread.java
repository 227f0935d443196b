package ipc.api;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a thread that {@link Threads#start} has started. It is {@linkplain Signal#SIGNALED signaled} from the
 * moment on at which the thread has ended and the locks that it left are given up, and can be waited for with others
 * ({@link Waits}, {@link Port}). What the thread did before happens before whatever follows such a wait.
 */
@ProviderType
public interface IpcThread extends Handle {
    /**
     * Waits until the thread has ended (POSIX {@code pthread_join}); any number of callers may, as often as they like.
     *
     * @param timeout how long to wait; looked at only if the thread has not ended
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EDEADLK the caller is this thread
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT it did not end in time
     * @errno ECANCELED the handle was closed meanwhile
     * @errno EINTR the process was interrupted
     */
    void join(Timeout timeout);

    /** Waits until the thread has ended, however long: {@link #join(Timeout)}. */
    default void join() {
        join(Timeout.forever());
    }

    /**
     * Looks at the thread.
     *
     * @return its name, and what has become of it
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     */
    ThreadStatus status();

    @Override
    IpcThread duplicate(Set<Right> rights);

    @Override
    IpcThread replace(Set<Right> rights);
}
