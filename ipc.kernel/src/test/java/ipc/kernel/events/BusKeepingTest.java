package ipc.kernel.events;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.events.BusOptions;
import ipc.api.events.EventBus;
import ipc.api.events.Events;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.EventMechanism;
import ipc.channels.RingChannels;
import ipc.events.TicketEvents;
import ipc.kernel.ForwardingEvents;
import ipc.kernel.Kernel;
import ipc.kernel.process.Limits;
import ipc.testkit.rows.Row;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the kernel keeps of buses: bounds, what is charged, and subscriptions whatever becomes of their provider. */
@org.junit.jupiter.api.Timeout(value = 120, threadMode = SEPARATE_THREAD)
class BusKeepingTest {
    private static final SubscriptionOptions ONE = SubscriptionOptions.to("*").depthMax(1);

    private final Kernel kernel = Kernel.live();
    private final Ipc user = kernel.face(kernel.bundle("user", Credentials.of(7, 7)), Ipc.class);
    private final Events events = user.face(Events.class);
    private final EventMechanism provider = new TicketEvents(kernel.scheduler(), kernel.memory());

    BusKeepingTest() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
    }

    private static int publish(EventBus bus, String topic) {
        return bus.publish(topic, Map.of(), ByteBuffer.allocate(0));
    }

    @Test
    @Row({"PS-12", "G-15"})
    void shouldRefuseMoreThanIsConfigured() {
        kernel.bind(provider, "ipc.events", 0);
        Limits now = Limits.DEFAULTS;
        kernel.limits(new Limits(
                now.processesMax(),
                now.handlesMax(),
                now.memoryBytesMax(),
                now.queueDepthMax(),
                now.queueMessageBytesMax(),
                now.pipes(),
                now.channels(),
                new Limits.Buses(2, 3, 100),
                now.traceRecordsMax(),
                now.auditRecordsMax()));
        BusOptions most = BusOptions.standard().publicationBytesMax(100).subscriptionsMax(2);

        assertFails(Errno.EINVAL, () -> events.create(most.publicationBytesMax(101)));
        assertFails(Errno.EINVAL, () -> events.create(most.subscriptionsMax(3)));
        EventBus bus = events.create(most);
        assertFails(Errno.EINVAL, () -> bus.subscribe(ONE.depthMax(4)));

        assertThat(bus.subscribe(ONE.depthMax(3)).status().options().depthMax()).isEqualTo(3);
        Ipc operator = kernel.bundle("operator");
        assertThat(operator.face(Events.class).create(most.publicationBytesMax(101)))
                .isNotNull();
    }

    @Test
    @Row({"PS-13", "G-16"})
    void shouldChargeASubscriptionForAllItsPlacesUntilItEnds() {
        kernel.bind(provider, "ipc.events", 0);
        EventBus bus = events.create(BusOptions.standard().publicationBytesMax(1000));
        long before = kernel.memory().usedBytes();

        Subscription subscription = bus.subscribe(ONE.depthMax(10));
        long charged = kernel.memory().usedBytes() - before;
        publish(bus, "topic");

        assertThat(charged).isBetween(10_000L, 20_000L);
        assertThat(kernel.memory().usedBytes() - before).isEqualTo(charged);
        subscription.close();
        assertThat(kernel.memory().usedBytes()).isEqualTo(before);
        bus.close();
        assertThat(kernel.memory().usedBytes()).isZero();
    }

    @Test
    @Row("PS-16")
    void shouldKeepSubscriptionsOfAProviderThatLosesItsState() {
        EventMechanism forgetful = new Forgetful(provider);
        kernel.bind(forgetful, "forgetful", 0);
        EventBus bus = events.create(BusOptions.standard());
        Subscription subscription = bus.subscribe(ONE);
        publish(bus, "lost");

        kernel.unbind(forgetful);
        kernel.bind(provider, "ipc.events", 0);

        assertThat(bus.status().subscriptions()).hasSize(1);
        assertThat(subscription.tryReceive()).isNull();
        assertThat(publish(bus, "kept")).isEqualTo(1);
        assertThat(subscription.receive().topic()).isEqualTo("kept");
    }

    /** Gives no state of its buses. */
    private record Forgetful(EventMechanism real) implements ForwardingEvents {
        @Override
        public BusObject restore(String name, BusState state) {
            BusObject bus = real.restore(name, state);
            return (BusObject) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {BusObject.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("state")) {
                            throw new IllegalStateException("forgotten");
                        }
                        try {
                            return method.invoke(bus, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                    });
        }
    }

    @Test
    @Row({"PS-10", "PS-16"})
    void shouldTellTheNextProviderOfASubscriptionThatEndsMeanwhile() {
        kernel.bind(provider, "ipc.events", 0);
        EventBus bus = events.open("/bus", BusOptions.standard().mode(0666));
        Subscription ends = bus.subscribe(ONE);
        Subscription stays = bus.subscribe(ONE.depthMax(3));
        publish(bus, "first");
        IpcProcess publisher = user.spawn(SpawnOptions.program(
                "publisher",
                (ipc, none) -> publish(ipc.face(Events.class).open("/bus", BusOptions.existing()), "second")));
        while (publisher.state() != IpcProcess.State.BLOCKED) {
            user.yieldNow();
        }

        kernel.unbind(provider);
        ends.close();
        assertThat(bus.tryPublish("third", Map.of(), ByteBuffer.allocate(0))).isEqualTo(-1);
        assertThat(stays.tryReceive()).isNull();
        assertThat(stays.status().queued()).isEqualTo(1);
        kernel.bind(new TicketEvents(kernel.scheduler(), kernel.memory()), "next", 0);

        assertThat(user.waitFor(publisher.pid(), Timeout.forever()).status()).isEqualTo(1);
        assertThat(stays.receive().topic()).isEqualTo("first");
        assertThat(stays.receive().topic()).isEqualTo("second");
        assertThat(bus.status().subscriptions()).hasSize(1);
    }

    @Test
    @Row({"PS-14", "G-12"})
    void shouldEndASubscriptionThatDiesInAMessage() {
        kernel.bind(provider, "ipc.events", 0);
        EventBus bus = events.create(BusOptions.standard());
        ChannelPair pair = user.face(Channels.class).create(ChannelOptions.standard());
        ByteBuffer nothing = ByteBuffer.allocate(0);
        pair.first().sendHandles(nothing, List.of(bus.subscribe(ONE)), 0, Timeout.forever());
        publish(bus, "on-its-way");

        List<Handle> arrived = pair.second().receiveHandles(nothing, 1, Timeout.forever());
        Subscription subscription = (Subscription) arrived.getFirst();
        assertThat(subscription.receive().topic()).isEqualTo("on-its-way");
        pair.first().sendHandles(nothing, List.of(subscription), 0, Timeout.forever());
        assertThat(bus.status().subscriptions()).hasSize(1);
        pair.second().close();
        pair.first().close();

        assertThat(bus.status().subscriptions()).isEmpty();
        assertThat(publish(bus, "unheard")).isZero();
    }
}
