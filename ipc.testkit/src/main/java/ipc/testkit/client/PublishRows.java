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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.events.BusOptions;
import ipc.api.events.BusStatus;
import ipc.api.events.EventBus;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.SubscriptionStatus;
import ipc.api.events.WhenBehind;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Publishing and receiving: who gets what, what is refused, and who waits. */
interface PublishRows extends BusClient {
    @Test
    @Row({"PS-01", "PS-03", "PS-11"})
    default void shouldReceiveWhatMatchesWithPropertiesAndPayload() {
        EventBus bus = newBus();
        Subscription full = bus.subscribe(SubscriptionOptions.to("disk/*").filter("(free<=10)"));
        Subscription other = bus.subscribe(SubscriptionOptions.to("net"));
        ByteBuffer payload = message("..sda");
        payload.position(2);

        int reached = bus.publish("disk/FULL", Map.of("free", 3, "of", "sda"), payload);

        Publication received = full.receive();
        assertThat(reached).isEqualTo(1);
        assertThat(payload.hasRemaining()).isFalse();
        assertThat(received.topic()).isEqualTo("disk/FULL");
        assertThat(received.publisher()).isEqualTo(ipc().self().pid());
        assertThat(received.properties()).isEqualTo(Map.of("free", 3, "of", "sda"));
        assertThat(received.payload()).isEqualTo(message("sda"));
        assertThat(received.payload().get()).isEqualTo((byte) 's');
        assertThat(received.payload().remaining())
                .as("everybody has a buffer of his own")
                .isEqualTo(3);
        assertThatThrownBy(() -> received.payload().put((byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(other.tryReceive()).isNull();
    }

    @Test
    @Row("PS-11")
    default void shouldNotSeeWhatBecomesOfTheBufferAndTheMap() {
        EventBus bus = newBus();
        Subscription subscription = bus.subscribe(all(1));
        ByteBuffer payload = message("before");
        Map<String, Object> properties = new HashMap<>(Map.of("key", 1));
        bus.publish("topic", properties, payload);

        payload.put(0, (byte) 'B');
        properties.put("key", 2);

        Publication received = subscription.receive();
        assertThat(received.payload()).isEqualTo(message("before"));
        assertThat(received.properties()).isEqualTo(Map.of("key", 1));
    }

    @Test
    @Row("PS-02")
    default void shouldRefuseWhatIsNoTopicPatternOrFilter() {
        EventBus bus = newBus();

        for (String topic : List.of("", "/a", "a/", "a//b", "a b", "a/*", "*", "a.b", "\u00e9")) {
            assertFails(Errno.EINVAL, () -> tryPublish(bus, topic));
        }
        for (String pattern : List.of("", "/*", "**", "a*", "a/*/b", "*/a", "a/b*", "x".repeat(1025))) {
            assertFails(Errno.EINVAL, () -> bus.subscribe(SubscriptionOptions.to(pattern)));
        }
        for (String filter : List.of("a=b", "(a=b", "(&)", "()", "(" + "a".repeat(1022) + "=b)")) {
            assertFails(Errno.EINVAL, () -> bus.subscribe(all(1).filter(filter)));
        }

        assertThatThrownBy(() -> tryPublish(bus, "a b")).hasMessageContaining("\"a b\"");
        assertThat(bus.status().published()).isZero();
        assertThat(bus.status().subscriptions()).isEmpty();
        assertThat(tryPublish(bus, "aZ09_-/b")).isZero();
    }

    @Test
    @Row("PS-02")
    default void shouldRefusePropertiesOfOtherKinds() {
        EventBus bus = newBus();
        ByteBuffer payload = message("stays");
        Map<String, Object> many = new HashMap<>();
        IntStream.rangeClosed(0, Publication.PROPERTIES_MAX).forEach(i -> many.put("p" + i, i));

        assertFails(Errno.EINVAL, () -> bus.tryPublish("topic", Map.of("list", List.of(1)), payload));
        assertFails(Errno.EINVAL, () -> bus.tryPublish("topic", Map.of("", 1), payload));
        assertFails(Errno.EINVAL, () -> bus.tryPublish("topic", many, payload));

        assertThat(payload.remaining()).isEqualTo(5);
        many.remove("p0");
        assertThat(bus.tryPublish("topic", many, payload)).isZero();
        Map<String, Object> kinds = Map.of("a", "", "b", true, "c", 'c', "d", (byte) 1, "e", (short) 1);
        assertThat(bus.tryPublish("topic", kinds, payload)).isZero();
        assertThat(bus.tryPublish("topic", Map.of("f", 1, "g", 1L, "h", 1f, "i", 1d), payload))
                .isZero();
    }

    @Test
    @Row("PS-12")
    default void shouldRefuseMoreThanTheBusAllows() {
        EventBus bus =
                events().create(BusOptions.standard().publicationBytesMax(20).subscriptionsMax(1));
        ByteBuffer much = ByteBuffer.allocate(11);
        Subscription only = bus.subscribe(all(1));

        assertFails(Errno.EMSGSIZE, () -> bus.publish("topic", Map.of(), much));
        assertFails(Errno.EMSGSIZE, () -> bus.publish("topic", Map.of("k", 1), message("x")));
        assertFails(Errno.ENOSPC, () -> bus.subscribe(all(1)));
        for (int places : List.of(0, -1, SubscriptionOptions.DEPTH_MAX + 1)) {
            assertFails(Errno.EINVAL, () -> bus.subscribe(all(places)));
        }
        for (int bytes : List.of(0, -1, BusOptions.BYTES_MAX + 1)) {
            assertFails(
                    Errno.EINVAL, () -> events().create(BusOptions.standard().publicationBytesMax(bytes)));
            assertFails(
                    Errno.EINVAL, () -> events().create(BusOptions.standard().subscriptionsMax(bytes)));
        }

        assertThat(much.position()).isZero();
        assertThat(bus.publish("topic", Map.of("k", 1), ByteBuffer.allocate(0))).isEqualTo(1);
        only.close();
        bus.subscribe(all(1)).close();
        assertThat(bus.status().subscriptions()).isEmpty();
    }

    @Test
    @Row({"PS-05", "G-05", "G-06"})
    default void shouldWaitForSlowSubscribersAsLongAsAllowed() {
        EventBus bus = newBus();
        Subscription slow = bus.subscribe(all(1));
        Subscription quick = bus.subscribe(all(9));
        Map<String, ?> none = Map.of();
        ByteBuffer payload = message("stays");
        bus.publish("a", none, message(""), Timeout.after(-1, -1));

        assertThat(bus.tryPublish("b", none, payload)).isEqualTo(-1);
        assertFails(Errno.ETIMEDOUT, () -> bus.publish("c", none, payload, Timeout.after(Duration.ofMillis(2))));
        assertFails(Errno.EINVAL, () -> bus.publish("d", none, payload, Timeout.after(0, -1)));

        assertThat(payload.position()).isZero();
        assertThat(topics(quick)).containsExactly("a");
        assertThat(topics(slow)).containsExactly("a");
        assertFails(Errno.ETIMEDOUT, () -> quick.receive(Timeout.after(Duration.ofMillis(2))));
        assertFails(Errno.EINVAL, () -> quick.receive(Timeout.after(0, -1)));
        assertThat(bus.status().published()).isEqualTo(1);
    }

    @Test
    @Row("PS-05")
    default void shouldLetPublishersGoWhenSomethingIsReceived() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        Subscription slow = bus.subscribe(all(1));
        publish(bus, "first");
        Child<Integer> publisher = start(ipc -> publish(bus(ipc, name), "second"));
        awaitBlocked(publisher.process());

        assertThat(slow.receive().topic()).isEqualTo("first");

        assertThat(publisher.result()).isEqualTo(1);
        Publication second = slow.receive();
        assertThat(second.topic()).isEqualTo("second");
        assertThat(second.publisher()).isEqualTo(publisher.process().pid());
    }

    @Test
    @Row({"PS-10", "G-12"})
    default void shouldLetPublishersGoWhenTheSubscriberDies() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        Child<Boolean> subscriber = start(ipc -> {
            bus(ipc, name).subscribe(all(1));
            Client.waitForever(ipc);
            return true;
        });
        awaitBlocked(subscriber.process());
        publish(bus, "first");
        Child<Integer> publisher = start(ipc -> publish(bus(ipc, name), "second"));
        awaitBlocked(publisher.process());
        assertThat(bus.status().waiting()).isEqualTo(1);

        subscriber.process().kill();

        assertThat(publisher.result()).isZero();
        assertThat(bus.status().subscriptions()).isEmpty();
        assertThat(bus.status().unheard()).isEqualTo(1);
    }

    @Test
    @Row({"PS-05", "G-12"})
    default void shouldGiveNothingOfAPublisherThatDies() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        Subscription slow = bus.subscribe(all(1));
        publish(bus, "first");
        Child<Integer> publisher = start(ipc -> publish(bus(ipc, name), "never"));
        awaitBlocked(publisher.process());

        publisher.process().kill();
        publisher.status();

        assertThat(topics(slow)).containsExactly("first");
        assertThat(publish(bus, "after")).isEqualTo(1);
        assertThat(topics(slow)).containsExactly("after");
    }

    @Test
    @Row({"PS-06", "PS-07", "PS-08", "PS-09"})
    default void shouldTellWhoMissedWhat() {
        EventBus bus = newBus();
        Subscription oldest = bus.subscribe(all(1).whenBehind(WhenBehind.DROP_OLDEST));
        Subscription newest = bus.subscribe(all(1).whenBehind(WhenBehind.DROP_NEWEST));
        Subscription broken = bus.subscribe(all(1).whenBehind(WhenBehind.DISCONNECT));
        Subscription elsewhere = bus.subscribe(SubscriptionOptions.to("elsewhere"));

        List.of("a", "b", "c").forEach(topic -> publish(bus, topic));

        BusStatus status = bus.status();
        assertThat(status.published()).isEqualTo(3);
        assertThat(status.unheard()).isZero();
        assertThat(status.subscriptions())
                .extracting(SubscriptionStatus::dropped)
                .containsExactly(2L, 2L, 1L, 0L);
        assertThat(status.subscriptions())
                .allMatch(each -> each.subscriber() == ipc().self().pid());
        assertThat(broken.status()).isEqualTo(status.subscriptions().get(2));
        assertThat(broken.status().connected()).isFalse();
        assertThat(elsewhere.status().queued()).isZero();
        assertThat(topics(oldest)).containsExactly("c");
        assertThat(topics(newest)).containsExactly("a");
        assertThat(broken.receive().topic()).isEqualTo("a");
        assertFails(Errno.ECONNRESET, broken::receive);
        assertFails(Errno.ECONNRESET, broken::tryReceive);
    }

    @Test
    @Row("PS-04")
    default void shouldKeepTheOrderOfEachPublisher() {
        String name = newName();
        EventBus bus = bus(ipc(), name);
        List<Subscription> subscriptions = List.of(bus.subscribe(all(2)), bus.subscribe(all(3)));
        List<Child<Integer>> publishers = IntStream.range(0, 3)
                .mapToObj(number -> start(ipc -> {
                    EventBus own = bus(ipc, name);
                    return IntStream.range(0, 40)
                            .map(i -> publish(own, number + "/" + i))
                            .sum();
                }))
                .toList();

        List<String> one = new ArrayList<>();
        List<String> two = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            one.add(subscriptions.getFirst().receive().topic());
            two.add(subscriptions.getLast().receive().topic());
        }

        assertThat(publishers).allMatch(each -> each.result() == 80);
        assertThat(one).isEqualTo(two);
        for (int i = 0; i < 3; i++) {
            String publisher = i + "/";
            assertThat(one.stream().filter(topic -> topic.startsWith(publisher)))
                    .containsExactlyElementsOf(IntStream.range(0, 40)
                            .mapToObj(number -> publisher + number)
                            .toList());
        }
    }
}
