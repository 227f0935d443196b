package ipc.testkit.events;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.events.spi.SubscriptionState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** A subscription with a bug. */
final class PlantedSubscription implements SubscriptionObject {
    private final PlantedBus bus;
    private final PlantedEvents events;
    private final long number;
    private final SubscriptionOptions options;
    private final WaitQueue ready;
    private final Deque<Publication> queue;
    private long received;
    private long dropped;
    private boolean connected;

    PlantedSubscription(PlantedBus bus, SubscriptionState state) {
        this.bus = bus;
        this.events = bus.events();
        this.number = state.number();
        this.options = state.options();
        this.ready = events.scheduler().newWaitQueue(bus.name() + " subscription " + number);
        this.queue = new ArrayDeque<>(state.queued());
        this.received = state.received();
        this.dropped = state.dropped();
        this.connected = state.connected();
    }

    long number() {
        return number;
    }

    boolean wants(Publication publication) {
        return wants(publication.topic()) && filters(publication);
    }

    private boolean wants(String topic) {
        String pattern = options.pattern();
        if (pattern.equals("*")) {
            return true;
        }
        if (!pattern.endsWith("/*")) {
            return topic.equals(pattern);
        }
        String above = pattern.substring(0, pattern.length() - 2);
        return topic.startsWith(above + (events.has(EventBug.MATCHES_THE_BEGINNING) ? "" : "/"))
                || (events.has(EventBug.MATCHES_THE_TOPIC_ABOVE) && topic.equals(above));
    }

    private boolean filters(Publication publication) {
        try {
            return options.filter().isEmpty()
                    || events.has(EventBug.FORGETS_FILTERS)
                    || FrameworkUtil.createFilter(options.filter()).matches(publication.properties());
        } catch (InvalidSyntaxException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    boolean blocks() {
        return PlantedBus.isBlocking(options) && queue.size() >= options.depthMax();
    }

    boolean add(Publication publication) {
        if (!connected) {
            return false;
        }
        boolean full = queue.size() >= options.depthMax();
        if (full) {
            dropped += events.has(EventBug.DROPS_UNCOUNTED) ? 0 : 1;
        }
        boolean added = !full || makeRoom();
        if (added) {
            queue.addLast(publication);
        }
        return added;
    }

    private boolean makeRoom() {
        return switch (options.whenBehind()) {
            case DROP_OLDEST ->
                (events.has(EventBug.DROPS_THE_WRONG_ONE) ? queue.removeLast() : queue.removeFirst()) != null;
            case DISCONNECT -> {
                connected = events.has(EventBug.STAYS_CONNECTED);
                if (events.has(EventBug.THROWS_AWAY_WHAT_IS_LEFT)) {
                    queue.clear();
                }
                yield false;
            }
            case BLOCK -> {
                dropped--;
                yield true;
            }
            case DROP_NEWEST -> false;
        };
    }

    void announce() {
        boolean silent =
                events.has(EventBug.PUBLISHES_SILENTLY) || (!connected && events.has(EventBug.DISCONNECTS_SILENTLY));
        if (!silent) {
            ready.wakeNext();
        }
    }

    @Override
    public @Nullable Publication receive(Deadline deadline) {
        boolean late = events.has(EventBug.TICKET_AFTER_RECEIVING);
        while (true) {
            long turn = late ? 0 : ready.ticket();
            Publication taken = take();
            if (taken != null || deadline.immediate()) {
                passOn();
                return taken;
            }
            ready.park(late ? ready.ticket() : turn, deadline);
        }
    }

    private void passOn() {
        if (!events.has(EventBug.KEEPS_WHAT_IS_LEFT) && !queue.isEmpty()) {
            ready.wakeNext();
        }
    }

    private @Nullable Publication take() {
        Publication taken;
        bus.lock().lock();
        try {
            taken = events.has(EventBug.RECEIVES_THE_LAST) ? queue.pollLast() : queue.pollFirst();
            received += taken == null ? 0 : 1;
            if (taken == null && !connected) {
                throw new IpcException(Errno.ECONNRESET, "receive");
            }
        } finally {
            bus.lock().unlock();
        }
        if (taken != null) {
            bus.received();
        }
        return taken;
    }

    @Override
    public long assertedAt(Signal signal) {
        boolean asserted = signal == Signal.PEER_CLOSED ? !connected : !queue.isEmpty() || !connected;
        return asserted ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return ready;
    }

    @Override
    public SubscriptionState state() {
        bus.lock().lock();
        try {
            return copied();
        } finally {
            bus.lock().unlock();
        }
    }

    SubscriptionState copied() {
        List<Publication> all = events.has(EventBug.STATE_WITHOUT_PUBLICATIONS) ? List.of() : List.copyOf(queue);
        return new SubscriptionState(number, options, received, dropped, connected, all);
    }
}
