package ipc.testkit.events;

import static ipc.testkit.events.BusRows.about;
import static ipc.testkit.events.BusRows.all;
import static ipc.testkit.events.BusRows.topics;
import static ipc.testkit.events.BusRows.tryPublish;
import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.Signal;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.WhenBehind;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.SubscriptionObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of publications for subscribers that are slow. */
interface BehindRows extends BusRows {
    @Test
    @Row("PS-05")
    default void shouldGiveToNobodyWhileOneBlocks() {
        BusObject bus = bus();
        SubscriptionObject quick = bus.subscribe(1, all(8));
        SubscriptionObject slow = bus.subscribe(2, SubscriptionOptions.to("a/*").depthMax(1));
        SubscriptionObject last = bus.subscribe(3, all(8));
        tryPublish(bus, "a/1");

        Call<Integer> publisher = queuePublisher(bus, "a/2", 1);

        assertThat(tryPublish(bus, "a/3")).isEqualTo(BusObject.NOT_NOW);
        assertThat(tryPublish(bus, "b")).isEqualTo(2);
        assertThat(topics(quick)).containsExactly("a/1", "b");
        assertThat(topics(slow).getFirst()).isEqualTo("a/1");
        assertThat(publisher.result()).isEqualTo(3);
        assertThat(topics(quick)).containsExactly("a/2");
        assertThat(topics(last)).containsExactly("a/1", "b", "a/2");
        assertThat(bus.state().published()).isEqualTo(3);
    }

    @Test
    @Row("PS-05")
    default void shouldLetAllPublishersGoForWhomThereIsRoom() {
        BusObject bus = bus();
        SubscriptionObject one = bus.subscribe(1, SubscriptionOptions.to("one").depthMax(1));
        SubscriptionObject two = bus.subscribe(2, SubscriptionOptions.to("two").depthMax(1));
        tryPublish(bus, "one");
        tryPublish(bus, "two");
        Call<Integer> first = queuePublisher(bus, "one", 1);
        Call<Integer> second = queuePublisher(bus, "two", 2);

        two.receive(Deadlines.immediate());

        assertThat(second.result()).isEqualTo(1);
        assertThat(first.isDone()).isFalse();
        one.receive(Deadlines.immediate());
        assertThat(first.result()).isEqualTo(1);
    }

    @Test
    @Row("PS-10")
    default void shouldLetPublishersGoWhenASubscriptionEnds() {
        BusObject bus = bus();
        SubscriptionObject stays = bus.subscribe(1, all(4));
        bus.subscribe(2, all(1));
        tryPublish(bus, "first");
        Call<Integer> publisher = queuePublisher(bus, "second", 1);

        bus.unsubscribe(7);
        assertThat(publisher.isDone()).isFalse();
        bus.unsubscribe(2);

        assertThat(publisher.result()).isEqualTo(1);
        assertThat(bus.subscription(2)).isNull();
        assertThat(bus.subscription(1)).isSameAs(stays);
        assertThat(topics(stays)).containsExactly("first", "second");
    }

    @Test
    @Row("PS-05")
    default void shouldLeaveNothingOfAPublisherThatGaveUp() {
        BusObject bus = bus();
        SubscriptionObject quick = bus.subscribe(1, all(4));
        bus.subscribe(2, all(1));
        tryPublish(bus, "first");
        long soon = scheduler().nowNanos() + 10;
        Call<Integer> late = Call.start(() -> bus.publish(about("late"), Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
        Call<Integer> killed = queuePublisher(bus, "killed", 1);
        scheduler().unwindAll();
        assertThat(killed.failure()).isInstanceOf(CallUnwound.class);
        assertThat(topics(quick)).containsExactly("first");
        assertThat(bus.state().published()).isEqualTo(1);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseRoomBetweenTestAndPark() {
        BusObject bus = bus();
        SubscriptionObject slow = bus.subscribe(1, all(1));
        tryPublish(bus, "first");
        scheduler().atNextPark(() -> slow.receive(Deadlines.immediate()));

        assertThat(Call.start(() -> bus.publish(about("second"), Deadlines.never()))
                        .result())
                .isEqualTo(1);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseRoomThatComesWithTheTicket() {
        BusObject bus = bus();
        SubscriptionObject slow = bus.subscribe(1, all(1));
        tryPublish(bus, "first");
        scheduler().atNextTicket(() -> slow.receive(Deadlines.immediate()));

        assertThat(Call.start(() -> bus.publish(about("second"), Deadlines.never()))
                        .result())
                .isEqualTo(1);
    }

    @Test
    @Row("PS-06")
    default void shouldDropTheOldest() {
        BusObject bus = bus();
        SubscriptionObject slow = bus.subscribe(1, all(2).whenBehind(WhenBehind.DROP_OLDEST));

        List<Integer> reached = List.of("a", "b", "c", "d").stream()
                .map(topic -> tryPublish(bus, topic))
                .toList();

        assertThat(reached).containsExactly(1, 1, 1, 1);
        assertThat(slow.state().dropped()).isEqualTo(2);
        assertThat(topics(slow)).containsExactly("c", "d");
        assertThat(slow.state().received()).isEqualTo(2);
    }

    @Test
    @Row("PS-07")
    default void shouldDropTheNewest() {
        BusObject bus = bus();
        SubscriptionObject slow = bus.subscribe(1, all(2).whenBehind(WhenBehind.DROP_NEWEST));

        List<Integer> reached = List.of("a", "b", "c", "d").stream()
                .map(topic -> tryPublish(bus, topic))
                .toList();

        assertThat(reached).containsExactly(1, 1, 0, 0);
        assertThat(slow.state().dropped()).isEqualTo(2);
        assertThat(bus.state().unheard()).isEqualTo(2);
        assertThat(topics(slow)).containsExactly("a", "b");
        assertThat(tryPublish(bus, "e")).isEqualTo(1);
    }

    @Test
    @Row("PS-08")
    default void shouldDisconnectWhoIsBehind() {
        BusObject bus = bus();
        SubscriptionObject slow = bus.subscribe(1, all(1).whenBehind(WhenBehind.DISCONNECT));
        SubscriptionObject quick = bus.subscribe(2, all(8));
        tryPublish(bus, "a");
        assertThat(slow.state().connected()).isTrue();
        long ticket = slow.raised(Signal.PEER_CLOSED).ticket();

        assertThat(tryPublish(bus, "b")).isEqualTo(1);

        assertThat(slow.raised(Signal.PEER_CLOSED).ticket()).isNotEqualTo(ticket);
        assertThat(slow.assertedAt(Signal.PEER_CLOSED))
                .isLessThanOrEqualTo(scheduler().nowNanos());
        assertThat(tryPublish(bus, "c")).isEqualTo(1);
        assertThat(slow.state().dropped()).isEqualTo(1);
        assertThat(BusRows.receive(slow)).isEqualTo("a");
        assertThat(errnoOf(catchThrowable(() -> slow.receive(Deadlines.immediate()))))
                .isEqualTo(Errno.ECONNRESET);
        assertThat(errnoOf(catchThrowable(() -> slow.receive(Deadlines.never()))))
                .isEqualTo(Errno.ECONNRESET);
        assertThat(slow.assertedAt(Signal.READABLE))
                .isLessThanOrEqualTo(scheduler().nowNanos());
        assertThat(topics(quick)).containsExactly("a", "b", "c");
    }

    @Test
    @Row("PS-15")
    default void shouldTellWhetherPublishersWouldHaveToWait() {
        BusObject bus = bus();
        SubscriptionObject slow = bus.subscribe(1, all(1));
        bus.subscribe(2, all(1).whenBehind(WhenBehind.DROP_NEWEST));
        assertThat(bus.assertedAt(Signal.WRITABLE))
                .isLessThanOrEqualTo(scheduler().nowNanos());

        tryPublish(bus, "topic");

        assertThat(bus.assertedAt(Signal.WRITABLE)).isEqualTo(Long.MAX_VALUE);
        long ticket = bus.raised(Signal.WRITABLE).ticket();
        topics(slow);
        assertThat(bus.raised(Signal.WRITABLE).ticket()).isNotEqualTo(ticket);
        assertThat(bus.assertedAt(Signal.WRITABLE))
                .isLessThanOrEqualTo(scheduler().nowNanos());
    }
}
