package ipc.api.channels;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of one end of a channel.
 *
 * <p>An end is closed when its last handle is closed, wherever that is: in a process, or in a message that nobody
 * received. The other end then can still receive what was sent before. While an end that nobody receives from is open,
 * messages to it are kept; a sender that waits for room when the end closes is told {@code EPIPE}.
 */
@ProviderType
public interface Channel extends MessageEnd {
    /** The most handles a message can carry. */
    int HANDLES_MAX = 64;

    /** How many bytes at the start of a request and of its reply are the transaction id. */
    int TRANSACTION_BYTES = 4;

    /**
     * Sends a message and handles with it, waiting for a time while there is no room.
     *
     * <p>On success they have left this process; on failure it has them as before. They are closed if the message dies
     * unread. A channel's end that is carried takes the messages in it along.
     *
     * @param message as for {@link #send}
     * @param handles at most {@link #HANDLES_MAX} handles of this process with {@link Right#TRANSFER}, each once
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @param timeout how long to wait; looked at only if the call has to
     * @right WRITE
     * @errno EBADF this handle or one of the others is closed, belongs to somebody else, is there twice, or is being
     *     sent by another call
     * @errno EACCES this handle lacks the right, or one of the others lacks {@link Right#TRANSFER}
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax}, or more handles than
     *     {@link #HANDLES_MAX}
     * @errno EINVAL priority outside its bounds; or the call has to wait and the time-out is malformed
     * @errno EOPNOTSUPP one of them is this end itself, or a kind of handle that cannot travel
     * @errno EPIPE the other end is closed, perhaps only now
     * @errno EAGAIN no room, and the description is non-blocking or the policy is to fail
     * @errno ETIMEDOUT there was no room in time; nothing was sent
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    void sendHandles(ByteBuffer message, List<? extends Handle> handles, int priority, Timeout timeout);

    /**
     * Receives the first message with the handles that it carries, waiting for a time while there is none.
     *
     * @param buffer as for {@link #receive}
     * @param handlesMax how many handles the caller is ready for
     * @param timeout how long to wait; looked at only if the call has to
     * @return the handles under new numbers, with the rights they were sent with; none if the message carried none
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE less room than the message has bytes, or more handles than expected; it stays
     * @errno EMFILE the process would have more handles than its limit allows; the message stays
     * @errno ENFILE the system would have more handles than it allows; the message stays
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EPIPE there is no message and the other end is closed, perhaps only now
     * @errno EAGAIN no message, and the description is non-blocking
     * @errno ETIMEDOUT no message came in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    List<Handle> receiveHandles(ByteBuffer buffer, int handlesMax, Timeout timeout);

    /**
     * Sends a request and waits for its reply (Zircon {@code zx_channel_call}).
     *
     * <p>The first four bytes of the request are replaced, in what is sent, by a transaction id that no other call on
     * this channel has. A message that comes back and begins with the same four bytes is the reply: it goes to this
     * caller alone, past the messages that wait, and needs no room. A reply that comes after the call has given up,
     * that does not fit, or that carries handles is a message like others. Priority is 0.
     *
     * @param request at least {@link #TRANSACTION_BYTES} bytes; position moves to limit on success only
     * @param reply has room for the reply; position moves behind it
     * @param timeout how long to wait, for room and for the reply together
     * @right WRITE
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks a right
     * @errno EINVAL fewer bytes than a transaction id; or the call has to wait and the time-out is malformed
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax}; or a reply came that does not fit
     * @errno EPIPE the other end is closed, perhaps only now
     * @errno EAGAIN the description is non-blocking and the reply is not there at once, or the policy is to fail
     * @errno ETIMEDOUT no reply came in time; the request may have been received
     * @errno EINTR the wait was interrupted; the request may have been received
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    void call(ByteBuffer request, ByteBuffer reply, Timeout timeout);

    /**
     * Removes the first message unread, if there is one; handles in it are closed. It counts as discarded.
     *
     * @return whether there was one
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of channels
     */
    boolean discard();

    /**
     * Waits until the other end is closed; what it has sent can still be received then.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EAGAIN the other end is open, and the description is non-blocking
     * @errno ETIMEDOUT the other end stayed open
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    void awaitClosed(Timeout timeout);

    /**
     * Makes a loan for sending and receiving in place; it ends with this handle, and counts as one.
     *
     * @return a loan that holds nothing
     * @errno EBADF the handle is closed
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     */
    ChannelLoan newLoan();

    /**
     * Returns state and figures.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of channels
     */
    ChannelStatus status();

    /**
     * Sets the non-blocking flag of the open description, which duplicates share, also those that travel.
     *
     * @param on true: calls fail with {@code EAGAIN} instead of waiting
     * @return the status until now
     * @right MANAGE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of channels
     */
    ChannelStatus nonBlocking(boolean on);

    @Override
    Channel duplicate(Set<Right> rights);

    @Override
    Channel replace(Set<Right> rights);
}
