package ipc.testkit.events;

import static ipc.testkit.events.EventRows.begin;
import static ipc.testkit.events.EventRows.isReleased;
import static ipc.testkit.events.EventRows.tryAwait;
import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Signal;
import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a manual event owes those who wait. */
interface ManualRows extends EventRows {
    /** So many wait for a broadcast. */
    int CROWD = 20;

    @Test
    @Row({"EV-01", "EV-08"})
    default void shouldLetAllPassWhileItIsSet() {
        EventObject event = event(EventOptions.manual().set());

        assertThat(event.begin()).isEqualTo(EventObject.PASSED);
        assertThat(tryAwait(event)).isTrue();
        assertThat(tryAwait(event)).isTrue();

        assertThat(event.state().set()).isTrue();
    }

    @Test
    @Row("EV-01")
    default void shouldLetAllGoAtOnceAndStaySet() {
        EventObject event = manual();
        List<Call<Boolean>> crowd = IntStream.rangeClosed(1, CROWD)
                .mapToObj(number -> queue(event, number))
                .toList();

        event.set();

        assertThat(crowd).allMatch(Call::result);
        assertThat(scheduler().woken()).isEqualTo(CROWD);
        assertThat(event.begin()).isEqualTo(EventObject.PASSED);
    }

    @Test
    @Row("EV-01")
    default void shouldLetPassWhoWasLetGoThoughItWasResetSince() {
        EventObject event = manual();
        long early = begin(event);

        event.set();
        event.reset();

        long late = begin(event);
        assertThat(isReleased(event, late)).isFalse();
        assertThat(isReleased(event, early)).isTrue();
    }

    @Test
    @Row("EV-04")
    default void shouldTellWhetherItWasSet() {
        EventObject event = manual();

        assertThat(event.set()).isFalse();
        assertThat(event.set()).isTrue();
        assertThat(event.reset()).isTrue();
        assertThat(event.reset()).isFalse();
        assertThat(event.pulse()).isFalse();
        event.set();
        assertThat(event.pulse()).isTrue();
        assertThat(event.pulse()).isFalse();
    }

    @Test
    @Row("EV-05")
    default void shouldPulseAllThatWaitAndNobodyElse() {
        EventObject event = manual();
        Call<Boolean> first = queue(event, 1);
        Call<Boolean> second = queue(event, 2);

        event.pulse();

        long late = begin(event);
        assertThat(first.result() && second.result()).isTrue();
        assertThat(isReleased(event, late)).isFalse();
        assertThat(tryAwait(event)).isFalse();
    }

    @Test
    @Row("EV-07")
    default void shouldNotKeepAPulseWithoutWaiters() {
        EventObject event = event(EventOptions.manual().set());

        event.pulse();
        event.pulse();

        assertThat(tryAwait(event)).isFalse();
        assertThat(isReleased(event, begin(event))).isFalse();
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseASetBetweenTestAndPark() {
        EventObject event = manual();
        scheduler().atNextPark(event::set);

        Call<Boolean> call = Call.start(() -> EventRows.await(event, Deadlines.never()));

        assertThat(call.result()).isTrue();
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAPulseThatComesWithItsTicket() {
        EventObject event = manual();
        scheduler().atNextTicket(event::pulse);

        Call<Boolean> call = Call.start(() -> EventRows.await(event, Deadlines.never()));

        assertThat(call.result()).isTrue();
    }

    @Test
    default void shouldNotWaitLongerThanAllowed() {
        EventObject event = manual();
        long soon = scheduler().nowNanos() + 10;
        Call<Boolean> late = Call.start(() -> EventRows.await(event, Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    default void shouldTellOneThatLeavesWhetherItWasLetGo() {
        EventObject event = manual();
        long early = begin(event);
        event.pulse();
        long late = begin(event);

        assertThat(event.leave(early, true)).isTrue();
        assertThat(event.leave(early, false)).isFalse();
        assertThat(event.leave(late, true)).isFalse();
    }

    @Test
    default void shouldBeSignaledWhileItIsSet() {
        EventObject event = manual();
        assertThat(event.assertedAt(Signal.SIGNALED)).isEqualTo(Long.MAX_VALUE);
        long ticket = event.raised(Signal.SIGNALED).ticket();

        event.set();

        assertThat(event.assertedAt(Signal.SIGNALED))
                .isLessThanOrEqualTo(scheduler().nowNanos());
        assertThat(event.raised(Signal.SIGNALED).ticket())
                .as("who watches is told")
                .isNotEqualTo(ticket);
        event.reset();
        assertThat(event.assertedAt(Signal.SIGNALED)).isEqualTo(Long.MAX_VALUE);
    }
}
