package ipc.api;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's reference to a kernel object: a number, an object and rights (Zircon).
 *
 * <p>The number means something in its own process only, and is not reused soon, so that a stale number is
 * {@code EBADF} and never somebody else's object. Handles made by {@link #duplicate} share the open description, for
 * example the non-blocking flag of a message queue (POSIX {@code dup}).
 *
 * <p>The object lives while a handle or a name refers to it. When a process ends, however it ends, its handles close.
 */
@ProviderType
public interface Handle extends AutoCloseable {
    /** {@return the number by which {@link Syscalls} knows this handle; positive} */
    int number();

    /** {@return the rights of this handle, unmodifiable} */
    Set<Right> rights();

    /**
     * Makes another handle of the same open description, with the same or fewer rights.
     *
     * @param rights a subset of {@link #rights()}
     * @return the new handle, of the same type as this one
     * @right DUPLICATE
     * @errno EBADF this handle is closed
     * @errno EACCES this handle lacks {@link Right#DUPLICATE}
     * @errno EINVAL {@code rights} is not a subset
     * @errno EMFILE the process has as many handles as {@link Limit#HANDLES} allows
     * @errno ENFILE the system has as many handles as it allows
     */
    Handle duplicate(Set<Right> rights);

    /**
     * Closes this handle and returns another one with the same or fewer rights; this one is closed even on failure.
     *
     * @param rights a subset of {@link #rights()}
     * @return the new handle, of the same type as this one
     * @errno EBADF this handle is closed
     * @errno EINVAL {@code rights} is not a subset
     */
    Handle replace(Set<Right> rights);

    /**
     * Closes this handle. Calls that wait on it end with {@code ECANCELED}; messages it held under lease go back.
     *
     * <p>Closing twice is harmless, as {@link AutoCloseable} recommends; the numbered form reports {@code EBADF}.
     */
    @Override
    void close();
}
