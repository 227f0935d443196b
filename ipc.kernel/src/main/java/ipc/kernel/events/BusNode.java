package ipc.kernel.events;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.events.BusOptions;
import ipc.api.events.BusStatus;
import ipc.api.events.SubscriptionStatus;
import ipc.api.events.spi.AnyEvent;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.SubscriptionState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.spi.ObjectState;
import ipc.kernel.events.SubscriptionEnd.Wish;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** An event bus as the kernel sees it, with its subscriptions, which the kernel knows also while no provider does. */
final class BusNode extends AnyEventNode {
    /** What a place of a subscription takes beside the bytes of a publication, roughly. */
    private static final long PLACE_BYTES = 256;

    /** What a subscription takes, roughly. */
    private static final long SUBSCRIPTION_BYTES = 1024;

    private final BusOptions options;

    /** Subscriptions come one after the other, in the kernel's list and in the provider's. */
    private final ShortLock mutex;

    /** By number; replaced under the lock, inside the gate. */
    private volatile List<SubscriptionEnd> subscriptions = List.of();

    private long subscribed;

    BusNode(long id, Label label, KernelProcess maker, EventServices services, BusOptions options) {
        super(id, label, maker, services);
        this.options = options;
        this.mutex = services.gate().scheduler().newMutex(title() + " subscriptions");
    }

    /** Returns the provider's object, as {@link #object()} does. */
    BusObject bus() {
        return (BusObject) object();
    }

    /** Throws if a publication is larger than those of this bus. */
    void checkBytes(Sysno call, long bytes) {
        if (bytes > options.publicationBytesMax()) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "%s %,d bytes on %s, limit %,d",
                    call,
                    bytes,
                    title(),
                    options.publicationBytesMax());
        }
    }

    // ---- subscriptions

    /** Adds a subscription, which is referred to once, and refers to this; inside the gate. */
    SubscriptionEnd subscribe(Wish wish) {
        BusObject bus = bus();
        long places = wish.options().depthMax() * (options.publicationBytesMax() + PLACE_BYTES);
        Memory.Charge charge = services().memory().charge(places + SUBSCRIPTION_BYTES);
        try {
            SubscriptionEnd end = add(bus, wish, charge);
            services().port().hold(this);
            end.hold();
            return end;
        } catch (RuntimeException | Error failure) {
            charge.release();
            throw failure;
        }
    }

    private SubscriptionEnd add(BusObject bus, Wish wish, Memory.Charge charge) {
        mutex.lock();
        try {
            if (subscriptions.size() >= options.subscriptionsMax()) {
                throw IpcException.of(
                        Errno.ENOSPC,
                        "%s to %s, which has %,d subscriptions, limit %,d",
                        wish.call(),
                        title(),
                        subscriptions.size(),
                        options.subscriptionsMax());
            }
            SubscriptionEnd end = new SubscriptionEnd(this, subscribed + 1, wish, charge);
            end.begin(bus.subscribe(end.number(), wish.options()));
            subscribed++;
            List<SubscriptionEnd> more = new ArrayList<>(subscriptions);
            more.add(end);
            subscriptions = List.copyOf(more);
            return end;
        } finally {
            mutex.unlock();
        }
    }

    /** Ends a subscription that nobody refers to any more. */
    void unsubscribe(SubscriptionEnd end) {
        visit(() -> {
            remove(end);
            tell(object -> ((BusObject) object).unsubscribe(end.number()));
        });
    }

    private void remove(SubscriptionEnd end) {
        mutex.lock();
        try {
            subscriptions = subscriptions.stream().filter(each -> each != end).toList();
        } finally {
            mutex.unlock();
        }
    }

    // ---- what operators see

    BusStatus status() {
        BusState state = state();
        return new BusStatus(name(), state.published(), state.unheard(), statuses(state), waiting());
    }

    private List<SubscriptionStatus> statuses(BusState state) {
        Map<Long, SubscriptionState> byNumber = new LinkedHashMap<>();
        state.subscriptions().forEach(each -> byNumber.put(each.number(), each));
        return subscriptions.stream()
                .map(each -> each.status(byNumber.getOrDefault(each.number(), each.blank())))
                .toList();
    }

    SubscriptionStatus status(SubscriptionEnd end) {
        return statuses(state()).stream()
                .filter(each -> each.number() == end.number())
                .findFirst()
                .orElseGet(() -> end.status(end.blank()));
    }

    /** Also while no provider is there. */
    private BusState state() {
        return present() == null && kept() instanceof BusState waits ? waits : bus().state();
    }

    @Override
    Map<String, Long> figures() {
        BusStatus status = status();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("subscribed subscriptions", (long) status.subscriptions().size());
        figures.put("published publications", status.published());
        figures.put("unheard publications", status.unheard());
        figures.put("queued publications", sum(status, SubscriptionStatus::queued));
        figures.put("dropped publications", sum(status, SubscriptionStatus::dropped));
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    private static long sum(BusStatus status, ToLongFunction<SubscriptionStatus> figure) {
        return status.subscriptions().stream().mapToLong(figure).sum();
    }

    // ---- providers

    @Override
    public void prepare(AnyEvent shadow) {
        super.prepare(shadow);
        subscriptions.forEach(each -> each.prepare((BusObject) shadow));
    }

    @Override
    protected void relink() {
        super.relink();
        subscriptions.forEach(SubscriptionEnd::relink);
    }

    @Override
    protected void unlink(boolean lost) {
        super.unlink(lost);
        subscriptions.forEach(SubscriptionEnd::unlink);
    }

    @Override
    OpenHandle handle(Opened opened) {
        return new BusHandle(opened, this);
    }

    @Override
    protected String kind() {
        return "bus";
    }

    @Override
    protected AnyEvent make(EventMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected AnyEvent remake(EventMechanism provider, ObjectState exported) {
        return provider.restore(title(), (BusState) exported);
    }

    /** Whoever has subscribed stays so, also if publications were lost. */
    @Override
    protected BusState blank() {
        return new BusState(
                0, 0, subscriptions.stream().map(SubscriptionEnd::blank).toList());
    }
}
