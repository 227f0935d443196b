package ipc.api.mq;

import ipc.api.Codec;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of the message queues (POSIX {@code mq_open}, {@code mq_unlink}).
 *
 * <p>Names begin with a slash and have no other; at most 255 bytes follow it. A name lives in the name space of the
 * process; queue and messages outlive the processes that use them, until the name is unlinked and the last handle is
 * closed.
 */
@ProviderType
public interface MessageQueues {
    /**
     * Opens a queue, and creates it where the options say so.
     *
     * @param name such as {@code /orders}
     * @param options way, flags, and sizes of a new queue
     * @return a handle with the rights that the way needs, and all others
     * @errno ENOENT the name is free and the options do not create, or the name is only a slash
     * @errno EEXIST the name is taken and the options are exclusive
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; a size outside its bounds; a mode outside 0 to 0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows, or the user as many bytes of queues
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for the slots
     * @errno ENOSYS no provider of message queues
     */
    MessageQueue open(String name, QueueOptions options);

    /**
     * Makes a queue without a name, for this process and those it passes handles to. Beyond POSIX.
     *
     * @param options sizes; its way, mode and exclusive flag have no meaning
     * @return a handle with all rights
     * @errno EINVAL a size is outside its bounds
     * @errno EMFILE the process has as many handles as its limit allows, or the user as many bytes of queues
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for the slots
     * @errno ENOSYS no provider of message queues
     */
    MessageQueue create(QueueOptions options);

    /**
     * Removes a name at once; the queue lives on until its last handle closes.
     *
     * @param name such as {@code /orders}
     * @errno ENOENT nothing has that name
     * @errno EACCES the caller is not the owner
     * @errno EINVAL no leading slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     */
    void unlink(String name);

    /**
     * Shows a queue as a {@link BlockingQueue} of values, all sent with priority 0.
     *
     * <p>Fewer features than a heap queue: an iterator sees a snapshot and does not remove. Failures other than full,
     * empty and interrupted are {@link ipc.api.IpcException}s. What the codec throws is thrown as it is; a message that
     * it failed to read has been taken.
     *
     * @param <E> type of the values
     * @param queue an open handle, not closed by the result
     * @param codec between values and bytes
     * @return a view of the queue
     */
    <E> BlockingQueue<E> blockingQueue(MessageQueue queue, Codec<E> codec);

    /**
     * Publishes what comes out of a queue; several subscribers share the messages, each message goes to one.
     *
     * <p>Messages are taken only against demand. The publisher completes when the handle is closed. A message that the
     * codec fails to read ends it with that failure, and goes back to its place.
     *
     * @param <E> type of the values
     * @param queue an open handle, not closed by the result
     * @param codec between values and bytes
     * @return a publisher by the rules of reactive streams
     * @right READ
     */
    <E> Flow.Publisher<E> publisher(MessageQueue queue, Codec<E> codec);

    /**
     * Subscribes a queue to values: each is sent with priority 0, and more are requested only as room appears.
     *
     * @param <E> type of the values
     * @param queue an open handle, not closed by the result
     * @param codec between values and bytes
     * @return a subscriber by the rules of reactive streams, for one subscription
     * @right WRITE
     */
    <E> Flow.Subscriber<E> subscriber(MessageQueue queue, Codec<E> codec);
}
