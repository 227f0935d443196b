package ipc.api.events;

import java.util.List;

/**
 * An event bus at one moment.
 *
 * @param name its name, empty if it has none or lost it
 * @param published publications so far
 * @param unheard those among them that no subscription got
 * @param subscriptions its subscriptions by number, unmodifiable
 * @param waiting calls that wait now, to publish or to receive
 */
public record BusStatus(
        String name, long published, long unheard, List<SubscriptionStatus> subscriptions, int waiting) {}
