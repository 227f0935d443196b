package ipc.api.mq.spi;

import ipc.api.kernel.Deadline;
import ipc.api.mq.QueueStatistics;
import ipc.api.spi.KernelObject;
import ipc.api.spi.Waitable;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One message queue: {@code depthMax} slots, each free, loaned to a sender, queued, or leased to a receiver.
 *
 * <p>Higher priorities leave first, equal ones in the order they came. Slots that are loaned or leased count towards
 * the depth: a full queue is one without a free slot. Every call may come from any thread at once. A call whose
 * deadline is immediate answers "not now"; any other parks, and an exception out of the park leaves the queue
 * unchanged.
 *
 * <p>Messages past their expiry are not delivered. A receiver removes those that it meets before a live one. A sender
 * removes all of them if it finds no room, and before it sends while somebody {@linkplain QueueListener#watching
 * watches}: a queue with nothing but expired messages counts as empty. Whoever removes one counts it as expired and
 * gives it to {@link QueueListener#expired} after leaving every lock. Senders that wait look again when the next
 * message expires; a message that expires later than that does not wake them.
 *
 * <p>Its signals are {@code READABLE}, asserted while a message is in line, and {@code WRITABLE}, while a slot is free;
 * messages past their expiry do not count.
 */
@ConsumerType
public interface QueueObject extends KernelObject, Waitable {
    /**
     * Copies a message in, waiting while no slot is free.
     *
     * @param message the bytes between position and limit, at most {@code messageBytesMax}; position moves to limit on
     *     success only
     * @param priority 0 to {@code priorities - 1}
     * @param expiryNanos when it expires on the kernel's clock; {@link Long#MAX_VALUE} for never
     * @param deadline until when to wait
     * @return false if the deadline is immediate and no slot is free
     */
    boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline);

    /**
     * Copies the first message out and frees its slot, waiting while there is none.
     *
     * <p>A buffer that refuses the message, because it is read-only or another thread has moved its limit, makes the
     * call fail with what the buffer throws; the message is still the first, and has not gone back.
     *
     * @param buffer has room for {@code messageBytesMax} bytes; position moves behind the message
     * @param deadline until when to wait
     * @return the message's priority, or -1 if the deadline is immediate and there is none
     */
    int receive(ByteBuffer buffer, Deadline deadline);

    /**
     * Copies messages in as {@link #send} would one after the other, waiting for room for the first only.
     *
     * <p>A provider that can do so under one lock has a method of its own. A message that cannot be copied ends the
     * call: as a failure that changed nothing if it is the first, otherwise as if there were no room for it.
     *
     * @param messages each as for {@link #send}
     * @param priority of all, 0 to {@code priorities - 1}
     * @param expiryNanos when all expire on the kernel's clock; {@link Long#MAX_VALUE} for never
     * @param deadline until when to wait for room for the first
     * @return how many are in, the first so many of the list; 0 if the list is empty, or if the deadline is immediate
     *     and no slot is free
     */
    default int sendAll(List<ByteBuffer> messages, int priority, long expiryNanos, Deadline deadline) {
        return OneByOne.move(messages, deadline, (message, until) -> send(message, priority, expiryNanos, until));
    }

    /**
     * Copies messages out as {@link #receive} would one after the other, waiting for the first only.
     *
     * <p>A provider that can do so under one lock has a method of its own. A buffer that refuses its message ends the
     * call: as a failure that changed nothing if it is the first, otherwise as if there were no message for it.
     *
     * @param buffers each as for {@link #receive}
     * @param deadline until when to wait for the first
     * @return how many were filled, the first so many of the list; 0 if the list is empty, or if the deadline is
     *     immediate and there is no message
     */
    default int receiveAll(List<ByteBuffer> buffers, Deadline deadline) {
        return OneByOne.move(buffers, deadline, (buffer, until) -> receive(buffer, until) >= 0);
    }

    /**
     * Loans a free slot, waiting while there is none.
     *
     * @param deadline until when to wait
     * @return the slot, empty; or null if the deadline is immediate and none is free
     */
    @Nullable
    QueueSlot loan(Deadline deadline);

    /**
     * Takes the first message under lease, waiting while there is none.
     *
     * @param deadline until when to wait
     * @return its slot; or null if the deadline is immediate and there is none
     */
    @Nullable
    QueueSlot lease(Deadline deadline);

    /**
     * Finds a slot that was under lease when the queue was restored.
     *
     * @param number its {@link QueueSlot#number}
     * @return the slot
     */
    QueueSlot leased(int number);

    /** {@return figures that are consistent with each other} */
    default QueueStatistics statistics() {
        return state().statistics();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Loaned slots are not part of it: the kernel keeps what a sender was filling.
     */
    @Override
    QueueState state();
}
