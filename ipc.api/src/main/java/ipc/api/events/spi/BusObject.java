package ipc.api.events.spi;

import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.kernel.Deadline;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One event bus. {@link Signal#WRITABLE} is asserted while no subscription that blocks is full.
 *
 * <p>Every call may come from any thread at once. A call whose deadline is immediate answers "not now"; any other
 * parks, and an exception out of the park leaves everything unchanged. The kernel charges the memory of subscriptions
 * to those who subscribe; the bus itself is the provider's to charge.
 */
@ConsumerType
public interface BusObject extends AnyEvent {
    /** A subscription blocks. */
    int NOT_NOW = -1;

    /**
     * Gives a publication to all subscriptions that match, in one step, waiting while one of them blocks.
     *
     * @param publication checked, and within all bounds
     * @param deadline until when to wait
     * @return how many got it; {@link #NOT_NOW} if the deadline is immediate and one blocks
     */
    int publish(Publication publication, Deadline deadline);

    /**
     * Adds a subscription.
     *
     * @param number larger than that of any before
     * @param options checked: pattern and filter are well-formed
     * @return the subscription
     */
    SubscriptionObject subscribe(long number, SubscriptionOptions options);

    /**
     * Ends a subscription and drops what waits for it; publishers that it blocks go on. Nothing happens if it has ended
     * before.
     *
     * @param number of the subscription; no call of it is under way
     */
    void unsubscribe(long number);

    /**
     * Finds a subscription.
     *
     * @param number of the subscription
     * @return the subscription, or null if there is none
     */
    @Nullable
    SubscriptionObject subscription(long number);

    @Override
    BusState state();
}
