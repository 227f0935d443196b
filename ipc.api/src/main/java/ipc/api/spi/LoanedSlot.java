package ipc.api.spi;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place for a message in a provider's memory, out of its object for a while: in the hands of a sender who fills it,
 * or of a receiver who reads it.
 *
 * <p>The kernel lets one owner at a time use it and ends it exactly once, by sending it or by {@link #settle}; after
 * that the provider may hand the same instance out again.
 */
@ConsumerType
public interface LoanedSlot {
    /**
     * {@return the slot's bytes} Position 0; the limit is the room there is to fill, or the length of the message. The
     * same buffer for the same slot, valid until the slot ends.
     */
    ByteBuffer bytes();

    /** {@return the priority of the message, for a receiver} */
    int priority();

    /**
     * Ends it without a message being sent.
     *
     * @param requeue a receiver's message goes back before all of its priority that came after it; otherwise it counts
     *     as received. Without meaning for a sender
     */
    void settle(boolean requeue);
}
