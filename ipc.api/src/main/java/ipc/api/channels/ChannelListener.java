package ipc.api.channels;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a named channel's listener, which hands out one channel for each connection.
 *
 * <p>The name goes when the last handle of the listener is closed; connections that wait are refused then, those that
 * were accepted stay.
 */
@ProviderType
public interface ChannelListener extends Handle {
    /**
     * Takes the connection that has waited longest, waiting for a time while there is none.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return the second end of a channel whose first end the other side has
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EMFILE the process has as many handles as its limit allows; the connection waits on
     * @errno ENFILE the system has as many handles as it allows; the connection waits on
     * @errno EAGAIN no connection, and the description is non-blocking
     * @errno ETIMEDOUT no connection came in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    Channel accept(Timeout timeout);

    /**
     * Takes the connection that has waited longest, if there is one.
     *
     * @return as {@link #accept}, or null if there is none
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMFILE the process has as many handles as its limit allows; the connection waits on
     * @errno ENFILE the system has as many handles as it allows; the connection waits on
     * @errno ENOSYS no provider of channels
     */
    @Nullable
    Channel tryAccept();

    /**
     * Lists the connections, waiting or accepted, both of whose ends are open.
     *
     * @return who connected, by number of the connection
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of channels
     */
    List<Peer> peers();

    /**
     * Sends a message to every connection, waiting or accepted, and keeps it for those who connect later, as far as
     * {@link ChannelOptions#history} says. Never waits: a connection without room misses the message, unless its
     * direction drops others for it; that is counted.
     *
     * <p>Whoever connects gets each message to all once: first, in their order, those that are kept, then all that
     * follow.
     *
     * @param message the bytes between position and limit; position moves to limit on success only
     * @param priority 0 (lowest) to {@code priorities - 1} of what the second end sends
     * @return how many connections have it
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax} of what the second end sends
     * @errno EINVAL priority outside its bounds
     * @errno EAGAIN no provider of channels has come for longer than calls wait
     * @errno ENOSYS no provider of channels
     */
    int broadcast(ByteBuffer message, int priority);

    /**
     * Closes both ends of a connection for whoever has them: calls on either fail with {@code EPIPE}, unread messages
     * die.
     *
     * @param connection a {@link Peer#connection}
     * @return false if there is no such connection any more
     * @right MANAGE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of channels
     */
    boolean disconnect(long connection);

    @Override
    ChannelListener duplicate(Set<Right> rights);

    @Override
    ChannelListener replace(Set<Right> rights);
}
