package ipc.testkit.events;

import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.WhenBehind;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.events.spi.SubscriptionState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event bus with a bug. */
final class PlantedBus implements BusObject {
    private final PlantedEvents events;
    private final String name;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue room;
    private final List<PlantedSubscription> subscriptions = new ArrayList<>();
    private long published;
    private long unheard;

    PlantedBus(PlantedEvents events, String name, BusState state) {
        this.events = events;
        this.name = name;
        this.charge = events.memory().charge(1);
        this.lock = events.scheduler().newLock(name);
        this.room = events.scheduler().newWaitQueue(name + " room");
        this.published = state.published();
        this.unheard = state.unheard();
        state.subscriptions().forEach(each -> subscriptions.add(new PlantedSubscription(this, each)));
    }

    PlantedEvents events() {
        return events;
    }

    String name() {
        return name;
    }

    ShortLock lock() {
        return lock;
    }

    @Override
    public int publish(Publication publication, Deadline deadline) {
        boolean late = events.has(EventBug.TICKET_AFTER_PUBLISHING);
        while (true) {
            long turn = late ? 0 : room.ticket();
            int reached = publishNow(publication);
            if (reached != NOT_NOW || deadline.immediate()) {
                return reached;
            }
            room.park(late ? room.ticket() : turn, deadline);
        }
    }

    private int publishNow(Publication publication) {
        List<PlantedSubscription> wanting;
        int reached;
        lock.lock();
        try {
            wanting = subscriptions.stream()
                    .filter(each -> each.wants(publication))
                    .toList();
            boolean blocked = wanting.stream().anyMatch(PlantedSubscription::blocks);
            if (blocked && !events.has(EventBug.NEVER_WAITS)) {
                if (events.has(EventBug.GIVES_BEFORE_IT_WAITS)) {
                    wanting.stream().limit(1).forEach(each -> each.add(publication));
                }
                return NOT_NOW;
            }
            reached = events.has(EventBug.GIVES_ONE_BY_ONE) ? 0 : give(publication, wanting);
            published++;
            unheard += reached == 0 && !events.has(EventBug.COUNTS_ALL_AS_HEARD) ? 1 : 0;
        } finally {
            lock.unlock();
        }
        reached += events.has(EventBug.GIVES_ONE_BY_ONE) ? giveOneByOne(publication, wanting) : 0;
        wanting.forEach(PlantedSubscription::announce);
        return events.has(EventBug.TELLS_A_WRONG_NUMBER) ? wanting.size() : reached;
    }

    private int give(Publication publication, List<PlantedSubscription> wanting) {
        return (int) wanting.stream()
                .filter(each -> each.add(
                        events.has(EventBug.COPIES_FOR_EACH)
                                ? new Publication(
                                        1, publication.topic(), publication.properties(), publication.payload())
                                : publication))
                .count();
    }

    private int giveOneByOne(Publication publication, List<PlantedSubscription> wanting) {
        int reached = 0;
        for (PlantedSubscription each : wanting) {
            Thread.yield();
            lock.lock();
            try {
                reached += each.add(publication) ? 1 : 0;
            } finally {
                lock.unlock();
            }
        }
        return reached;
    }

    @Override
    public SubscriptionObject subscribe(long number, SubscriptionOptions options) {
        PlantedSubscription added = new PlantedSubscription(this, SubscriptionState.empty(number, options));
        lock.lock();
        try {
            subscriptions.add(added);
        } finally {
            lock.unlock();
        }
        return added;
    }

    @Override
    public void unsubscribe(long number) {
        lock.lock();
        try {
            subscriptions.removeIf(each -> each.number() == number);
        } finally {
            lock.unlock();
        }
        if (!events.has(EventBug.ENDS_SILENTLY)) {
            room.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public @Nullable SubscriptionObject subscription(long number) {
        return subscriptions.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElse(null);
    }

    void received() {
        if (!events.has(EventBug.RECEIVES_SILENTLY)) {
            room.wake(events.has(EventBug.WAKES_ONE_PUBLISHER) ? 1 : Integer.MAX_VALUE);
        }
    }

    @Override
    public long assertedAt(Signal signal) {
        boolean blocked = subscriptions.stream().anyMatch(PlantedSubscription::blocks);
        return blocked && !events.has(EventBug.ALWAYS_WRITABLE) ? Long.MAX_VALUE : 0;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return room;
    }

    @Override
    public BusState state() {
        lock.lock();
        try {
            return new BusState(
                    published,
                    unheard,
                    subscriptions.stream().map(PlantedSubscription::copied).toList());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        if (!events.has(EventBug.BUS_KEEPS_MEMORY)) {
            charge.release();
        }
    }

    /** Tells whether a subscription is to be one for which publishers wait. */
    static boolean isBlocking(SubscriptionOptions options) {
        return options.whenBehind() == WhenBehind.BLOCK;
    }
}
