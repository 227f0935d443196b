package ipc.testkit.sync;

import static ipc.api.sync.spi.BarrierObject.BROKEN;
import static ipc.api.sync.spi.BarrierObject.NOT_YET;
import static ipc.api.sync.spi.BarrierObject.PASSED;
import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.BarrierState.Spoilt;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a barrier owes those that wait for each other. */
interface BarrierRows extends SyncRows {
    /** Threads that meet. */
    int MEETING = 4;

    /** How often they do. */
    int MEETINGS = 100;

    /** Makes a barrier at which nobody has been. */
    default BarrierObject barrier(int parties) {
        return barrier(BarrierState.first(BarrierOptions.of(parties)));
    }

    /** Waits on a thread of its own, until it is parked. */
    default Call<Integer> queue(BarrierObject barrier, long ticket, int parkedThen) {
        Call<Integer> call = Call.start(() -> barrier.await(ticket, Deadlines.never()));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    /** Looks without waiting. */
    static int look(BarrierObject barrier, long ticket) {
        return barrier.await(ticket, Deadlines.immediate());
    }

    @Test
    @Row("BA-01")
    default void shouldLetAllGoWhenAllHaveCome() {
        BarrierObject barrier = barrier(3);
        Call<Integer> first = queue(barrier, barrier.arrive(), 1);
        Call<Integer> second = queue(barrier, barrier.arrive(), 2);
        assertThat(barrier.state().arrived()).isEqualTo(2);

        long last = barrier.arrive();

        assertThat(first.result()).isEqualTo(PASSED);
        assertThat(second.result()).isEqualTo(PASSED);
        assertThat(look(barrier, last)).isEqualTo(PASSED);
        assertThat(barrier.state().arrived()).isZero();
        assertThat(barrier.state().passed()).isEqualTo(1);
    }

    @Test
    @Row("BA-01")
    default void shouldHoldUpNobodyWhoIsAlone() {
        BarrierObject barrier = barrier(1);

        assertThat(look(barrier, barrier.arrive())).isEqualTo(PASSED);
        assertThat(look(barrier, barrier.arrive())).isEqualTo(PASSED);

        assertThat(barrier.state().passed()).isEqualTo(2);
    }

    @Test
    @Row("BA-02")
    default void shouldCountThoseThatComeInTheirTickets() {
        BarrierObject barrier = barrier(2);

        assertThat(barrier.arrive()).isZero();
        assertThat(barrier.arrive()).isEqualTo(1);
        assertThat(barrier.arrive()).as("the next generation").isEqualTo(2);
    }

    @Test
    @Row("BA-03")
    default void shouldNotLetGoThoseThatCameForTheNextGeneration() {
        BarrierObject barrier = barrier(2);
        long slow = barrier.arrive();
        barrier.arrive();

        long early = barrier.arrive();

        assertThat(look(barrier, early)).isEqualTo(NOT_YET);
        assertThat(look(barrier, slow)).as("one that runs late").isEqualTo(PASSED);
        barrier.arrive();
        assertThat(look(barrier, early)).isEqualTo(PASSED);
    }

    @Test
    @Row("BA-04")
    default void shouldBreakWhenOneLeaves() {
        BarrierObject barrier = barrier(3);
        Call<Integer> other = queue(barrier, barrier.arrive(), 1);
        long leaving = barrier.arrive();

        assertThat(barrier.leave(leaving)).isEqualTo(NOT_YET);

        assertThat(other.result()).isEqualTo(BROKEN);
        assertThat(barrier.arrive()).as("one that comes later").isEqualTo(BROKEN);
        assertThat(barrier.state().broken()).isTrue();
        assertThat(barrier.state().passed()).isZero();
        assertThat(barrier.state().spoilt()).isEmpty();
    }

    @Test
    @Row("BA-04")
    default void shouldBreakWhenTheOnlyOneLeaves() {
        BarrierObject barrier = barrier(2);

        assertThat(barrier.leave(barrier.arrive())).isEqualTo(NOT_YET);

        assertThat(barrier.arrive()).isEqualTo(BROKEN);
        assertThat(barrier.state().spoilt()).isEmpty();
    }

    @Test
    @Row("BA-05")
    default void shouldNotBreakWhenOneLeavesAfterAllHaveCome() {
        BarrierObject barrier = barrier(2);
        long late = barrier.arrive();
        barrier.arrive();
        long next = barrier.arrive();

        assertThat(barrier.leave(late)).isEqualTo(PASSED);

        assertThat(look(barrier, next)).isEqualTo(NOT_YET);
        assertThat(barrier.state().broken()).isFalse();
    }

    @Test
    @Row("BA-06")
    default void shouldBreakOnceOnlyWhenSeveralLeave() {
        BarrierObject barrier = barrier(4);
        long first = barrier.arrive();
        long second = barrier.arrive();
        long third = barrier.arrive();

        assertThat(barrier.leave(second)).isEqualTo(NOT_YET);
        assertThat(barrier.leave(third)).isEqualTo(BROKEN);

        assertThat(barrier.state().spoilt()).containsExactly(new Spoilt(0, 1));
        assertThat(look(barrier, first)).isEqualTo(BROKEN);
        assertThat(barrier.state().spoilt()).isEmpty();
    }

    @Test
    @Row("BA-07")
    default void shouldStayUntilItsTimeIsOver() {
        BarrierObject barrier = barrier(2);
        long ticket = barrier.arrive();
        long soon = scheduler().nowNanos() + 10;
        Call<Integer> call = Call.start(() -> barrier.await(ticket, Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(call.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(barrier.state().arrived()).as("until it leaves").isEqualTo(1);
        assertThat(barrier.leave(ticket)).isEqualTo(NOT_YET);
    }

    @Test
    @Row("BA-08")
    default void shouldTellThoseThatWaitOfAReset() {
        BarrierObject barrier = barrier(3);
        Call<Integer> first = queue(barrier, barrier.arrive(), 1);
        long slow = barrier.arrive();

        barrier.reset();

        assertThat(first.result()).isEqualTo(BROKEN);
        long fresh = barrier.arrive();
        assertThat(look(barrier, fresh)).isEqualTo(NOT_YET);
        assertThat(look(barrier, slow)).isEqualTo(BROKEN);
        barrier.arrive();
        barrier.arrive();
        assertThat(look(barrier, fresh)).isEqualTo(PASSED);
    }

    @Test
    @Row("BA-08")
    default void shouldBeWholeAfterAReset() {
        BarrierObject barrier = barrier(2);
        barrier.reset();
        barrier.leave(barrier.arrive());

        barrier.reset();

        long ticket = barrier.arrive();
        assertThat(ticket).isNotEqualTo(BROKEN);
        barrier.arrive();
        assertThat(look(barrier, ticket)).isEqualTo(PASSED);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseTheLastOneBetweenTestAndPark() {
        BarrierObject barrier = barrier(2);
        long ticket = barrier.arrive();
        scheduler().atNextPark(barrier::arrive);

        Call<Integer> call = Call.start(() -> barrier.await(ticket, Deadlines.never()));

        assertThat(call.result()).isEqualTo(PASSED);
    }

    @Test
    @Row("BA-01")
    default void shouldLetNobodyGoOnBeforeAllHaveCome() {
        BarrierObject barrier = barrier(MEETING);
        AtomicInteger[] came =
                IntStream.range(0, MEETINGS).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new);
        List<Call<Integer>> calls = IntStream.range(0, MEETING)
                .mapToObj(thread -> Call.start(() -> {
                    int full = 0;
                    for (AtomicInteger count : came) {
                        count.incrementAndGet();
                        barrier.await(barrier.arrive(), Deadlines.never());
                        full += count.get() == MEETING ? 1 : 0;
                    }
                    return full;
                }))
                .toList();

        assertThat(calls).allSatisfy(call -> assertThat(call.result()).isEqualTo(MEETINGS));
        assertThat(barrier.state().passed()).isEqualTo(MEETINGS);
    }

    @Test
    @Row("G-17")
    default void shouldGoOnWhereAnotherBarrierStopped() {
        BarrierObject barrier = barrier(2);
        long passed = barrier.arrive();
        barrier.arrive();
        long spoilt = barrier.arrive();
        barrier.reset();
        long waiting = barrier.arrive();
        BarrierState state = barrier.state();
        assertThat(state.contradiction()).isEmpty();
        assertThat(state).isEqualTo(new BarrierState(state.options(), 2, 1, false, 1, List.of(new Spoilt(1, 1))));
        barrier.destroy();

        BarrierObject next = barrier(state);

        assertThat(next.state()).isEqualTo(state);
        assertThat(List.of(state.outcome(passed), state.outcome(spoilt), state.outcome(waiting)))
                .containsExactly(PASSED, BROKEN, NOT_YET);
        assertThat(look(next, passed)).isEqualTo(PASSED);
        assertThat(look(next, spoilt)).isEqualTo(BROKEN);
        assertThat(look(next, waiting)).isEqualTo(NOT_YET);
        next.arrive();
        assertThat(look(next, waiting)).isEqualTo(PASSED);
        next.destroy();
        assertThat(kernel().memory().usedBytes()).isZero();
    }

    @Test
    @Row("G-17")
    default void shouldStayBrokenInTheNextBarrier() {
        BarrierObject barrier = barrier(2);
        barrier.leave(barrier.arrive());

        BarrierObject next = barrier(barrier.state());

        assertThat(next.state()).isEqualTo(barrier.state());
        assertThat(next.arrive()).isEqualTo(BROKEN);
    }

    @Test
    @Row("G-17")
    default void shouldLetAWaitUnwindWithoutEndingIt() {
        BarrierObject barrier = barrier(2);
        long ticket = barrier.arrive();
        Call<Integer> call = queue(barrier, ticket, 1);

        scheduler().unwindAll();

        assertThat(call.failure()).isInstanceOf(CallUnwound.class);
        assertThat(barrier.state().arrived()).isEqualTo(1);
        barrier.arrive();
        assertThat(look(barrier, ticket)).isEqualTo(PASSED);
    }

    @Test
    default void shouldChargeABarrierWhileItLives() {
        BarrierObject barrier = barrier(2);
        assertThat(kernel().memory().usedBytes()).isPositive();

        barrier.destroy();

        assertThat(kernel().memory().usedBytes()).isZero();
    }

    @Test
    default void shouldTellWhatContradictsItselfInABarrier() {
        BarrierOptions two = BarrierOptions.of(2);

        assertThat(new BarrierState(two, 0, 2, false, 0, List.of()).contradiction())
                .contains("2 of 2");
        assertThat(new BarrierState(two, 1, 1, true, 0, List.of()).contradiction())
                .contains("broken");
        assertThat(new BarrierState(two, 1, 0, false, 2, List.of()).contradiction())
                .contains("2 generations");
        assertThat(new BarrierState(two, 1, 0, false, 0, List.of(new Spoilt(1, 1))).contradiction())
                .contains("Spoilt");
        assertThat(new BarrierState(two, 2, 0, false, 0, List.of(new Spoilt(1, 1), new Spoilt(0, 1))).contradiction())
                .contains("Spoilt");
    }
}
