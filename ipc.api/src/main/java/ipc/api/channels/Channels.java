package ipc.api.channels;

import ipc.api.Codec;
import ipc.api.Timeout;
import java.util.concurrent.Flow;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of the channels.
 *
 * <p>Names begin with a slash and have no other; at most 255 bytes follow it. A name lives in the name space of the
 * process and stands for a listener.
 */
@ProviderType
public interface Channels {
    /**
     * Makes a channel without a name.
     *
     * @param options what it is like; mode and backlog have no meaning
     * @return its two ends, each with all rights
     * @errno EACCES the security policy refuses
     * @errno EINVAL a size is outside its bounds, which may be narrower here than {@link DirectionOptions} says
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles, or channels and listeners, as it allows
     * @errno ENOMEM no memory for the messages
     * @errno ENOSYS no provider of channels
     */
    ChannelPair create(ChannelOptions options);

    /**
     * Makes a named channel: others connect, and each connection is a channel of its own.
     *
     * @param name such as {@code /printer}
     * @param options what each connection is like, who may connect, how many may wait
     * @return the listener, with all rights
     * @errno EADDRINUSE the name is taken
     * @errno EACCES the security policy refuses, or the name has a second slash
     * @errno EINVAL no leading slash; a size outside its bounds; a mode outside 0 to 0777; a limit of time
     *     that is not more than zero
     * @errno ENOENT the name is only a slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles, or channels and listeners, as it allows
     * @errno ENOMEM no memory for the connections that wait, or for the history
     * @errno ENOSYS no provider of channels
     */
    ChannelListener listen(String name, ChannelOptions options);

    /**
     * Connects to a listener, waiting for a time while its backlog is full; not until it accepts.
     *
     * @param name such as {@code /printer}
     * @param timeout how long to wait; looked at only if the call has to
     * @return the first end of a new channel
     * @errno ENOENT nothing has that name, or it is only a slash
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; or the call has to wait and the time-out is malformed
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno ECONNREFUSED the listener has closed meanwhile
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles, or channels and listeners, as it allows
     * @errno ENOMEM no memory for the messages
     * @errno ETIMEDOUT the backlog stayed full
     * @errno EINTR the wait was interrupted
     * @errno ENOSYS no provider of channels
     */
    Channel connect(String name, Timeout timeout);

    /**
     * Removes a name at once; the listener goes on with the connections that it has.
     *
     * @param name such as {@code /printer}
     * @errno ENOENT nothing has that name
     * @errno EACCES the caller is not the owner
     * @errno EINVAL no leading slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     */
    void unlink(String name);

    /**
     * Publishes what comes in at an end; several subscribers share the messages, each message goes to one.
     *
     * <p>Messages are taken only against demand. The publisher completes when the handle is closed, or the other end is
     * and nothing is left. A message that carries handles, or that the codec fails to read, ends it with an error, and
     * goes back to its place.
     *
     * @param <E> type of the values
     * @param channel an open handle, not closed by the result
     * @param codec between values and bytes
     * @return a publisher by the rules of reactive streams
     * @right READ
     */
    <E> Flow.Publisher<E> publisher(Channel channel, Codec<E> codec);

    /**
     * Subscribes an end to values: each is sent with priority 0, and requested only when there is room for a message of
     * the largest size. Where that is as much as the direction holds, one value is on its way at a time.
     *
     * @param <E> type of the values
     * @param channel an open handle, not closed by the result
     * @param codec between values and bytes
     * @return a subscriber by the rules of reactive streams, for one subscription
     * @right WRITE
     */
    <E> Flow.Subscriber<E> subscriber(Channel channel, Codec<E> codec);
}
