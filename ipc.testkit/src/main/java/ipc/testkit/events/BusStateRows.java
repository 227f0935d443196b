package ipc.testkit.events;

import static ipc.testkit.events.BusRows.about;
import static ipc.testkit.events.BusRows.all;
import static ipc.testkit.events.BusRows.topics;
import static ipc.testkit.events.BusRows.tryPublish;
import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.WhenBehind;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.events.spi.SubscriptionState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** State and memory of event buses. */
interface BusStateRows extends BusRows {
    @Test
    @Row("PS-16")
    default void shouldGoOnWhereAnotherBusStopped() {
        BusObject bus = bus();
        bus.subscribe(1, all(1));
        bus.subscribe(2, all(2).whenBehind(WhenBehind.DROP_OLDEST));
        bus.subscribe(5, SubscriptionOptions.to("b").filter("(key=1)").whenBehind(WhenBehind.DROP_NEWEST));
        bus.subscribe(6, all(1).whenBehind(WhenBehind.DISCONNECT));
        bus.publish(about("a", Map.of("key", 1)), Deadlines.immediate());
        Call<Integer> waits = queuePublisher(bus, "b", 1);
        scheduler().unwindAll();
        waits.failure();
        bus.unsubscribe(1);
        List.of("b", "c", "d").forEach(topic -> tryPublish(bus, topic));
        BusState state = bus.state();
        bus.destroy();

        BusObject next = bus(state);

        assertThat(state.contradiction()).isEmpty();
        assertThat(state.subscriptions()).extracting(SubscriptionState::number).containsExactly(2L, 5L, 6L);
        assertThat(next.state()).isEqualTo(state);
        assertThat(next.publish(about("b", Map.of("key", 1)), Deadlines.immediate()))
                .isEqualTo(2);
        assertThat(topics(subscription(next, 2))).containsExactly("d", "b");
        assertThat(topics(subscription(next, 5))).containsExactly("b");
        assertThat(next.subscription(1)).isNull();
        assertThat(BusRows.receive(subscription(next, 6))).isEqualTo("a");
        assertThat(errnoOf(catchThrowable(() -> BusRows.receive(subscription(next, 6)))))
                .isEqualTo(Errno.ECONNRESET);
        assertThat(next.state().published()).isEqualTo(5);
        assertThat(next.state().sums()).containsEntry("dropped", 4L).containsEntry("received", 4L);
    }

    private static SubscriptionObject subscription(BusObject bus, long number) {
        return Objects.requireNonNull(bus.subscription(number));
    }

    @Test
    @Row({"PS-11", "PS-16"})
    default void shouldCountAPublicationOnceHoweverManyItWaitsFor() {
        BusObject bus = bus();
        bus.subscribe(1, all(4));
        bus.subscribe(2, all(4));
        tryPublish(bus, "same");
        tryPublish(bus, "same");

        BusState state = bus(bus.state()).state();

        assertThat(state.items()).isEqualTo(2);
        assertThat(state.bytes()).isEqualTo(2 * about("same").bytes());
        assertThat(state.sums()).containsEntry("queued", 4L);
    }

    @Test
    @Row("PS-16")
    default void shouldBlockPublishersAfterAChangeAsBefore() {
        BusObject bus = bus();
        bus.subscribe(1, all(1));
        tryPublish(bus, "a");

        BusObject next = bus(bus.state());

        assertThat(tryPublish(next, "b")).isEqualTo(BusObject.NOT_NOW);
        Call<Integer> publisher = queuePublisher(next, "b", 1);
        assertThat(BusRows.receive(subscription(next, 1))).isEqualTo("a");
        assertThat(publisher.result()).isEqualTo(1);
    }

    @Test
    default void shouldFindWhatContradictsItselfInABus() {
        SubscriptionOptions wish = all(1);
        SubscriptionState blank = SubscriptionState.empty(1, wish);

        assertThat(new BusState(0, 0, List.of(blank)).contradiction()).isEmpty();
        assertThat(new BusState(0, 1, List.of()).contradiction()).isNotEmpty();
        assertThat(new BusState(0, 0, List.of(blank, blank)).contradiction()).isNotEmpty();
        assertThat(new BusState(0, 0, List.of(new SubscriptionState(1, wish, 1, 0, true, List.of()))).contradiction())
                .isNotEmpty();
        assertThat(new BusState(9, 0, List.of(new SubscriptionState(1, wish, 1, 1, true, List.of()))).contradiction())
                .isNotEmpty();
        assertThat(new BusState(
                                9,
                                0,
                                List.of(new SubscriptionState(1, wish, 1, 0, true, List.of(about("a"), about("b")))))
                        .contradiction())
                .isNotEmpty();
    }

    @Test
    @Row("PS-13")
    default void shouldChargeABusAndGiveThatBack() {
        BusObject bus = bus();
        bus.subscribe(1, all(1));
        tryPublish(bus, "left");
        bus.destroy();
        assertThat(kernel().memory().outstanding()).isZero();
        kernel().memory().limit(0);

        assertThat(errnoOf(catchThrowable(() -> bus()))).isEqualTo(Errno.ENOMEM);
        assertThat(kernel().memory().outstanding()).isZero();
    }
}
