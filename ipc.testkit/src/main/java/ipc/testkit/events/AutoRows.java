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
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** What an automatic event owes those who wait. */
interface AutoRows extends EventRows {
    @Test
    @Row("EV-08")
    default void shouldBeUsedUpByWhoFindsItSet() {
        EventObject event = event(EventOptions.auto().set());

        assertThat(tryAwait(event)).isTrue();
        assertThat(tryAwait(event)).isFalse();
        event.set();
        assertThat(event.begin()).isEqualTo(EventObject.PASSED);
        assertThat(event.state().set()).isFalse();
    }

    @Test
    @Row("EV-02")
    default void shouldLetOneGoAndStayUnset() {
        EventObject event = auto();
        Call<Boolean> first = queue(event, 1);
        Call<Boolean> second = queue(event, 2);

        event.set();

        assertThat(tryAwait(event)).isFalse();
        assertThat(first.result()).isTrue();
        scheduler().awaitParked(1);
        assertThat(scheduler().woken()).isEqualTo(1);
        event.set();
        assertThat(second.result()).isTrue();
        assertThat(event.state().set()).isFalse();
    }

    @Test
    @Row("EV-02")
    default void shouldLetOneGoForEachSet() {
        EventObject event = auto();
        Call<Boolean> first = queue(event, 1);
        Call<Boolean> second = queue(event, 2);

        assertThat(event.set()).isFalse();
        assertThat(event.set()).isFalse();

        assertThat(first.result() && second.result()).isTrue();
        assertThat(tryAwait(event)).isFalse();
    }

    @Test
    @Row("EV-02")
    default void shouldLetNobodyGoWhoCameAfterTheSet() {
        EventObject event = auto();
        long early = begin(event);
        event.set();
        long late = begin(event);

        assertThat(isReleased(event, late)).isFalse();

        assertThat(isReleased(event, early)).isTrue();
        event.set();
        assertThat(isReleased(event, late)).isTrue();
    }

    @Test
    @Row("EV-03")
    default void shouldKeepOneSetWhenNobodyWaits() {
        EventObject event = auto();

        event.set();
        event.set();

        assertThat(event.begin()).isEqualTo(EventObject.PASSED);
        assertThat(isReleased(event, begin(event))).isFalse();
    }

    @Test
    @Row("EV-04")
    default void shouldTellWhetherItWasSetThoughItIsAutomatic() {
        EventObject event = auto();

        assertThat(event.set()).isFalse();
        assertThat(event.set()).isTrue();
        assertThat(event.pulse()).isTrue();
        assertThat(event.pulse()).isFalse();
        event.set();
        assertThat(event.reset()).isTrue();
        assertThat(event.reset()).isFalse();
    }

    @Test
    @Row("EV-06")
    default void shouldPulseOneThatWaits() {
        EventObject event = auto();
        Call<Boolean> first = queue(event, 1);
        Call<Boolean> second = queue(event, 2);

        assertThat(event.pulse()).isFalse();

        assertThat(first.result()).isTrue();
        scheduler().awaitParked(1);
        assertThat(tryAwait(event)).isFalse();
        event.pulse();
        assertThat(second.result()).isTrue();
    }

    @Test
    @Row("EV-07")
    default void shouldNotKeepAPulseForWhoComesLater() {
        EventObject event = event(EventOptions.auto().set());

        event.pulse();
        event.pulse();

        assertThat(tryAwait(event)).isFalse();
        assertThat(isReleased(event, begin(event))).isFalse();
    }

    @Test
    @Row("G-12")
    default void shouldPassASetOnFromOneThatLeaves() {
        EventObject event = auto();
        long dead = begin(event);
        event.set();
        Call<Boolean> late = queue(event, 1);

        event.leave(dead, false);

        assertThat(late.result()).isTrue();
        assertThat(tryAwait(event)).isFalse();
    }

    @Test
    @Row("G-12")
    default void shouldBeSetWhenTheOnlyOneThatWasLetGoLeaves() {
        EventObject event = auto();
        long dead = begin(event);
        event.set();
        long ticket = event.raised(Signal.SIGNALED).ticket();

        event.leave(dead, false);

        assertThat(event.raised(Signal.SIGNALED).ticket())
                .as("who watches is told")
                .isNotEqualTo(ticket);
        assertThat(tryAwait(event)).isTrue();
    }

    @Test
    @Row("G-12")
    default void shouldForgetAPulseWhenTheOnlyOneThatWasLetGoLeaves() {
        EventObject event = auto();
        long dead = begin(event);
        event.pulse();
        long late = begin(event);

        event.leave(dead, false);

        assertThat(isReleased(event, late)).isFalse();
        assertThat(tryAwait(event)).isFalse();
    }

    @Test
    @Row({"G-12", "EV-06"})
    default void shouldGiveAPulseToAnotherThatWaited() {
        EventObject event = auto();
        long dead = begin(event);
        long other = begin(event);
        event.pulse();

        event.leave(dead, false);

        assertThat(isReleased(event, other)).isTrue();
    }

    @Test
    default void shouldForgetThePulseRatherThanTheSetOfTwoThatWereLetGo() {
        EventObject event = auto();
        long dead = begin(event);
        long other = begin(event);
        event.set();
        event.pulse();

        event.leave(dead, false);

        assertThat(isReleased(event, other)).isTrue();
        assertThat(tryAwait(event)).as("the set let the other go").isFalse();
    }

    @Test
    default void shouldTakeAReleaseThatCameAtTheLastMoment() {
        EventObject event = auto();
        long inTime = begin(event);
        event.set();
        event.set();

        assertThat(event.leave(inTime, true)).isTrue();

        assertThat(tryAwait(event)).as("the second set").isTrue();
        assertThat(event.leave(begin(event), true)).isFalse();
        event.set();
        assertThat(tryAwait(event)).as("the third set").isTrue();
    }

    @Test
    default void shouldNotCountOneThatHasLeft() {
        EventObject event = auto();
        event.leave(begin(event), false);

        event.set();

        assertThat(tryAwait(event)).isTrue();
    }

    @Test
    default void shouldLeaveALaterReleaseToWhoCameLater() {
        EventObject event = auto();
        long first = begin(event);
        event.set();
        long second = begin(event);
        event.set();

        assertThat(isReleased(event, first)).isTrue();
        assertThat(isReleased(event, second)).isTrue();
    }

    @Test
    default void shouldNotLetTheWrongOneTakeWhatIsForAnother() {
        EventObject event = auto();
        long first = begin(event);
        event.set();
        long second = begin(event);
        event.set();

        assertThat(isReleased(event, second)).isTrue();
        assertThat(isReleased(event, first)).isTrue();
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseASetThatComesWithItsTicket() {
        EventObject event = auto();
        scheduler().atNextTicket(event::set);

        Call<Boolean> call = Call.start(() -> EventRows.await(event, Deadlines.never()));

        assertThat(call.result()).isTrue();
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAPulseBetweenTestAndPark() {
        EventObject event = auto();
        scheduler().atNextPark(event::pulse);

        Call<Boolean> call = Call.start(() -> EventRows.await(event, Deadlines.never()));

        assertThat(call.result()).isTrue();
    }

    @Test
    default void shouldStillWaitWhenItIsUnwound() {
        EventObject event = auto();
        Call<Boolean> unwound = queue(event, 1);
        scheduler().unwindAll();
        assertThat(unwound.failure()).isInstanceOf(CallUnwound.class);

        event.set();

        assertThat(tryAwait(event)).as("it went to the one that waits").isFalse();
        assertThat(event.await(0, Deadlines.immediate())).isTrue();
    }

    @Test
    default void shouldNotWaitForASetLongerThanAllowed() {
        EventObject event = auto();
        long soon = scheduler().nowNanos() + 10;
        Call<Boolean> late = Call.start(() -> EventRows.await(event, Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    default void shouldBeSignaledUntilItIsTaken() {
        EventObject event = auto();
        long ticket = event.raised(Signal.SIGNALED).ticket();

        event.set();

        assertThat(event.assertedAt(Signal.SIGNALED))
                .isLessThanOrEqualTo(scheduler().nowNanos());
        assertThat(event.raised(Signal.SIGNALED).ticket()).isNotEqualTo(ticket);
        tryAwait(event);
        assertThat(event.assertedAt(Signal.SIGNALED)).isEqualTo(Long.MAX_VALUE);
    }
}
