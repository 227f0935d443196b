package ipc.api.channels.spi;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place for a message: claimed by a sender or leased to a receiver.
 *
 * <p>The kernel lets one owner at a time use it and ends it exactly once, by {@link #publish} or {@link #settle}; after
 * that the provider may hand the same instance out again.
 */
@ConsumerType
public interface ChannelSlot {
    /** {@return what a lease is called in {@link ChannelState.Message#lease}, 1 or more} No meaning for a claim. */
    long number();

    /**
     * {@return the slot's bytes} Position 0; the limit is what was claimed, or the length of the message. The same
     * buffer for the same slot, valid until the slot ends.
     */
    ByteBuffer bytes();

    /** {@return the priority of a leased message} */
    int priority();

    /**
     * Sends a claimed slot; never waits, and ends the claim also if it fails. As with any message, one that begins with
     * the transaction of a call that waits at the other end goes to that call.
     *
     * @param length how many bytes from index 0 are the message, at most what was claimed
     * @param priority 0 to {@code priorities - 1}
     * @errno EPIPE the other end is closed
     */
    void publish(int length, int priority);

    /**
     * Ends a claim without a message, or a lease.
     *
     * @param requeue a leased message goes back before all of its priority that came after it, or dies if its end has
     *     closed; otherwise it counts as received. Without meaning for a claim
     */
    void settle(boolean requeue);
}
