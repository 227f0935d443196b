package ipc.api.channels.spi;

import ipc.api.spi.LoanedSlot;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place for a message: claimed by a sender, with room for so much, or leased to a receiver. A message that is
 * {@linkplain #settle settled} by going back dies if its end has closed meanwhile.
 */
@ConsumerType
public interface ChannelSlot extends LoanedSlot {
    /** {@return what a lease is called in {@link ChannelState.Message#lease}, 1 or more} No meaning for a claim. */
    long number();

    /**
     * Sends a claimed slot; never waits, and ends the claim also if it fails. As with any message, one that begins with
     * the transaction of a call that waits at the other end goes to that call.
     *
     * @param length how many bytes from index 0 are the message, at most what was claimed
     * @param priority 0 to {@code priorities - 1}
     * @errno EPIPE the other end is closed
     */
    void publish(int length, int priority);
}
