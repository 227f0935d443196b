package ipc.api.channels.spi;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Waitable;
import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One end of a channel.
 *
 * <p>A message has bytes, a priority, and perhaps a cargo: a number above 0 by which the kernel knows the handles that
 * it carries. Higher priorities leave first, equal ones in the order they came. The direction's
 * {@link ipc.api.channels.WhenFull} says what becomes of a message for which there is no room.
 *
 * <p>Its signals: {@code READABLE} is asserted while there is a message to receive, {@code WRITABLE} while there is
 * room for one of the largest size, {@code PEER_CLOSED} while one of the ends is closed; the other two then as well,
 * since no call waits any more.
 */
@ConsumerType
public interface ChannelEnd extends Waitable {
    /**
     * Copies a message in for the other end to receive, waiting while there is no room.
     *
     * <p>A message that begins with the transaction of a call that waits at the other end goes to that call instead, if
     * it fits and has no cargo, and needs no room.
     *
     * @param message the bytes between position and limit, at most {@code messageBytesMax}; position moves to limit on
     *     success only
     * @param priority 0 to {@code priorities - 1}
     * @param cargo what it carries, 0 for nothing
     * @param deadline until when to wait
     * @return false if there is no room and the deadline is immediate, or the policy is to fail
     * @errno EPIPE the other end is closed
     */
    boolean send(ByteBuffer message, int priority, long cargo, Deadline deadline);

    /**
     * Copies messages in as {@link #send} would one after the other, waiting for room for the first only.
     *
     * @param messages each as for {@link #send}
     * @param priority of all, 0 to {@code priorities - 1}
     * @param deadline until when to wait for room for the first
     * @return how many are in, the first so many of the list; 0 if the list is empty, or for the reasons for which
     *     {@link #send} returns false
     * @errno EPIPE the other end is closed
     */
    int sendAll(List<ByteBuffer> messages, int priority, Deadline deadline);

    /**
     * Copies the first message out and removes it, waiting while there is none.
     *
     * <p>A buffer that refuses the message makes the call fail with what the buffer throws; the message stays.
     *
     * @param buffer where to; position moves behind the message
     * @param cargo what the caller is ready to take with it, 0 for nothing
     * @param deadline until when to wait
     * @return the message's priority; -1 if the deadline is immediate and there is none; or {@code -2 - c} if it
     *     carries {@code c}, which may be 0, and the caller is ready for something else: it stays then
     * @errno EMSGSIZE it has more bytes than there is room; it stays
     * @errno EPIPE there is no message and the other end is closed
     */
    long receive(ByteBuffer buffer, long cargo, Deadline deadline);

    /**
     * Copies messages without cargo out as {@link #receive} would one after the other, waiting for the first only.
     *
     * @param buffers each as for {@link #receive}
     * @param deadline until when to wait for the first
     * @return how many were filled, the first so many of the list; 0 if the list is empty, if the deadline is immediate
     *     and there is no message, or if the first one has cargo
     * @errno EMSGSIZE the first message has more bytes than there is room; it stays
     * @errno EPIPE there is no message and the other end is closed
     */
    int receiveAll(List<ByteBuffer> buffers, Deadline deadline);

    /**
     * Waits until the other end is closed.
     *
     * @param deadline until when to wait
     * @return false if the deadline is immediate and it is open
     */
    boolean awaitClosed(Deadline deadline);

    /** Closes this end: what was sent to it dies unread, what it sent stays. A second call has no effect. */
    void close();

    /** {@return whether there was a first message, which is removed unread} */
    boolean discard();
}
