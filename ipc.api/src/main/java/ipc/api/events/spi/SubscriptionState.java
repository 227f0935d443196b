package ipc.api.events.spi;

import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import java.util.List;

/**
 * Everything in a subscription.
 *
 * @param number its number
 * @param options what it wants
 * @param received how many publications were received
 * @param dropped how many it missed
 * @param connected whether it gets what is published
 * @param queued what waits for it, first to last, unmodifiable; one object for all subscriptions it waits for
 */
public record SubscriptionState(
        long number,
        SubscriptionOptions options,
        long received,
        long dropped,
        boolean connected,
        List<Publication> queued) {
    /** Copies the list. */
    public SubscriptionState {
        queued = List.copyOf(queued);
    }

    /**
     * Returns the state of a subscription that has got nothing yet.
     *
     * @param number its number
     * @param options what it wants
     * @return no publications, and figures that are 0
     */
    public static SubscriptionState empty(long number, SubscriptionOptions options) {
        return new SubscriptionState(number, options, 0, 0, true, List.of());
    }

    /** Says what contradicts itself; empty if nothing does. */
    String contradiction() {
        if (queued.size() > options.depthMax()) {
            return "subscription " + number + " has " + queued.size() + " publications, places for "
                    + options.depthMax();
        }
        return switch (options.whenBehind()) {
            case BLOCK -> dropped > 0 ? "subscription " + number + " blocks, and missed " + dropped : "";
            case DISCONNECT ->
                connected == (dropped > 0) ? "subscription " + number + " missed " + dropped + " connected" : "";
            default -> connected ? "" : "subscription " + number + " is disconnected, and is not to be";
        };
    }
}
