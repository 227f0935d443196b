package ipc.testkit.events;

import static ipc.testkit.events.EventRows.begin;
import static ipc.testkit.events.EventRows.isReleased;
import static ipc.testkit.events.EventRows.tryAwait;
import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.events.spi.EventState.Grant;
import ipc.api.spi.Owner;
import ipc.api.spi.Takeable;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State and memory of events. */
interface EventStateRows extends EventRows {
    @Test
    @Row("EV-27")
    default void shouldGoOnWhereAnotherManualEventStopped() {
        EventObject event = manual();
        long released = begin(event);
        event.pulse();
        long waiting = begin(event);
        EventState state = event.state();
        assertThat(state).isEqualTo(new EventState(true, false, 1, List.of(), List.of()));
        event.destroy();

        EventObject next = event(state);

        assertThat(next.state()).isEqualTo(state);
        assertThat(isReleased(next, released)).isTrue();
        assertThat(isReleased(next, waiting)).isFalse();
        next.set();
        assertThat(isReleased(next, waiting)).isTrue();
        assertThat(tryAwait(event(next.state()))).isTrue();
    }

    @Test
    @Row("EV-27")
    default void shouldGoOnWhereAnotherAutomaticEventStopped() {
        EventObject event = auto();
        long first = begin(event);
        long second = begin(event);
        event.set();
        long third = begin(event);
        event.pulse();
        EventState state = event.state();
        assertThat(state.contradiction()).isEmpty();
        assertThat(state.waits()).isEqualTo(List.of(first, second, third));
        assertThat(state.grants()).isEqualTo(List.of(new Grant(0, true), new Grant(1, false)));
        event.destroy();

        EventObject next = event(state);

        assertThat(next.state()).isEqualTo(state);
        assertThat(isReleased(next, third)).isTrue();
        assertThat(isReleased(next, second)).isTrue();
        assertThat(isReleased(next, first)).isFalse();
        next.set();
        assertThat(isReleased(next, first)).isTrue();
        assertThat(next.state().waits()).isEmpty();
    }

    @Test
    default void shouldGoOnWithAnEventThatIsSet() {
        EventObject event = event(EventOptions.auto().set());

        EventObject next = event(event.state());

        assertThat(next.state()).isEqualTo(event.state());
        assertThat(tryAwait(next)).isTrue();
    }

    @Test
    @Row("EV-27")
    default void shouldExportWhileCallsAreParked() {
        EventObject manual = manual();
        EventObject auto = auto();
        Call<Boolean> all = queue(manual, 1);
        Call<Boolean> one = queue(auto, 2);

        EventObject nextManual = event(manual.state());
        EventObject nextAuto = event(auto.state());
        scheduler().unwindAll();

        assertThat(all.failure()).isInstanceOf(CallUnwound.class);
        assertThat(one.failure()).isInstanceOf(CallUnwound.class);
        nextManual.pulse();
        assertThat(isReleased(nextManual, 0)).isTrue();
        nextAuto.pulse();
        assertThat(isReleased(nextAuto, 0)).isTrue();
    }

    @Test
    default void shouldSeeStatesThatContradictThemselves() {
        List<Grant> grant = List.of(new Grant(0, true));

        assertThat(new EventState(false, false, 1, List.of(0L), grant).contradiction())
                .isEmpty();
        assertThat(new EventState(false, false, 1, List.of(), grant).contradiction())
                .isNotEmpty();
        assertThat(new EventState(false, false, 2, List.of(1L), grant).contradiction())
                .isNotEmpty();
        assertThat(new EventState(false, false, 0, List.of(0L), grant).contradiction())
                .isNotEmpty();
        assertThat(new EventState(false, true, 0, List.of(0L), List.of()).contradiction())
                .isNotEmpty();
        assertThat(new EventState(true, false, 1, List.of(0L), grant).contradiction())
                .isNotEmpty();
    }

    @Test
    @Row({"EV-09", "EV-11"})
    default void shouldGiveToAWaitForManyWhatIsSet() {
        Owner owner = new Owner(7, 1);
        EventObject manual = event(EventOptions.manual().set());
        EventObject auto = event(EventOptions.auto().set());

        for (EventObject each : List.of(manual, auto)) {
            each.guard().lock();
            assertThat(each.offers(owner)).isEqualTo(Takeable.READY);
            assertThat(each.take(owner)).isNotNegative();
            each.guard().unlock();
        }

        assertThat(manual.offers(owner)).isEqualTo(Takeable.READY);
        assertThat(auto.offers(owner)).isEqualTo(Takeable.NOT_NOW);
        assertThat(auto.state().set()).isFalse();
    }

    @Test
    default void shouldChargeWhatItKeepsAndGiveItBack() {
        EventObject manual = manual();
        EventObject auto = auto();
        assertThat(kernel().memory().usedBytes()).isPositive();

        manual.destroy();
        auto.destroy();

        assertThat(kernel().memory().outstanding()).isZero();
    }

    @Test
    default void shouldNotBeMadeWithoutMemory() {
        kernel().memory().limit(0);

        assertThat(errnoOf(catchThrowable(this::manual))).isEqualTo(Errno.ENOMEM);
        assertThat(errnoOf(catchThrowable(this::auto))).isEqualTo(Errno.ENOMEM);
        assertThat(kernel().memory().outstanding()).isZero();
    }
}
