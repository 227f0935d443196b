package ipc.api.mq;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a message queue.
 *
 * <p>Higher priorities leave first, equal ones in the order they came. What a sender did before its call
 * <i>happens before</i> what the receiver of that message does after its own. Callers that wait are served by process
 * priority, then by arrival; one that does not wait may overtake them. If the mechanism is swapped during a wait, the
 * call goes on in the new provider; its deadline does not move.
 *
 * <p>A failed call leaves the queue as it was. Any thread of the process may use the handle.
 */
@ProviderType
public interface MessageQueue extends Handle {
    /**
     * Appends a message, waiting without end while the queue is full.
     *
     * @param message the bytes between position and limit; copied, position moves to limit on success only
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @right WRITE
     * @errno EBADF the handle is closed, or was opened for reading only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link QueueOptions#messageBytesMax}
     * @errno EINVAL priority outside its bounds
     * @errno EAGAIN full, and the description is non-blocking
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    default void send(ByteBuffer message, int priority) {
        send(message, priority, Timeout.forever());
    }

    /**
     * Appends a message, waiting for a time while the queue is full.
     *
     * @param message the bytes between position and limit; copied, position moves to limit on success only
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @param timeout how long to wait; looked at only if the call has to
     * @right WRITE
     * @errno EBADF the handle is closed, or was opened for reading only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link QueueOptions#messageBytesMax}
     * @errno EINVAL priority outside its bounds; or the call has to wait and the time-out is malformed
     * @errno EAGAIN full, and the description is non-blocking
     * @errno ETIMEDOUT the queue stayed full; nothing was queued
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    void send(ByteBuffer message, int priority, Timeout timeout);

    /**
     * Appends a message if there is room.
     *
     * @param message the bytes between position and limit; copied, position moves to limit on success only
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @return false if the queue is full
     * @right WRITE
     * @errno EBADF the handle is closed, or was opened for reading only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link QueueOptions#messageBytesMax}
     * @errno EINVAL priority outside its bounds
     * @errno ENOSYS no provider of message queues
     */
    boolean trySend(ByteBuffer message, int priority);

    /**
     * Appends messages in order, waiting for room for the first only.
     *
     * @param messages each as for {@link #send}; those sent have their position at their limit
     * @param priority of all, 0 (lowest) to {@code priorities - 1}
     * @param timeout how long to wait for room for the first
     * @return how many were sent: the first so many of the list, at least 1 unless the list is empty
     * @right WRITE
     * @errno EBADF the handle is closed, or was opened for reading only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE one of them is too long; none was sent
     * @errno EINVAL priority outside its bounds; or the call has to wait and the time-out is malformed
     * @errno EAGAIN full, and the description is non-blocking
     * @errno ETIMEDOUT the queue stayed full; nothing was queued
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    int sendAll(List<ByteBuffer> messages, int priority, Timeout timeout);

    /**
     * Takes the first message, waiting without end while there is none.
     *
     * @param buffer has room for {@link QueueOptions#messageBytesMax} bytes; position moves behind the message
     * @return the priority of the message
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there is a message, which stays in the queue
     * @right READ
     * @errno EBADF the handle is closed, or was opened for writing only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE less room than the largest message of the queue, also if this one is shorter
     * @errno EAGAIN empty, and the description is non-blocking
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    default int receive(ByteBuffer buffer) {
        return receive(buffer, Timeout.forever());
    }

    /**
     * Takes the first message, waiting for a time while there is none.
     *
     * @param buffer has room for {@link QueueOptions#messageBytesMax} bytes; position moves behind the message
     * @param timeout how long to wait; looked at only if the call has to
     * @return the priority of the message
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there is a message, which stays in the queue
     * @right READ
     * @errno EBADF the handle is closed, or was opened for writing only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE less room than the largest message of the queue, also if this one is shorter
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EAGAIN empty, and the description is non-blocking
     * @errno ETIMEDOUT the queue stayed empty
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    int receive(ByteBuffer buffer, Timeout timeout);

    /**
     * Takes the first message if there is one.
     *
     * @param buffer has room for {@link QueueOptions#messageBytesMax} bytes; position moves behind the message
     * @return the priority of the message, or -1 if the queue is empty
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there is a message, which stays in the queue
     * @right READ
     * @errno EBADF the handle is closed, or was opened for writing only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE less room than the largest message of the queue, also if this one is shorter
     * @errno ENOSYS no provider of message queues
     */
    int tryReceive(ByteBuffer buffer);

    /**
     * Takes messages in order, waiting for the first only.
     *
     * @param buffers each as for {@link #receive}; those filled have their position behind their message
     * @param timeout how long to wait for the first
     * @return how many were filled: the first so many of the list, at least 1 unless the list is empty
     * @throws java.nio.ReadOnlyBufferException the first buffer is read-only and there is a message, which stays; with
     *     a later one the call ends as if there were no message for it
     * @right READ
     * @errno EBADF the handle is closed, or was opened for writing only
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE one has less room than the largest message of the queue; none was taken
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EAGAIN empty, and the description is non-blocking
     * @errno ETIMEDOUT the queue stayed empty
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    int receiveAll(List<ByteBuffer> buffers, Timeout timeout);

    /**
     * Makes a loan for sending and receiving without a copy; its owner keeps it for many messages. Beyond POSIX.
     *
     * @return a loan that holds nothing
     * @errno EBADF the handle is closed
     * @errno EMFILE the process has as many handles as its limit allows; a loan counts as one
     */
    MessageLoan newLoan();

    /**
     * Returns attributes and figures.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of message queues
     */
    QueueStatus status();

    /**
     * Sets the non-blocking flag of the open description, which duplicates share (POSIX {@code mq_setattr}, of which
     * the flag is the only effect).
     *
     * @param on true: calls fail with {@code EAGAIN} instead of waiting
     * @return the status until now
     * @right MANAGE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of message queues
     */
    QueueStatus nonBlocking(boolean on);

    /**
     * Registers for one notification when a message comes to the empty queue while no receiver waits, or removes the
     * registration (POSIX {@code mq_notify}).
     *
     * <p>The notifier runs on a thread of this process. The registration is used up by one notification, and ends when
     * this handle's description closes. Queued messages do not count: register, then receive until empty.
     *
     * @param notifier called once; null removes this process's registration, and does nothing if there is none
     * @param value passed on in the notification
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EBUSY a process is registered, perhaps this one
     * @errno ENOSYS no provider of message queues
     */
    void onArrival(@Nullable Consumer<Notification> notifier, long value);

    @Override
    MessageQueue duplicate(Set<Right> rights);

    @Override
    MessageQueue replace(Set<Right> rights);
}
