package ipc.testkit.sync;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.sync.SyncRows.tryAcquire;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** What a semaphore owes those who take and give. */
interface SemaphoreRows extends SyncRows {
    /** Makes a semaphore without a ceiling of its own. */
    default SemaphoreObject counting(int permits) {
        return semaphore(SemaphoreOptions.counting(permits));
    }

    @Test
    @Row("SE-05")
    default void shouldTakePermitsThatAreThere() {
        SemaphoreObject semaphore = counting(3);

        assertThat(semaphore.acquire(2, Deadlines.never())).isTrue();
        assertThat(tryAcquire(semaphore, 1)).isTrue();

        assertThat(semaphore.state().permits()).isZero();
    }

    @Test
    @Row("SE-06")
    default void shouldNotTakePermitsThatAreNotThere() {
        SemaphoreObject semaphore = counting(1);

        assertThat(tryAcquire(semaphore, 2)).isFalse();

        assertThat(semaphore.state().permits()).isEqualTo(1);
    }

    @Test
    @Row("SE-07")
    default void shouldNotWaitForPermitsLongerThanAllowed() {
        SemaphoreObject semaphore = counting(1);
        long soon = scheduler().nowNanos() + 10;
        Call<Boolean> late = Call.start(() -> semaphore.acquire(2, Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(semaphore.state().permits()).isEqualTo(1);
    }

    @Test
    @Row("SE-09")
    default void shouldNotPassTheGreatestNumberOfAll() {
        SemaphoreObject semaphore = counting(SemaphoreOptions.PERMITS_MAX);

        assertThat(semaphore.release(1)).isEqualTo(SemaphoreObject.TOO_MANY);

        assertThat(semaphore.state().permits()).isEqualTo(SemaphoreOptions.PERMITS_MAX);
    }

    @Test
    @Row({"SE-19", "SE-20"})
    default void shouldKeepToItsCeilingAndTellWhatWasThere() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(2).permitsMax(4));

        assertThat(semaphore.release(3)).isEqualTo(SemaphoreObject.TOO_MANY);
        assertThat(semaphore.release((1L << 32) - 1)).isEqualTo(SemaphoreObject.TOO_MANY);
        assertThat(semaphore.release(Long.MAX_VALUE)).isEqualTo(SemaphoreObject.TOO_MANY);
        assertThat(semaphore.release(0)).isEqualTo(2);
        assertThat(semaphore.release(2)).isEqualTo(2);
        assertThat(semaphore.release(0)).isEqualTo(4);
    }

    @Test
    @Row("SE-10")
    default void shouldWakeOneWaiterForOnePermitInOrder() {
        SemaphoreObject semaphore = counting(0);
        Call<Boolean> first = queue(semaphore, 1, 1);
        Call<Boolean> second = queue(semaphore, 1, 2);

        semaphore.release(1);

        assertThat(first.result()).isTrue();
        scheduler().awaitParked(1);
        assertThat(scheduler().woken()).isEqualTo(1);
        assertThat(second.isDone()).isFalse();
        semaphore.release(1);
        assertThat(second.result()).isTrue();
    }

    @Test
    @Row("SE-10")
    default void shouldServeAllForWhomThereIsEnough() {
        SemaphoreObject semaphore = counting(0);
        Call<Boolean> first = queue(semaphore, 1, 1);
        Call<Boolean> second = queue(semaphore, 2, 2);
        Call<Boolean> third = queue(semaphore, 1, 3);

        semaphore.release(4);

        assertThat(first.result() && second.result() && third.result()).isTrue();
        assertThat(semaphore.state().permits()).isZero();
    }

    @Test
    @Row("SE-12")
    default void shouldHaveNoPermitsWhileSomebodyWaitsForOne() {
        SemaphoreObject semaphore = counting(0);
        queue(semaphore, 1, 1);

        assertThat(semaphore.state().permits()).isZero();
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAReleaseBetweenTestAndPark() {
        SemaphoreObject semaphore = counting(0);
        scheduler().atNextPark(() -> semaphore.release(1));

        Call<Boolean> call = Call.start(() -> semaphore.acquire(1, Deadlines.never()));

        assertThat(call.result()).isTrue();
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAReleaseThatComesWithItsTicket() {
        SemaphoreObject semaphore = counting(0);
        scheduler().atNextTicket(() -> semaphore.release(1));

        Call<Boolean> call = Call.start(() -> semaphore.acquire(1, Deadlines.never()));

        assertThat(call.result()).isTrue();
    }

    @Test
    default void shouldPassPermitsOnFromAWaiterThatGivesUp() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(0).fair());
        long soon = scheduler().nowNanos() + 10;
        Call<Boolean> greedy = Call.start(() -> semaphore.acquire(5, Deadlines.at(soon)));
        scheduler().awaitParked(1);
        Call<Boolean> modest = queue(semaphore, 1, 2);
        semaphore.release(3);
        scheduler().awaitParked(2);

        scheduler().advance(10);

        assertThat(errnoOf(greedy.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(modest.result()).isTrue();
        assertThat(semaphore.state().permits()).isEqualTo(2);
    }

    @Test
    default void shouldLetNobodyOvertakeThoseWhoWaitForPermitsIfItIsFair() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(1).fair());
        Call<Boolean> wantsMany = queue(semaphore, 2, 1);

        Call<Boolean> comesLater = queue(semaphore, 1, 2);

        assertThat(semaphore.state().permits()).isEqualTo(1);
        semaphore.release(2);
        assertThat(wantsMany.result() && comesLater.result()).isTrue();
    }

    @Test
    default void shouldLetOvertakeWhoDoesNotWait() {
        SemaphoreObject fair = semaphore(SemaphoreOptions.counting(1).fair());
        queue(fair, 2, 1);

        assertThat(tryAcquire(fair, 1)).isTrue();
    }

    @Test
    default void shouldLetOvertakeIfItIsNotFair() {
        SemaphoreObject semaphore = counting(1);
        queue(semaphore, 2, 1);

        assertThat(semaphore.acquire(1, Deadlines.never())).isTrue();
    }

    @Test
    default void shouldGiveAllAtOnce() {
        SemaphoreObject semaphore = counting(3);

        assertThat(semaphore.drain()).isEqualTo(3);
        assertThat(semaphore.drain()).isZero();
        assertThat(semaphore.state().acquired()).isEqualTo(3);
    }

    @Test
    @Row("SE-17")
    default void shouldUndoWithinItsBounds() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(2).permitsMax(4));
        tryAcquire(semaphore, 2);
        Call<Boolean> waits = queue(semaphore, 1, 1);

        semaphore.adjust(9);

        assertThat(waits.result()).isTrue();
        assertThat(semaphore.state().permits()).isEqualTo(3);
        semaphore.adjust(-9);
        assertThat(semaphore.state().permits()).isZero();
        assertThat(semaphore.state().contradiction()).isEmpty();
    }
}
