package ipc.testkit.events;

import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.Signal;
import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a counter owes those who add and read. */
interface CounterRows extends EventRows {
    /** What each thread of a race adds, one by one. */
    int ADDED = 300;

    /** Threads that add. */
    int ADDERS = 3;

    /** Makes a counter on the kernel of this test. */
    CounterObject counter(CounterState state);

    /** Makes a counter that is read all at once. */
    default CounterObject counter(long value) {
        return counter(CounterState.first(CounterOptions.of(value)));
    }

    /** Makes a counter that is read one by one. */
    default CounterObject byOne(long value) {
        return counter(CounterState.first(CounterOptions.of(value).byOne()));
    }

    /** Adds at once or not. */
    static boolean tryAdd(CounterObject counter, long value) {
        return counter.add(value, Deadlines.immediate());
    }

    /** Reads at once or not. */
    static long tryRead(CounterObject counter) {
        return counter.read(Deadlines.immediate());
    }

    @Test
    @Row("EV-26")
    default void shouldBeReadAllAtOnce() {
        CounterObject counter = counter(3);

        tryAdd(counter, 4);
        tryAdd(counter, 0);

        assertThat(tryRead(counter)).isEqualTo(7);
        assertThat(tryRead(counter)).isZero();
    }

    @Test
    @Row("EV-26")
    default void shouldBeReadOneByOne() {
        CounterObject counter = byOne(2);

        assertThat(tryRead(counter)).isEqualTo(1);
        assertThat(tryRead(counter)).isEqualTo(1);
        assertThat(tryRead(counter)).isZero();
    }

    @Test
    @Row("EV-25")
    default void shouldNotPassItsLargestValue() {
        CounterObject counter = counter(Counter.MAX - 2);

        assertThat(tryAdd(counter, 3)).isFalse();
        assertThat(tryAdd(counter, Counter.MAX)).isFalse();
        assertThat(tryAdd(counter, 2)).isTrue();
        assertThat(tryAdd(counter, 1)).isFalse();
        assertThat(tryAdd(counter, 0)).isTrue();

        assertThat(tryRead(counter)).isEqualTo(Counter.MAX);
        assertThat(tryAdd(counter, Counter.MAX)).isTrue();
    }

    @Test
    @Row("EV-26")
    default void shouldWaitWhileItIsZero() {
        CounterObject counter = counter(0);
        Call<Long> reads = Call.start(() -> counter.read(Deadlines.never()));
        scheduler().awaitParked(1);

        counter.add(0, Deadlines.never());
        assertThat(scheduler().woken()).isZero();
        counter.add(5, Deadlines.never());

        assertThat(reads.result()).isEqualTo(5);
        assertThat(counter.state().value()).isZero();
    }

    @Test
    @Row("EV-25")
    default void shouldWaitWhileItIsFull() {
        CounterObject counter = counter(Counter.MAX - 1);
        Call<Boolean> muchMore = Call.start(() -> counter.add(Counter.MAX, Deadlines.never()));
        scheduler().awaitParked(1);
        Call<Boolean> more = Call.start(() -> counter.add(2, Deadlines.never()));
        scheduler().awaitParked(2);

        tryRead(counter);
        long first = counter.read(Deadlines.never()); // of the two that do not fit together

        assertThat(first).isIn(2L, Counter.MAX);
        assertThat(more.result() && muchMore.result()).isTrue();
        assertThat(tryRead(counter)).isEqualTo(first == 2 ? Counter.MAX : 2);
    }

    @Test
    default void shouldLetAnotherOneAddForWhichThereIsRoom() {
        CounterObject counter = byOne(Counter.MAX);
        Call<Boolean> muchMore = Call.start(() -> counter.add(2, Deadlines.never()));
        scheduler().awaitParked(1);
        Call<Boolean> more = Call.start(() -> counter.add(1, Deadlines.never()));
        scheduler().awaitParked(2);

        tryRead(counter);

        assertThat(more.result()).isTrue();
        assertThat(muchMore.isDone()).isFalse();
    }

    @Test
    default void shouldServeAllForWhomThereIsSomething() {
        CounterObject counter = byOne(0);
        List<Call<Long>> readers = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> {
                    Call<Long> call = Call.start(() -> counter.read(Deadlines.never()));
                    scheduler().awaitParked(number);
                    return call;
                })
                .toList();

        tryAdd(counter, 3);

        assertThat(readers).allMatch(call -> call.result() == 1);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAnAdditionBetweenTestAndPark() {
        CounterObject counter = counter(0);
        scheduler().atNextPark(() -> tryAdd(counter, 1));

        Call<Long> call = Call.start(() -> counter.read(Deadlines.never()));

        assertThat(call.result()).isEqualTo(1);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAnAdditionThatComesWithItsTicket() {
        CounterObject counter = counter(0);
        scheduler().atNextTicket(() -> tryAdd(counter, 1));

        Call<Long> call = Call.start(() -> counter.read(Deadlines.never()));

        assertThat(call.result()).isEqualTo(1);
    }

    @Test
    default void shouldNotWaitForACounterLongerThanAllowed() {
        CounterObject counter = counter(0);
        long soon = scheduler().nowNanos() + 10;
        Call<Long> late = Call.start(() -> counter.read(Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    default void shouldTellWhatCanBeDoneWithIt() {
        CounterObject counter = counter(0);
        assertThat(counter.assertedAt(Signal.READABLE)).isEqualTo(Long.MAX_VALUE);
        assertThat(counter.assertedAt(Signal.WRITABLE))
                .isLessThanOrEqualTo(scheduler().nowNanos());
        long ticket = counter.raised(Signal.READABLE).ticket();

        tryAdd(counter, Counter.MAX);

        assertThat(counter.raised(Signal.READABLE).ticket()).isNotEqualTo(ticket);
        assertThat(counter.assertedAt(Signal.READABLE))
                .isLessThanOrEqualTo(scheduler().nowNanos());
        assertThat(counter.assertedAt(Signal.WRITABLE)).isEqualTo(Long.MAX_VALUE);
        ticket = counter.raised(Signal.WRITABLE).ticket();
        tryRead(counter);
        assertThat(counter.raised(Signal.WRITABLE).ticket()).isNotEqualTo(ticket);
    }

    @Test
    default void shouldGoOnWhereAnotherCounterStopped() {
        CounterObject counter = byOne(0);
        Call<Long> reads = Call.start(() -> counter.read(Deadlines.never()));
        scheduler().awaitParked(1);
        scheduler().unwindAll();
        assertThat(reads.failure()).isInstanceOf(CallUnwound.class);
        tryAdd(counter, Counter.MAX);

        CounterObject next = counter(counter.state());

        assertThat(next.state()).isEqualTo(counter.state());
        assertThat(next.state().contradiction()).isEmpty();
        assertThat(new CounterState(false, -1).contradiction()).isNotEmpty();
        assertThat(tryRead(next)).isEqualTo(1);
        assertThat(next.state().value()).isEqualTo(Counter.MAX - 1);
    }

    @Test
    default void shouldChargeACounterAndGiveThatBack() {
        counter(0).destroy();
        assertThat(kernel().memory().outstanding()).isZero();
        kernel().memory().limit(0);

        assertThat(errnoOf(catchThrowable(() -> counter(0)))).isEqualTo(Errno.ENOMEM);
        assertThat(kernel().memory().outstanding()).isZero();
    }

    @Test
    @Row("G-11")
    default void shouldLoseNothingThatIsAddedAtOnce() {
        CounterObject counter = counter(0);
        List<Call<Integer>> adders = IntStream.range(0, ADDERS)
                .mapToObj(number -> Call.start(() -> {
                    for (int i = 0; i < ADDED; i++) {
                        counter.add(1, Deadlines.never());
                    }
                    return number;
                }))
                .toList();

        long sum = 0;
        while (sum < (long) ADDERS * ADDED) {
            sum += counter.read(Deadlines.never());
        }

        adders.forEach(Call::result);
        assertThat(sum).isEqualTo((long) ADDERS * ADDED);
        assertThat(tryRead(counter)).isZero();
    }
}
