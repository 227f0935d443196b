package ipc.api.mq;

import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends and receives in place: the owner fills or reads the queue's own memory.
 *
 * <pre>{@code
 * try (MessageLoan loan = queue.newLoan()) {
 *     loan.claim(Timeout.forever()).putLong(42);
 *     loan.send(0);                                   // claim, fill, send
 *     long answer = loan.receive(Timeout.forever()).getLong();
 *     loan.release();                                 // receive, read, release
 * }
 * }</pre>
 *
 * <p>Holds at most one slot at a time; claiming or receiving while it holds one is an {@link IllegalStateException},
 * and so is ending what it does not hold. One thread at a time uses it; make one per thread. A call
 * while another one is under way is an {@link IllegalStateException}, too. A buffer is valid until the slot ends, and
 * must not be used afterwards.
 *
 * <p>A received slot is <em>leased</em>: until it is released the message is not gone. If its holder dies, closes the
 * loan or calls {@link #requeue}, the message goes back to the head of its priority, with one more redelivery. Loaned
 * and leased slots count towards the depth of the queue.
 */
@ProviderType
public interface MessageLoan extends AutoCloseable {
    /**
     * Claims an empty slot, waiting while the queue is full.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return the slot's bytes: position 0, limit the largest message; what is before the position when
     *     {@link #send} is called is the message
     * @right WRITE
     * @errno EBADF the loan or its handle is closed, or was opened for reading only
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EAGAIN full, and the description is non-blocking
     * @errno ETIMEDOUT the queue stayed full
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    ByteBuffer claim(Timeout timeout);

    /**
     * Claims an empty slot if there is one.
     *
     * @return as {@link #claim}, or null if the queue is full
     * @right WRITE
     * @errno EBADF the loan or its handle is closed, or was opened for reading only
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of message queues
     */
    @Nullable
    ByteBuffer tryClaim();

    /**
     * Sets how long the claimed message lives once sent, instead of what the queue's options say.
     *
     * @param duration more than zero
     * @return this loan
     * @errno EINVAL zero or less
     */
    MessageLoan timeToLive(Duration duration);

    /**
     * Sends the claimed slot; never waits.
     *
     * @param priority 0 (lowest) to {@code priorities - 1}
     * @errno EBADF the loan or its handle is closed; the slot is free again
     * @errno EINVAL priority outside its bounds; the slot is still claimed
     * @errno ENOSYS no provider of message queues; the slot is still claimed
     */
    void send(int priority);

    /**
     * Takes the first message under lease, waiting while there is none.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return the message's bytes: position 0, limit its length
     * @right READ
     * @errno EBADF the loan or its handle is closed, or was opened for writing only
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EAGAIN empty, and the description is non-blocking
     * @errno ETIMEDOUT the queue stayed empty
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of message queues
     */
    ByteBuffer receive(Timeout timeout);

    /**
     * Takes the first message under lease if there is one.
     *
     * @return as {@link #receive}, or null if the queue is empty
     * @right READ
     * @errno EBADF the loan or its handle is closed, or was opened for writing only
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of message queues
     */
    @Nullable
    ByteBuffer tryReceive();

    /** {@return the priority of the leased message} */
    int priority();

    /** {@return how often the leased message has gone back before} */
    int redeliveries();

    /**
     * Ends a lease: the message is received for good. Ends a claim: the slot is free again.
     *
     * @errno EBADF the loan or its handle is closed; a leased message has gone back
     */
    void release();

    /**
     * Ends a lease: the message goes back to the head of its priority.
     *
     * @errno EBADF the loan or its handle is closed; the message has gone back
     */
    void requeue();

    /** Ends what is held, a lease by {@link #requeue}, and the loan itself; closing twice is harmless. */
    @Override
    void close();
}
