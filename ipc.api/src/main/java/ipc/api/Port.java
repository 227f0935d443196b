package ipc.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A queue of packets that tell of signals of objects bound to it (Zircon {@code port}, Win32 completion port, Linux
 * {@code epoll}); what waiting costs does not depend on how many objects are bound.
 *
 * <p>A port looks at levels: a packet tells which signals are asserted at the moment it is received. Objects that are
 * ready take turns. Binding refers to a handle and ends with it. Made by {@link Waits#newPort}.
 */
@ProviderType
public interface Port extends Handle {
    /** How many objects one port can have bound. */
    int BINDINGS_MAX = 65_536;

    /** How often a binding delivers. */
    enum Mode {
        /** One packet, then it ends. */
        ONCE,
        /** A packet each time its turn comes while a signal is asserted. */
        PERSISTENT
    }

    /**
     * Tells of one object.
     *
     * @param key given to {@link #bind}
     * @param signals those asserted, of the ones that were asked for
     */
    record Packet(long key, Set<Signal> signals) {}

    /**
     * Binds an object: from now on its signals make packets, also those asserted already.
     *
     * @param item a handle of the calling process, and the signals
     * @param key for the packets; one handle can be bound under several
     * @param mode how often
     * @right WRITE of the port, WAIT of the object
     * @errno EBADF the port or the handle is closed, or the handle is not of this process
     * @errno EACCES a right is missing
     * @errno EINVAL no signals, or one that the object does not have
     * @errno EOPNOTSUPP the object has no signals
     * @errno EEXIST the handle is bound under this key
     * @errno ENOSPC {@link #BINDINGS_MAX} are bound
     */
    void bind(Waits.Item item, long key, Mode mode);

    /**
     * Ends a binding; a packet of it that nobody has received goes with it.
     *
     * @param handle the handle
     * @param key its key
     * @return whether there was one
     * @right WRITE
     * @errno EBADF the port is closed
     * @errno EACCES the right is missing
     */
    boolean cancel(Handle handle, long key);

    /**
     * Takes the next packet, waiting while there is none.
     *
     * @param timeout how long to wait
     * @return the packet
     * @right READ
     * @errno EBADF the port is closed
     * @errno EACCES the right is missing
     * @errno ETIMEDOUT nothing came in time
     * @errno ECANCELED the port was closed meanwhile
     * @errno EINTR the process was interrupted
     */
    Packet receive(Timeout timeout);

    /**
     * Takes the next packet if there is one.
     *
     * @return the packet or null
     * @right READ
     * @errno EBADF the port is closed
     * @errno EACCES the right is missing
     */
    @Nullable
    Packet tryReceive();

    @Override
    Port duplicate(Set<Right> rights);

    @Override
    Port replace(Set<Right> rights);
}
