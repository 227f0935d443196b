package ipc.kernel.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelStatus;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Meters;
import ipc.api.spi.ObjectState;
import ipc.kernel.object.Node;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.schedule.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A channel as the kernel sees it: its ends, what its messages carry, calls that were given up while no provider was
 * there.
 *
 * <p>A listener is a channel too. Its first end belongs to the name: who connects sends a message there that carries
 * one end of a new channel. Its second end is what the listener's handles refer to.
 */
final class ChannelNode extends Node<ChannelMechanism, ChannelObject> implements ChannelObserver {
    private static final int BOTH = 0b11;

    private final ChannelOptions options;
    private final ChannelServices services;
    private final MovingCaller mover;
    private final ChannelDescription first;
    private final ChannelDescription second;
    private final @Nullable Connections listener;
    private final ConcurrentMap<Long, Parcel> parcels = new ConcurrentHashMap<>();
    private final AtomicLong lastCargo = new AtomicLong();
    private final AtomicInteger lastTransaction = new AtomicInteger();

    /** Whether a call was made through this; read where a receiver would fetch what each caller counts. */
    private volatile boolean called;

    private final AtomicInteger closedEnds = new AtomicInteger();
    private final Set<Abandoned> abandoned = ConcurrentHashMap.newKeySet();
    private final Set<LoanHandle> loans = ConcurrentHashMap.newKeySet();
    private final LongAdder blockedNanos = new LongAdder();
    private final Meters.Histogram waits;
    private final AtomicBoolean unused = new AtomicBoolean();
    private @Nullable ChannelNode origin;

    private record Abandoned(int end, int transaction) {}

    /** Who makes a channel, and for a listener what each connection is like. */
    record Maker(
            KernelProcess process,
            ChannelServices services,
            @Nullable ChannelOptions each) {}

    ChannelNode(long id, Label label, ChannelOptions options, Maker maker) {
        super(id, label);
        this.options = options;
        this.services = maker.services();
        this.mover = new MovingCaller(maker.process());
        this.first = new ChannelDescription(this, 0, options.isNonBlocking());
        this.second = new ChannelDescription(this, 1, options.isNonBlocking());
        this.waits = waits(services.foundation().meters());
        this.listener = maker.each() == null ? null : new Connections(title(), maker.each(), services);
    }

    ChannelOptions options() {
        return options;
    }

    ChannelServices services() {
        return services;
    }

    ChannelDescription end(int number) {
        return number == 0 ? first : second;
    }

    Stream<ChannelDescription> ends() {
        return Stream.of(first, second);
    }

    boolean isListener() {
        return listener != null;
    }

    /** Returns the connections of this listener. */
    Connections connections() {
        if (listener == null) {
            throw new IllegalStateException(title() + " is no listener");
        }
        return listener;
    }

    void connected(ChannelNode pair, KernelProcess process) {
        pair.origin = this;
        connections().add(pair, process);
    }

    /** Closes both ends, whoever has handles of them; false if this has ended already. Inside the gate. */
    boolean disconnected() {
        if (!services.port().retain(this)) {
            return false;
        }
        try {
            close(BOTH);
        } finally {
            release();
        }
        return true;
    }

    // ---- the end of ends

    /** The last handle of an end is gone. */
    void closed(ChannelDescription end) {
        services.gate().visit(mover, () -> close(1 << end.number()));
        if (ends().noneMatch(ChannelDescription::isHeld) && unused.compareAndSet(false, true)) {
            release();
        }
    }

    /** Takes one reference back; a listener that has closed loses its name with the last one. */
    void release() {
        services.port().release(this);
        if (unused.get()) {
            services.port().retract(label().nameSpace(), this);
        }
    }

    /** Inside the gate; while no provider is there, the next one hears of it. */
    private void close(int ends) {
        closedEnds.updateAndGet(before -> before | ends);
        ChannelNode from = origin;
        if (from != null) {
            from.connections().remove(this);
        }
        ChannelObject object = present();
        if (object != null) {
            closeIn(object, ends);
        }
    }

    boolean hasClosed() {
        return closedEnds.get() != 0;
    }

    private static void closeIn(ChannelObject object, int ends) {
        for (int end = 0; end <= 1; end++) {
            if ((ends & 1 << end) != 0) {
                object.end(end).close();
            }
        }
    }

    // ---- what messages carry

    /** Loads what a message is to carry to an end; returns its cargo, 0 if that is nothing. */
    long load(ChannelDescription to, List<Luggage> luggage) {
        if (luggage.isEmpty()) {
            return 0;
        }
        long cargo = lastCargo.incrementAndGet();
        parcels.put(cargo, new Parcel(to, luggage));
        return cargo;
    }

    /** Takes what a message carried. */
    @Nullable
    Parcel unload(long cargo) {
        return parcels.remove(cargo);
    }

    int handlesIn(long cargo) {
        Parcel parcel = parcels.get(cargo);
        return parcel == null ? 0 : parcel.luggage().size();
    }

    @Override
    public void died(long cargo) {
        Parcel parcel = unload(cargo);
        if (parcel != null) {
            services.transit().died(parcel);
        }
    }

    /** Takes what is on its way to ends that fulfil a condition. */
    List<Parcel> parcelsFor(Predicate<ChannelDescription> condition) {
        List<Parcel> taken = new ArrayList<>();
        for (Map.Entry<Long, Parcel> each : parcels.entrySet()) {
            if (condition.test(each.getValue().to()) && parcels.remove(each.getKey(), each.getValue())) {
                taken.add(each.getValue());
            }
        }
        return taken;
    }

    /** Returns the ends that messages on their way to an end carry. */
    Stream<ChannelDescription> carriedTo(ChannelDescription end) {
        return parcels.values().stream()
                .filter(parcel -> parcel.to() == end)
                .flatMap(parcel -> parcel.luggage().stream())
                .mapMulti((luggage, sink) -> {
                    if (luggage instanceof ChannelDescription.Travelling travelling) {
                        sink.accept(travelling.end());
                    }
                });
    }

    // ---- calls

    /** Returns a transaction that no other call on this channel has, as long as there are fewer than 2 billion. */
    int newTransaction() {
        if (!called) {
            called = true;
        }
        return lastTransaction.incrementAndGet() | Integer.MIN_VALUE;
    }

    /** Returns the number of a call among those of all channels. */
    long callNumber(int transaction) {
        return id() << Integer.SIZE | Integer.toUnsignedLong(transaction);
    }

    /**
     * A thread has received a message, which may be a call: for the wait graph.
     *
     * @param task of the thread
     * @param message with what was received
     * @param from where that begins
     * @param length how long it is
     */
    void received(Task task, ByteBuffer message, int from, int length) {
        if (!called || length < Integer.BYTES) {
            return;
        }
        int transaction = transactionIn(message, from);
        if (transaction < 0) {
            task.received(callNumber(transaction));
        }
    }

    /** The message has left the channel: what else becomes of the buffer must not make the call fail. */
    private static int transactionIn(ByteBuffer message, int from) {
        try {
            int start = message.getInt(from);
            return message.order() == ByteOrder.BIG_ENDIAN ? start : Integer.reverseBytes(start);
        } catch (IndexOutOfBoundsException moved) { // the client's other threads have changed it meanwhile
            return 0;
        }
    }

    /** Ends a call without its reply, wherever its thread is. */
    void abandon(int end, int transaction) {
        services.gate().visit(mover, () -> {
            ChannelObject object = present();
            if (object == null) { // the next one hears of it
                abandoned.add(new Abandoned(end, transaction));
            } else {
                object.calls(end).abandon(transaction);
            }
        });
    }

    // ---- loans

    void add(LoanHandle loan) {
        loans.add(loan);
    }

    void remove(LoanHandle loan) {
        loans.remove(loan);
    }

    // ---- providers

    /** Returns the provider's object, or null while no provider is there; inside the gate. */
    @Nullable
    ChannelObject waited() {
        return present();
    }

    @Override
    protected String kind() {
        return isListener() ? "listener" : "channel";
    }

    @Override
    protected ChannelObject make(ChannelMechanism provider) {
        return provider.create(title(), options, this);
    }

    @Override
    protected ChannelObject remake(ChannelMechanism provider, ObjectState exported) {
        return provider.restore(title(), (ChannelState) exported, this);
    }

    /** What happened while no provider was there happens in the shadow. */
    @Override
    public void prepare(ChannelObject shadow) {
        loans.forEach(loan -> loan.prepare(shadow));
        for (Abandoned each : abandoned) {
            shadow.calls(each.end()).abandon(each.transaction());
        }
        closeIn(shadow, closedEnds.get());
        if (services.transit().hasDead()) {
            services.scheduler().start("burial", services.foundation().observer(), services.transit()::bury);
        }
    }

    @Override
    public MovingCaller mover() {
        return mover;
    }

    @Override
    protected void relink() {
        abandoned.clear();
        loans.forEach(LoanHandle::relink);
    }

    @Override
    protected void unlink(boolean lost) {
        loans.forEach(loan -> loan.unlink(lost));
        if (lost) {
            abandonCargo();
        }
    }

    private void abandonCargo() {
        parcelsFor(to -> true).forEach(services.transit()::died);
    }

    @Override
    protected ObjectState blank() {
        return ChannelState.empty(options);
    }

    @Override
    protected void ended() {
        abandonCargo();
        if (listener != null) {
            listener.release();
        }
    }

    // ---- what it looks like

    /**
     * Returns how long waits on channels last: one value for each time that a call waits, from all channels.
     *
     * @param meters of the kernel
     * @return the histogram
     */
    static Meters.Histogram waits(Meters meters) {
        return meters.histogram("channels.wait", "nanoseconds");
    }

    void waited(long nanos) {
        blockedNanos.add(nanos);
        waits.record(nanos); // one load while nobody has switched it on
    }

    long blockedNanos() {
        return blockedNanos.sum();
    }

    int waiting() {
        return services.scheduler()
                .tasks(task -> task.waits() && task.caller() instanceof ChannelUser user && user.node() == this)
                .size();
    }

    /** Returns the state, also while it waits for a provider. */
    ChannelState state() {
        ChannelObject object = present();
        return object == null ? (ChannelState) Objects.requireNonNull(kept()) : object.state();
    }

    ChannelStatus status(ChannelDescription end) {
        ChannelObject.View view = object().view(end.number());
        return new ChannelStatus(
                end.nonBlocking(),
                view.peerClosed(),
                view.nextBytes(),
                handlesIn(view.nextCargo()),
                waiting(),
                blockedNanos(),
                view.outgoing(),
                view.incoming());
    }
}
