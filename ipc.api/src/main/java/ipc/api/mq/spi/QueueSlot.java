package ipc.api.mq.spi;

import ipc.api.spi.LoanedSlot;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A slot out of its queue: loaned to a sender, with room for {@code messageBytesMax} bytes, or leased to a receiver. A
 * message that is {@linkplain #settle settled} by going back counts one redelivery more.
 */
@ConsumerType
public interface QueueSlot extends LoanedSlot {
    /**
     * {@return what this slot is called in {@link QueueState.Message#lease}, 1 or more} A name and no index: a restored
     * slot keeps the number that another provider gave it, which may exceed {@code depthMax}.
     */
    int number();

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
}
