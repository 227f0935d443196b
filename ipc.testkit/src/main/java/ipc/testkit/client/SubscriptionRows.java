package ipc.testkit.client;

import static ipc.testkit.client.BusClient.all;
import static ipc.testkit.client.BusClient.bus;
import static ipc.testkit.client.BusClient.publish;
import static ipc.testkit.client.BusClient.topics;
import static ipc.testkit.client.BusClient.tryPublish;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Limit;
import ipc.api.Port;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.events.BusOptions;
import ipc.api.events.CounterOptions;
import ipc.api.events.EventBus;
import ipc.api.events.EventOptions;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.WhenBehind;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Handles of buses and subscriptions: names, rights, ends, memory, and waits for many. */
interface SubscriptionRows extends BusClient {
    @Test
    @Row({"PS-17", "EV-20"})
    default void shouldOpenABusByItsName() {
        String name = newName();
        String other = newName();
        events().open(other, CounterOptions.of(0));
        EventBus made = events().open(name, BusOptions.standard().publicationBytesMax(10));

        EventBus same = events().open(name, BusOptions.standard());

        assertThat(made.existed()).isFalse();
        assertThat(same.existed()).isTrue();
        assertThat(same.status().name()).isEqualTo(name);
        assertFails(Errno.EMSGSIZE, () -> tryPublish(same, "longer"));
        assertFails(Errno.EINVAL, () -> events().open(other, BusOptions.existing()));
        assertFails(Errno.EINVAL, () -> events().open(name, EventOptions.auto()));
        assertFails(Errno.ENOENT, () -> events().open(newName(), BusOptions.existing()));
        assertFails(
                Errno.EINVAL,
                () -> events().open(newName(), BusOptions.standard().mode(01000)));
        assertFails(Errno.EACCES, () -> asUser(7, ipc -> bus(ipc, name)));
    }

    @Test
    @Row({"PS-17", "EV-22"})
    default void shouldKeepABusWhileSomebodyIsSubscribed() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        Subscription subscription = bus.subscribe(all(1));
        bus.close();

        EventBus again = bus(ipc(), name);
        publish(again, "topic");

        assertThat(again.existed()).isTrue();
        assertThat(topics(subscription)).containsExactly("topic");
        again.close();
        subscription.close();
        assertFails(Errno.ENOENT, () -> events().open(name, BusOptions.existing()));
        assertThat(admin().objects()).noneMatch(each -> each.name().equals(name));
    }

    @Test
    @Row({"PS-17", "G-04"})
    default void shouldDoOnlyWhatTheRightsOfABusAllow() {
        EventBus bus = newBus();
        EventBus publishes = bus.duplicate(Set.of(Right.WRITE));
        EventBus subscribes = bus.duplicate(Set.of(Right.READ, Right.WAIT));

        assertFails(Errno.EACCES, () -> publishes.subscribe(all(1)));
        assertFails(Errno.EACCES, publishes::status);
        assertFails(Errno.EACCES, () -> tryPublish(subscribes, "topic"));
        Subscription subscription = subscribes.subscribe(all(1));
        assertThat(subscription.rights()).isEqualTo(subscribes.rights());
        assertFails(Errno.EACCES, subscription::status);
        assertThat(tryPublish(publishes, "topic")).isEqualTo(1);
        Subscription own = bus.subscribe(all(1));
        assertFails(Errno.EACCES, () -> own.duplicate(Set.of(Right.INSPECT)).tryReceive());
        own.close();
        assertFails(Errno.EBADF, own::tryReceive);
        bus.close();
        assertFails(Errno.EBADF, () -> tryPublish(bus, "topic"));
    }

    @Test
    @Row("PS-14")
    default void shouldGiveEachPublicationOnceToHandlesOfOneSubscription() {
        EventBus bus = newBus();
        Subscription first = bus.subscribe(all(4));
        Subscription second = first.duplicate(first.rights());
        List.of("a", "b", "c").forEach(topic -> publish(bus, topic));

        assertThat(first.receive().topic()).isEqualTo("a");
        assertThat(second.receive().topic()).isEqualTo("b");
        first.close();
        assertThat(bus.status().subscriptions()).hasSize(1);

        Subscription third = second.replace(Set.of(Right.READ));
        assertThat(third.receive().topic()).isEqualTo("c");
        third.close();
        assertThat(bus.status().subscriptions()).isEmpty();
    }

    @Test
    @Row("G-12")
    default void shouldEndAWaitWhoseHandleIsClosed() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        Child<Publication> receiver = start(ipc -> {
            Subscription own = bus(ipc, name).subscribe(all(1));
            return own.receive();
        });
        awaitBlocked(receiver.process());
        receiver.process().kill();
        receiver.status();

        assertThat(bus.status().subscriptions()).isEmpty();
        assertThat(bus.status().waiting()).isZero();
        assertThat(tryPublish(bus, "topic")).isZero();
    }

    @Test
    @Row({"PS-13", "G-16"})
    default void shouldChargeWhoSubscribesForWhatMayWait() {
        String name = newName();
        EventBus bus = bus(ipc(), name);

        int subscribed = start(ipc -> {
                    EventBus own = bus(ipc, name);
                    ipc.self().limit(Limit.MEMORY_BYTES, new Limit.Value(100_000, 100_000));
                    assertFails(Errno.ENOMEM, () -> own.subscribe(all(64)));
                    Subscription small = own.subscribe(all(16));
                    assertFails(Errno.ENOMEM, () -> own.subscribe(all(16)));
                    small.close();
                    own.subscribe(all(16));
                    return own.status().subscriptions().size();
                })
                .result();

        assertThat(subscribed).isEqualTo(1);
        assertThat(bus.status().subscriptions()).isEmpty();
    }

    @Test
    @Row({"PS-17", "G-14"})
    default void shouldLeaveNothingOfASubscriptionWithoutAHandle() {
        String name = newName();
        EventBus bus = bus(ipc(), name);

        boolean refused = start(ipc -> {
                    EventBus own = bus(ipc, name);
                    ipc.self().limit(Limit.HANDLES, new Limit.Value(1, 1));
                    assertFails(Errno.EMFILE, () -> own.subscribe(all(1)));
                    return own.status().subscriptions().isEmpty();
                })
                .result();

        assertThat(refused).isTrue();
        assertThat(tryPublish(bus, "topic")).isZero();
    }

    @Test
    @Row({"PS-15", "EV-23"})
    default void shouldWaitForBusesAndSubscriptionsWithOthers() {
        EventBus bus = newBus();
        Subscription subscription = bus.subscribe(all(1).whenBehind(WhenBehind.BLOCK));
        Subscription broken = bus.subscribe(all(1).whenBehind(WhenBehind.DISCONNECT));
        Item publishes = new Item(bus, Set.of(Signal.WRITABLE));
        Item receives = new Item(subscription, Set.of(Signal.READABLE));
        Item ends = new Item(broken, Set.of(Signal.PEER_CLOSED));
        Waits waits = ipc().face(Waits.class);
        Timeout now = Timeout.after(Duration.ZERO);

        assertThat(waits.any(List.of(receives, ends, publishes), now).index()).isEqualTo(2);
        publish(bus, "first");
        assertThat(waits.any(List.of(publishes, receives), now).index()).isEqualTo(1);
        assertFails(Errno.ETIMEDOUT, () -> waits.any(List.of(publishes, ends), now));
        subscription.receive();
        publish(bus, "second");
        assertThat(waits.any(List.of(publishes, ends), now).index()).isEqualTo(1);
        subscription.receive();
        assertThat(waits.any(List.of(receives, publishes), now).index()).isEqualTo(1);
    }

    @Test
    @Row("PS-15")
    default void shouldTellAPortOfPublications() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        Subscription subscription = bus.subscribe(all(2));
        Port port = ipc().face(Waits.class).newPort();
        port.bind(new Item(subscription, Set.of(Signal.READABLE)), 7, Port.Mode.ONCE);
        Child<Integer> publisher = start(ipc -> publish(bus(ipc, name), "topic"));

        assertThat(port.receive(Timeout.forever()).key()).isEqualTo(7);

        assertThat(publisher.result()).isEqualTo(1);
        assertThat(topics(subscription)).containsExactly("topic");
    }

    @Test
    @Row("G-01")
    default void shouldPublishByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        Object named = calls.call(Sysno.BUS_OPEN.number(), newName(), BusOptions.standard());
        Object bus = calls.call(Sysno.BUS_CREATE.number(), BusOptions.standard());
        Object subscription = calls.call(Sysno.BUS_SUBSCRIBE.number(), bus, all(2));

        Object reached =
                calls.call(Sysno.BUS_PUBLISH.number(), bus, "one", Map.of("key", 1), message("x"), Timeout.forever());
        Object tried = calls.call(Sysno.BUS_TRY_PUBLISH.number(), bus, "two", Map.of(), message("y"));

        assertThat(List.of(reached, tried)).isEqualTo(List.of(1, 1));
        assertThat(calls.call(Sysno.SUBSCRIPTION_STATUS.number(), subscription))
                .hasFieldOrPropertyWithValue("queued", 2);
        assertThat(calls.call(Sysno.SUBSCRIPTION_RECEIVE.number(), subscription, Timeout.forever()))
                .isEqualTo(new Publication(ipc().self().pid(), "one", Map.of("key", 1), message("x")));
        assertThat(calls.call(Sysno.SUBSCRIPTION_TRY_RECEIVE.number(), subscription))
                .isNotNull();
        assertThat(calls.call(Sysno.SUBSCRIPTION_TRY_RECEIVE.number(), subscription))
                .isNull();
        assertThat(calls.call(Sysno.BUS_STATUS.number(), bus)).hasFieldOrPropertyWithValue("published", 2L);
        assertThat(calls.call(Sysno.EVENTS_EXISTED.number(), named)).isEqualTo(false);
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.BUS_STATUS.number(), subscription));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.SUBSCRIPTION_STATUS.number(), bus));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.EVENTS_EXISTED.number(), subscription));
        assertFails(
                Errno.EINVAL, () -> calls.call(Sysno.BUS_TRY_PUBLISH.number(), bus, "odd", Map.of(1, 2), message("")));
    }

    @Test
    @Row("PS-17")
    default void shouldShowABusToOperators() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        bus.subscribe(all(1).whenBehind(WhenBehind.DROP_NEWEST));
        publish(bus, "a");
        publish(bus, "b");

        Map<String, Long> figures = admin().objects().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .figures();

        assertThat(figures)
                .containsEntry("subscribed subscriptions", 1L)
                .containsEntry("published publications", 2L)
                .containsEntry("unheard publications", 1L)
                .containsEntry("queued publications", 1L)
                .containsEntry("dropped publications", 1L);
    }
}
