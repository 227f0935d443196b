package ipc.api;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Waiting for several objects of any mechanism at once, by their {@linkplain Signal signals}.
 *
 * <p>A wait looks at levels, not at edges: it ends when a signal is asserted at the moment it looks, and takes nothing.
 * A signal that was asserted and cleared again before the waiting call could look may go unnoticed. It goes on while
 * the provider of a mechanism is replaced.
 */
@ProviderType
public interface Waits {
    /** How many objects one call can wait for. */
    int ITEMS_MAX = 64;

    /**
     * What is waited for at one object.
     *
     * @param handle an open handle of the calling process
     * @param signals any of which ends the wait; at least one, of those that the object has
     */
    record Item(Handle handle, Set<Signal> signals) {
        /** Copies the set. */
        public Item {
            signals = Set.copyOf(signals);
        }
    }

    /**
     * What a wait found.
     *
     * @param index of the first item with an asserted signal
     * @param signals those of its signals that are asserted
     */
    record Outcome(int index, Set<Signal> signals) {}

    /**
     * Waits until a signal of any item is asserted (Win32 {@code WaitForMultipleObjects}, Zircon
     * {@code object_wait_many}, POSIX {@code poll}).
     *
     * <p>If several are, the item of the lowest index counts. An object may be given more than once. Without items this
     * sleeps until the timeout.
     *
     * @param items at most {@link #ITEMS_MAX}
     * @param timeout how long to wait; {@code Timeout.after(Duration.ZERO)} to look once
     * @return what was found
     * @right WAIT of each handle
     * @errno EBADF a handle is closed, or not of this process
     * @errno EACCES a handle lacks {@link Right#WAIT}
     * @errno EINVAL too many items, no signals in one, or a signal that the object does not have
     * @errno ETIMEDOUT nothing was asserted in time
     * @errno ECANCELED a handle was closed meanwhile
     * @errno EINTR the process was interrupted
     */
    Outcome any(List<Item> items, Timeout timeout);

    /**
     * Sets and clears signals of the users' at an object, in one step, for all handles of it.
     *
     * @param handle an open handle of the calling process
     * @param clear signals to clear
     * @param set signals to set; of one in both sets, this counts
     * @right MANAGE
     * @errno EBADF the handle is closed, or not of this process
     * @errno EACCES the handle lacks {@link Right#MANAGE}
     * @errno EINVAL one of the signals is not {@linkplain Signal#isUsers the users'}; nothing was changed
     * @errno EOPNOTSUPP the object cannot be waited for
     */
    void signal(Handle handle, Set<Signal> clear, Set<Signal> set);

    /**
     * Makes a port to which nothing is bound.
     *
     * @return its handle
     * @errno EMFILE the process has as many handles as {@link Limit#HANDLES} allows
     * @errno ENFILE the system has as many handles as it allows
     */
    Port newPort();
}
