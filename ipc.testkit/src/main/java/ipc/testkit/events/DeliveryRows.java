package ipc.testkit.events;

import static ipc.testkit.events.BusRows.about;
import static ipc.testkit.events.BusRows.all;
import static ipc.testkit.events.BusRows.receive;
import static ipc.testkit.events.BusRows.topics;
import static ipc.testkit.events.BusRows.tryPublish;
import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.SubscriptionObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who gets what is published, and in which order. */
interface DeliveryRows extends BusRows {
    /** Threads that publish. */
    int PUBLISHERS = 3;

    /** What each of them publishes. */
    int PUBLISHED = 200;

    @Test
    @Row("PS-01")
    default void shouldGiveATopicToThosePatternsThatMatch() {
        BusObject bus = bus();
        SubscriptionObject exact = bus.subscribe(1, SubscriptionOptions.to("a/b"));
        SubscriptionObject below = bus.subscribe(2, SubscriptionOptions.to("a/b/*"));
        SubscriptionObject all = bus.subscribe(3, SubscriptionOptions.to("*"));

        List<Integer> reached = List.of("a", "a/b", "a/b/c", "a/b/c/d", "a/bc", "A/b").stream()
                .map(topic -> tryPublish(bus, topic))
                .toList();

        assertThat(reached).containsExactly(1, 2, 2, 2, 1, 1);
        assertThat(topics(exact)).containsExactly("a/b");
        assertThat(topics(below)).containsExactly("a/b/c", "a/b/c/d");
        assertThat(topics(all)).containsExactly("a", "a/b", "a/b/c", "a/b/c/d", "a/bc", "A/b");
    }

    @Test
    @Row("PS-03")
    default void shouldGiveOnlyWhatAFilterMatches() {
        BusObject bus = bus();
        SubscriptionOptions wish = all(4).filter("(&(disk=sda)(free<=10))");
        SubscriptionObject filtered = bus.subscribe(1, wish);

        bus.publish(about("low", Map.of("disk", "sda", "free", 9L)), Deadlines.immediate());
        bus.publish(about("enough", Map.of("disk", "sda", "free", 11L)), Deadlines.immediate());
        bus.publish(about("other", Map.of("disk", "sdb", "free", 9L)), Deadlines.immediate());
        bus.publish(about("exactly", Map.of("DISK", "sda", "free", 9L)), Deadlines.immediate());
        tryPublish(bus, "none");

        assertThat(topics(filtered)).containsExactly("low");
        assertThat(bus.state().unheard()).isEqualTo(4);
    }

    @Test
    @Row("PS-11")
    default void shouldGiveAllTheSamePublication() {
        BusObject bus = bus();
        SubscriptionObject one = bus.subscribe(1, all(2));
        SubscriptionObject two = bus.subscribe(2, all(2));
        Publication publication = about("topic", Map.of("key", "value"));

        bus.publish(publication, Deadlines.immediate());

        assertThat(one.receive(Deadlines.immediate())).isSameAs(publication);
        assertThat(two.receive(Deadlines.immediate())).isSameAs(publication);
    }

    @Test
    @Row("PS-09")
    default void shouldCountWhatNobodyGets() {
        BusObject bus = bus();

        assertThat(tryPublish(bus, "early")).isZero();
        SubscriptionObject late = bus.subscribe(1, all(1));
        assertThat(tryPublish(bus, "heard")).isEqualTo(1);

        assertThat(topics(late)).containsExactly("heard");
        assertThat(bus.state().published()).isEqualTo(2);
        assertThat(bus.state().unheard()).isEqualTo(1);
    }

    @Test
    default void shouldWaitForAPublication() {
        BusObject bus = bus();
        SubscriptionObject subscription = bus.subscribe(1, SubscriptionOptions.to("wanted"));
        Call<String> receiver = queueReceiver(subscription, 1);

        tryPublish(bus, "other");
        assertThat(receiver.isDone()).isFalse();
        tryPublish(bus, "wanted");

        assertThat(receiver.result()).isEqualTo("wanted");
        assertThat(subscription.receive(Deadlines.immediate())).isNull();
    }

    @Test
    @Row("PS-14")
    default void shouldServeAllReceiversForWhomThereIsSomething() {
        BusObject bus = bus();
        SubscriptionObject subscription = bus.subscribe(1, all(3));
        List<Call<String>> receivers = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> queueReceiver(subscription, number))
                .toList();

        List.of("a", "b", "c").forEach(topic -> tryPublish(bus, topic));

        assertThat(receivers.stream().map(Call::result)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    default void shouldNotWaitForAPublicationLongerThanAllowed() {
        BusObject bus = bus();
        SubscriptionObject subscription = bus.subscribe(1, all(1));
        long soon = scheduler().nowNanos() + 10;
        Call<Publication> late = Call.start(() -> subscription.receive(Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAPublicationBetweenTestAndPark() {
        BusObject bus = bus();
        SubscriptionObject subscription = bus.subscribe(1, all(1));
        scheduler().atNextPark(() -> tryPublish(bus, "sudden"));

        assertThat(Call.start(() -> receive(subscription)).result()).isEqualTo("sudden");
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAPublicationThatComesWithTheTicket() {
        BusObject bus = bus();
        SubscriptionObject subscription = bus.subscribe(1, all(1));
        scheduler().atNextTicket(() -> tryPublish(bus, "sudden"));

        assertThat(Call.start(() -> receive(subscription)).result()).isEqualTo("sudden");
    }

    @Test
    @Row("PS-15")
    default void shouldTellWhatCanBeReceived() {
        BusObject bus = bus();
        SubscriptionObject subscription = bus.subscribe(1, all(2));
        assertThat(subscription.assertedAt(Signal.READABLE)).isEqualTo(Long.MAX_VALUE);
        assertThat(subscription.assertedAt(Signal.PEER_CLOSED)).isEqualTo(Long.MAX_VALUE);
        long ticket = subscription.raised(Signal.READABLE).ticket();

        tryPublish(bus, "topic");

        assertThat(subscription.raised(Signal.READABLE).ticket()).isNotEqualTo(ticket);
        assertThat(subscription.assertedAt(Signal.READABLE))
                .isLessThanOrEqualTo(scheduler().nowNanos());
        topics(subscription);
        assertThat(subscription.assertedAt(Signal.READABLE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @Row({"PS-04", "G-11"})
    default void shouldGiveAllTheSameOrderInWhichThatOfEachPublisherIsKept() {
        BusObject bus = bus();
        List<SubscriptionObject> subscriptions = List.of(bus.subscribe(1, all(2)), bus.subscribe(2, all(3)));
        List<Call<Integer>> publishers = IntStream.range(0, PUBLISHERS)
                .mapToObj(number -> Call.start(() -> publishNumbers(bus, number)))
                .toList();

        List<Call<List<String>>> receivers = subscriptions.stream()
                .map(each -> Call.start(() -> receiveAll(each)))
                .toList();

        publishers.forEach(Call::result);
        List<String> first = receivers.getFirst().result();
        assertThat(receivers.getLast().result()).isEqualTo(first);
        for (int i = 0; i < PUBLISHERS; i++) {
            int publisher = i;
            List<String> own = first.stream()
                    .filter(topic -> topic.startsWith(publisher + "/"))
                    .toList();
            assertThat(own).isEqualTo(numbers(publisher));
        }
        assertThat(bus.state().published()).isEqualTo((long) PUBLISHERS * PUBLISHED);
    }

    private static int publishNumbers(BusObject bus, int publisher) {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        for (String topic : numbers(publisher)) {
            bus.publish(new Publication(publisher, topic, Map.of(), nothing), Deadlines.never());
        }
        return publisher;
    }

    private static List<String> numbers(int publisher) {
        return IntStream.range(0, PUBLISHED)
                .mapToObj(number -> publisher + "/" + number)
                .toList();
    }

    private static List<String> receiveAll(SubscriptionObject subscription) {
        List<String> received = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS * PUBLISHED; i++) {
            received.add(receive(subscription));
        }
        return received;
    }
}
