package ipc.api.mq.spi;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A slot out of its queue: loaned to a sender or leased to a receiver.
 *
 * <p>The kernel lets one owner at a time use it and ends it exactly once, by {@link #publish} or {@link #settle}; after
 * that the provider may hand the same instance out again.
 */
@ConsumerType
public interface QueueSlot {
    /**
     * {@return what this slot is called in {@link QueueState.Message#lease}, 1 or more} A name and no index: a restored
     * slot keeps the number that another provider gave it, which may exceed {@code depthMax}.
     */
    int number();

    /**
     * {@return the slot's bytes} Loaned: position 0, limit {@code messageBytesMax}. Leased: position 0, limit the
     * length of the message. The same buffer for the same slot, valid until the slot ends.
     */
    ByteBuffer bytes();

    /** {@return the priority of a leased message} */
    int priority();

    /** {@return how often a leased message has gone back before} */
    int redeliveries();

    /**
     * Sends a loaned slot; never waits.
     *
     * @param length how many bytes from index 0 are the message
     * @param priority 0 to {@code priorities - 1}
     * @param expiryNanos when it expires on the kernel's clock; {@link Long#MAX_VALUE} for never
     */
    void publish(int length, int priority, long expiryNanos);

    /**
     * Ends a loan without a message, or a lease.
     *
     * @param requeue a leased message goes back to the head of its priority, one redelivery more; otherwise it counts
     *     as received. Without meaning for a loan
     */
    void settle(boolean requeue);
}
