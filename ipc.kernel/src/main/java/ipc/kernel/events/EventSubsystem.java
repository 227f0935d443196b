package ipc.kernel.events;

import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.events.BusOptions;
import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.events.Event;
import ipc.api.events.EventBus;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.api.events.Named;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.AnyEvent;
import ipc.api.events.spi.EventMechanism;
import ipc.kernel.mechanism.CallTable;
import ipc.kernel.mechanism.CallTable.Arguments;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.memory.KernelMemory;
import ipc.kernel.process.KernelProcess;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;

/** Events as the kernel has them. */
public final class EventSubsystem extends Subsystem<EventMechanism, AnyEvent, AnyEventNode> {
    private final EventServices services;

    /**
     * Makes the subsystem without a provider.
     *
     * @param gate the number of its gate
     * @param foundation on which it stands
     * @param memory charges for what subscriptions keep
     */
    public EventSubsystem(int gate, Foundation foundation, KernelMemory memory) {
        super(new Kind<>(gate, "events", EventMechanism.class, EventMechanism.SCHEMA), foundation);
        this.services = new EventServices(port(), foundation, memory);
        foundation
                .meters()
                .gauge("events.objects", "objects", () -> port().nodes().size());
    }

    @Override
    public Map<Class<?>, Function<KernelProcess, Object>> faces() {
        return Map.of(Events.class, process -> new EventFace(process, services));
    }

    @Override
    public Sysno unlink() {
        return Sysno.EVENTS_UNLINK;
    }

    @Override
    protected Map<String, Long> figures(AnyEventNode node) {
        return node.figures();
    }

    @Override
    public void define(CallTable table) {
        Events events = table.ipc().face(Events.class);
        table.effect(Sysno.EVENTS_UNLINK, a -> events.unlink(a.get(0, String.class)));
        table.define(
                Sysno.EVENTS_EXISTED,
                a -> a.object(Named.class, "of a kind that is opened so").existed());
        table.define(
                Sysno.EVENT_OPEN,
                a -> events.open(a.get(0, String.class), a.get(1, EventOptions.class))
                        .number());
        table.define(
                Sysno.EVENT_CREATE,
                a -> events.create(a.get(0, EventOptions.class)).number());
        table.effect(Sysno.EVENT_AWAIT, a -> event(a).await(a.get(1, Timeout.class)));
        table.define(Sysno.EVENT_TRY_AWAIT, a -> event(a).tryAwait());
        table.define(Sysno.EVENT_SET, a -> event(a).set());
        table.define(Sysno.EVENT_RESET, a -> event(a).reset());
        table.define(Sysno.EVENT_PULSE, a -> event(a).pulse());
        table.define(Sysno.EVENT_STATUS, a -> event(a).status());
        counterCalls(table, events);
        busCalls(table, events);
    }

    private static void counterCalls(CallTable table, Events events) {
        table.define(
                Sysno.COUNTER_OPEN,
                a -> events.open(a.get(0, String.class), a.get(1, CounterOptions.class))
                        .number());
        table.define(
                Sysno.COUNTER_CREATE,
                a -> events.create(a.get(0, CounterOptions.class)).number());
        table.effect(Sysno.COUNTER_ADD, a -> counter(a).add(a.get(1, Long.class), a.get(2, Timeout.class)));
        table.define(Sysno.COUNTER_TRY_ADD, a -> counter(a).tryAdd(a.get(1, Long.class)));
        table.effect(Sysno.COUNTER_READ, a -> counter(a).read(a.get(1, ByteBuffer.class), a.get(2, Timeout.class)));
        table.define(Sysno.COUNTER_TRY_READ, a -> counter(a).tryRead());
        table.define(Sysno.COUNTER_STATUS, a -> counter(a).status());
    }

    private static void busCalls(CallTable table, Events events) {
        table.define(
                Sysno.BUS_OPEN,
                a -> events.open(a.get(0, String.class), a.get(1, BusOptions.class))
                        .number());
        table.define(
                Sysno.BUS_CREATE, a -> events.create(a.get(0, BusOptions.class)).number());
        table.define(
                Sysno.BUS_PUBLISH,
                a -> bus(a).publish(
                                a.get(1, String.class), a.map(2), a.get(3, ByteBuffer.class), a.get(4, Timeout.class)));
        table.define(
                Sysno.BUS_TRY_PUBLISH,
                a -> bus(a).tryPublish(a.get(1, String.class), a.map(2), a.get(3, ByteBuffer.class)));
        table.define(
                Sysno.BUS_SUBSCRIBE,
                a -> bus(a).subscribe(a.get(1, SubscriptionOptions.class)).number());
        table.define(Sysno.BUS_STATUS, a -> bus(a).status());
        table.define(Sysno.SUBSCRIPTION_RECEIVE, a -> subscription(a).receive(a.get(1, Timeout.class)));
        table.define(Sysno.SUBSCRIPTION_TRY_RECEIVE, a -> subscription(a).tryReceive());
        table.define(Sysno.SUBSCRIPTION_STATUS, a -> subscription(a).status());
    }

    private static EventBus bus(Arguments arguments) {
        return arguments.object(EventBus.class, "an event bus");
    }

    private static Subscription subscription(Arguments arguments) {
        return arguments.object(Subscription.class, "a subscription");
    }

    private static Counter counter(Arguments arguments) {
        return arguments.object(Counter.class, "a counter");
    }

    private static Event event(Arguments arguments) {
        return arguments.object(Event.class, "an event");
    }
}
