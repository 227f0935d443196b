package ipc.api.channels;

import ipc.api.Handle;
import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An end through which whole messages of bytes go out and come in.
 *
 * <p>Higher priorities leave first, equal ones in the order they came. What a sender did before its call
 * <i>happens before</i> what the receiver of that message does after its own. Callers that wait are served by process
 * priority, then by arrival; one that does not wait may overtake them, and so may one whose message needs less room. If
 * the mechanism is swapped during a wait, the call goes on in the new provider; its deadline does not move.
 *
 * <p>A failed call leaves the channel as it was. Any thread of the process may use the handle.
 */
@ProviderType
public interface MessageEnd extends Handle {
    /**
     * Sends a message, waiting without end while there is no room and the direction's policy is to wait.
     *
     * @param message the bytes between position and limit; copied, position moves to limit on success only
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax}, or others than
     *     {@link DirectionOptions#elementBytes}
     * @errno EINVAL priority outside its bounds
     * @errno EPIPE the other end is closed, perhaps only now
     * @errno EAGAIN no room, and the description is non-blocking or the policy is to fail
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    default void send(ByteBuffer message, int priority) {
        send(message, priority, Timeout.forever());
    }

    /**
     * Sends a message, waiting for a time while there is no room and the direction's policy is to wait.
     *
     * @param message the bytes between position and limit; copied, position moves to limit on success only
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @param timeout how long to wait; looked at only if the call has to
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax}, or others than
     *     {@link DirectionOptions#elementBytes}
     * @errno EINVAL priority outside its bounds; or the call has to wait and the time-out is malformed
     * @errno EPIPE the other end is closed, perhaps only now
     * @errno EAGAIN no room, and the description is non-blocking or the policy is to fail
     * @errno ETIMEDOUT there was no room in time; nothing was sent
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    void send(ByteBuffer message, int priority, Timeout timeout);

    /**
     * Sends a message if there is room.
     *
     * @param message the bytes between position and limit; copied, position moves to limit on success only
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @return false if there is no room
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax}, or others than
     *     {@link DirectionOptions#elementBytes}
     * @errno EINVAL priority outside its bounds
     * @errno EPIPE the other end is closed
     * @errno ENOSYS no provider of channels
     */
    boolean trySend(ByteBuffer message, int priority);

    /**
     * Sends messages in order, waiting for room for the first only.
     *
     * @param messages each as for {@link #send}; those sent have their position at their limit
     * @param priority of all, 0 (lowest) to {@code priorities - 1}
     * @param timeout how long to wait for room for the first
     * @return how many were sent: the first so many of the list, at least 1 unless the list is empty
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE one of them is too long, or no element of the right size; none was sent
     * @errno EINVAL priority outside its bounds; the list is empty and messages are elements; or the call has to wait
     *     and the time-out is malformed
     * @errno EPIPE the other end is closed, perhaps only now
     * @errno EAGAIN no room, and the description is non-blocking or the policy is to fail
     * @errno ETIMEDOUT there was no room in time; nothing was sent
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    int sendAll(List<ByteBuffer> messages, int priority, Timeout timeout);

    /**
     * Receives the first message, waiting without end while there is none.
     *
     * @param buffer has room for the message; position moves behind it
     * @return the priority of the message
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there is a message, which stays
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE less room than the message has bytes, or it carries handles; it stays, and the sentence says
     *     sizes
     * @errno EPIPE there is no message and the other end is closed, perhaps only now
     * @errno EAGAIN no message, and the description is non-blocking
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    default int receive(ByteBuffer buffer) {
        return receive(buffer, Timeout.forever());
    }

    /**
     * Receives the first message, waiting for a time while there is none.
     *
     * @param buffer has room for the message; position moves behind it
     * @param timeout how long to wait; looked at only if the call has to
     * @return the priority of the message
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there is a message, which stays
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE less room than the message has bytes, or it carries handles; it stays, and the sentence says
     *     sizes
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EPIPE there is no message and the other end is closed, perhaps only now
     * @errno EAGAIN no message, and the description is non-blocking
     * @errno ETIMEDOUT no message came in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    int receive(ByteBuffer buffer, Timeout timeout);

    /**
     * Receives the first message if there is one.
     *
     * @param buffer has room for the message; position moves behind it
     * @return the priority of the message, or -1 if there is none
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there is a message, which stays
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE less room than the message has bytes, or it carries handles; it stays, and the sentence says
     *     sizes
     * @errno EPIPE there is no message and the other end is closed
     * @errno ENOSYS no provider of channels
     */
    int tryReceive(ByteBuffer buffer);

    /**
     * Receives messages in order, waiting for the first only.
     *
     * @param buffers each as for {@link #receive}; those filled have their position behind their message
     * @param timeout how long to wait for the first
     * @return how many were filled: the first so many of the list, at least 1 unless the list is empty; a message that
     *     does not fit, or carries handles, ends the call as if there were none
     * @throws java.nio.ReadOnlyBufferException the first buffer is read-only and there is a message, which stays; with
     *     a later one the call ends as if there were no message for it
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE the first message does not fit the first buffer, or carries handles; it stays
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EPIPE there is no message and the other end is closed, perhaps only now
     * @errno EAGAIN no message, and the description is non-blocking
     * @errno ETIMEDOUT no message came in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    int receiveAll(List<ByteBuffer> buffers, Timeout timeout);
}
