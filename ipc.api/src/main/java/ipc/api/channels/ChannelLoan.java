package ipc.api.channels;

import ipc.api.Timeout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends and receives in place: the owner fills or reads the channel's own memory.
 *
 * <pre>{@code
 * try (ChannelLoan loan = channel.newLoan()) {
 *     loan.claim(Long.BYTES, Timeout.forever()).putLong(42);
 *     loan.send(0);                                   // claim, fill, send
 *     long answer = loan.receive(Timeout.forever()).getLong();
 *     loan.release();                                 // receive, read, release
 * }
 * }</pre>
 *
 * <p>Holds at most one message at a time; claiming or receiving while it holds one is an {@link IllegalStateException},
 * and so is ending what it does not hold. One thread at a time uses it; make one per thread. A call
 * while another one is under way is an {@link IllegalStateException}, too. A buffer is valid until the message is sent
 * or released, and must not be used afterwards.
 *
 * <p>A received message is <em>leased</em>: until it is released it is not gone. If its holder dies or closes the loan,
 * it goes back before all of its priority that came after it. What is claimed or leased counts towards the bounds of
 * the direction, and is never dropped to make room. What was filled in place is read in place; a message that was
 * copied in is copied once more.
 */
@ProviderType
public interface ChannelLoan extends AutoCloseable {
    /**
     * Claims room for a message to the other end, waiting while there is none and the direction's policy is to wait.
     *
     * @param bytes how many the message may have
     * @param timeout how long to wait; looked at only if the call has to
     * @return the room: position 0, limit as asked for; what is before the position when {@link #send} is called is the
     *     message
     * @right WRITE
     * @errno EBADF the loan or its handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax}
     * @errno EINVAL bytes below 0; or the call has to wait and the time-out is malformed
     * @errno EPIPE the other end is closed, perhaps only now
     * @errno EAGAIN no room, and the description is non-blocking or the policy is to fail or to drop what is new
     * @errno ENOMEM no memory for the message
     * @errno ETIMEDOUT there was no room in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the loan or its handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    ByteBuffer claim(int bytes, Timeout timeout);

    /**
     * Claims room for a message to the other end if there is any.
     *
     * @param bytes how many the message may have
     * @return as {@link #claim}, or null if there is no room
     * @right WRITE
     * @errno EBADF the loan or its handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE more bytes than {@link DirectionOptions#messageBytesMax}
     * @errno EINVAL bytes below 0
     * @errno EPIPE the other end is closed
     * @errno ENOMEM no memory for the message
     * @errno ENOSYS no provider of channels
     */
    @Nullable
    ByteBuffer tryClaim(int bytes);

    /**
     * Sends what was filled; never waits.
     *
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @errno EBADF the loan or its handle is closed; nothing is claimed any more
     * @errno EINVAL priority outside its bounds; the claim stays
     * @errno EMSGSIZE more bytes than were claimed, or others than {@link DirectionOptions#elementBytes}; the claim
     *     stays
     * @errno EPIPE the other end is closed; nothing is claimed any more
     * @errno EAGAIN no provider of channels has come for longer than calls wait; the claim stays
     * @errno ENOSYS no provider of channels; the claim stays
     */
    void send(int priority);

    /**
     * Takes the first message under lease, waiting while there is none.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return the message's bytes: position 0, limit its length
     * @right READ
     * @errno EBADF the loan or its handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE the message carries handles; it stays
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EPIPE there is no message and the other end is closed, perhaps only now
     * @errno EAGAIN no message, and the description is non-blocking
     * @errno ENOMEM no memory to copy a message to that was copied in; it stays
     * @errno ETIMEDOUT no message came in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the loan or its handle was closed during the wait
     * @errno ENOSYS no provider of channels
     */
    ByteBuffer receive(Timeout timeout);

    /**
     * Takes the first message under lease if there is one.
     *
     * @return as {@link #receive}, or null if there is none
     * @right READ
     * @errno EBADF the loan or its handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EMSGSIZE the message carries handles; it stays
     * @errno EPIPE there is no message and the other end is closed
     * @errno ENOMEM no memory to copy a message to that was copied in; it stays
     * @errno ENOSYS no provider of channels
     */
    @Nullable
    ByteBuffer tryReceive();

    /** {@return the priority of the leased message} */
    int priority();

    /**
     * Ends a lease: the message is received for good. Ends a claim: the room is free again.
     *
     * @errno EBADF the loan or its handle is closed; a leased message has gone back
     */
    void release();

    /** Ends what is held, a lease by letting the message go back, and the loan itself; closing twice is harmless. */
    @Override
    void close();
}
