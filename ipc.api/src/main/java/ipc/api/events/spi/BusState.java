package ipc.api.events.spi;

import ipc.api.events.Publication;
import ipc.api.spi.ObjectState;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Everything in an event bus, for another provider to go on with.
 *
 * @param published how many publications there were
 * @param unheard how many of them no subscription got
 * @param subscriptions ascending by number, unmodifiable
 */
public record BusState(long published, long unheard, List<SubscriptionState> subscriptions) implements ObjectState {
    /** A bus with which nothing has happened yet. */
    public static final BusState EMPTY = new BusState(0, 0, List.of());

    /** Copies the list. */
    public BusState {
        subscriptions = List.copyOf(subscriptions);
    }

    /** Each publication once, however many wait for it. */
    private Set<Publication> publications() {
        Set<Publication> all = Collections.newSetFromMap(new IdentityHashMap<>());
        subscriptions.forEach(each -> all.addAll(each.queued()));
        return all;
    }

    @Override
    public long items() {
        return publications().size();
    }

    @Override
    public long bytes() {
        return publications().stream().mapToLong(Publication::bytes).sum();
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("subscriptions", (long) subscriptions.size());
        sums.put("publications", items());
        sums.put("bytes", bytes());
        sums.put("queued", sum(each -> each.queued().size()));
        sums.put("published", published);
        sums.put("unheard", unheard);
        sums.put("received", sum(SubscriptionState::received));
        sums.put("dropped", sum(SubscriptionState::dropped));
        return sums;
    }

    private long sum(ToLongFunction<SubscriptionState> figure) {
        return subscriptions.stream().mapToLong(figure).sum();
    }

    /** {@inheritDoc} A publication that was heard by nobody and counted as heard cannot be told. */
    @Override
    public String contradiction() {
        if (unheard > published) {
            return unheard + " publications of " + published + " were unheard";
        }
        long before = 0;
        for (SubscriptionState each : subscriptions) {
            if (each.number() <= before) {
                return "subscription " + each.number() + " comes after " + before;
            }
            if (each.received() + each.queued().size() + each.dropped() > published) {
                return "subscription " + each.number() + " got or missed more than the " + published + " published";
            }
            String contradiction = each.contradiction();
            if (!contradiction.isEmpty()) {
                return contradiction;
            }
            before = each.number();
        }
        return "";
    }
}
