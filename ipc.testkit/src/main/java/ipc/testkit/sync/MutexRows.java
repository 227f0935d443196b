package ipc.testkit.sync;

import static ipc.api.sync.spi.MutexObject.CONSISTENT;
import static ipc.api.sync.spi.MutexObject.DEADLOCK;
import static ipc.api.sync.spi.MutexObject.DONE;
import static ipc.api.sync.spi.MutexObject.LOST;
import static ipc.api.sync.spi.MutexObject.NOT_NOW;
import static ipc.api.sync.spi.MutexObject.NOT_OWNER;
import static ipc.api.sync.spi.MutexObject.OWNER_DIED;
import static ipc.api.sync.spi.MutexObject.TOO_DEEP;
import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.sync.SyncRows.tryLock;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** What a mutex owes its owner, those who wait, and those whose owner has died. */
interface MutexRows extends SyncRows {
    @Test
    @Row("MX-01")
    default void shouldLetTheOwnerOfANormalMutexWaitForItself() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.NORMAL));
        mutex.lock(ANNE, 1, Deadlines.never());
        Call<Long> again =
                Call.start(() -> mutex.lock(ANNE, 1, Deadlines.at(scheduler().nowNanos() + 10)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(again.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 1));
    }

    @Test
    @Row("MX-02")
    default void shouldTellTheOwnerThatItWouldWaitForItself() {
        MutexObject mutex = mutex();
        mutex.lock(ANNE, 1, Deadlines.never());

        assertThat(mutex.lock(ANNE, 1, Deadlines.never())).isEqualTo(DEADLOCK);

        assertThat(mutex.holding().depth()).isEqualTo(1);
    }

    @Test
    @Row("MX-03")
    default void shouldNeedAsManyUnlocksAsLocks() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.RECURSIVE));
        long token = mutex.lock(ANNE, 1, Deadlines.never());
        assertThat(mutex.lock(ANNE, 1, Deadlines.never())).isEqualTo(token);
        assertThat(tryLock(mutex, ANNE)).isEqualTo(token);

        mutex.unlock(ANNE);
        mutex.unlock(ANNE);

        assertThat(tryLock(mutex, BEN)).isEqualTo(NOT_NOW);
        mutex.unlock(ANNE);
        assertThat(tryLock(mutex, BEN)).isEqualTo(token + 1);
    }

    @Test
    @Row("MX-04")
    default void shouldNotBeLockedTooDeep() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.RECURSIVE).depthMax(2));
        tryLock(mutex, ANNE);
        tryLock(mutex, ANNE);

        assertThat(mutex.lock(ANNE, 1, Deadlines.never())).isEqualTo(TOO_DEEP);

        assertThat(mutex.holding().depth()).isEqualTo(2);
    }

    @Test
    @Row("MX-05")
    default void shouldNotBeTakenTwiceWithoutWaiting() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);

        assertThat(tryLock(mutex, CARL)).isEqualTo(NOT_NOW);
        assertThat(tryLock(mutex, BEN)).isEqualTo(NOT_NOW);
        assertThat(tryLock(mutex, ANNE)).isEqualTo(NOT_NOW);
    }

    @Test
    @Row("MX-06")
    default void shouldNotWaitForAMutexLongerThanAllowed() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        Call<Long> late =
                Call.start(() -> mutex.lock(BEN, 1, Deadlines.at(scheduler().nowNanos() + 10)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 1));
    }

    @Test
    @Row({"MX-07", "MX-08"})
    default void shouldBeUnlockedByItsOwnerOnly() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.NORMAL));

        assertThat(mutex.unlock(ANNE)).isEqualTo(NOT_OWNER);
        tryLock(mutex, ANNE);
        assertThat(mutex.unlock(BEN)).isEqualTo(NOT_OWNER);
        assertThat(mutex.unlock(CARL)).isEqualTo(NOT_OWNER);

        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 1));
        assertThat(mutex.unlock(ANNE)).isEqualTo(DONE);
        assertThat(mutex.holding()).isEqualTo(Holding.NOBODY);
    }

    @Test
    @Row("MX-10")
    default void shouldTellTheNextOwnerThatTheLastOneDied() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.RECURSIVE));
        tryLock(mutex, ANNE);
        tryLock(mutex, ANNE);
        Call<Long> next = queue(mutex, CARL, 1);

        mutex.abandon(Owner.anyOf(7));

        assertThat(next.result()).isEqualTo(OWNER_DIED);
        assertThat(mutex.holding()).isEqualTo(new Holding(8, 1, 1));
        assertThat(mutex.unlock(ANNE)).isEqualTo(NOT_OWNER);
    }

    @Test
    @Row("MX-10")
    default void shouldTellAnotherThreadOfTheProcessThatTheOwnerDied() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);

        mutex.abandon(ANNE);

        assertThat(tryLock(mutex, BEN)).isEqualTo(OWNER_DIED);
    }

    @Test
    @Row("MX-10")
    default void shouldTellEachOwnerUntilItIsConsistent() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        mutex.abandon(Owner.anyOf(7));
        assertThat(tryLock(mutex, CARL)).isEqualTo(OWNER_DIED);

        mutex.abandon(Owner.anyOf(8));

        assertThat(tryLock(mutex, BEN)).isEqualTo(OWNER_DIED);
    }

    @Test
    @Row("MX-11")
    default void shouldBeAsBeforeOnceItIsConsistent() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        mutex.abandon(Owner.anyOf(7));
        tryLock(mutex, CARL);

        assertThat(mutex.consistent(BEN)).isEqualTo(NOT_OWNER);
        assertThat(mutex.consistent(CARL)).isEqualTo(DONE);
        mutex.unlock(CARL);

        assertThat(tryLock(mutex, BEN)).isEqualTo(3);
    }

    @Test
    @Row("MX-12")
    default void shouldBeLostIfItIsUnlockedInconsistent() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        mutex.abandon(Owner.anyOf(7));
        tryLock(mutex, CARL);
        Call<Long> first = queue(mutex, ANNE, 1);
        Call<Long> second = queue(mutex, BEN, 2);

        mutex.unlock(CARL);

        assertThat(first.result()).isEqualTo(LOST);
        assertThat(second.result()).isEqualTo(LOST);
        assertThat(tryLock(mutex, CARL)).isEqualTo(LOST);
        assertThat(mutex.state().health()).isEqualTo(Health.LOST);
    }

    @Test
    @Row("MX-13")
    default void shouldNotBeMadeConsistentWithoutNeed() {
        MutexObject mutex = mutex();
        assertThat(mutex.consistent(ANNE)).isEqualTo(NOT_OWNER);
        tryLock(mutex, ANNE);

        assertThat(mutex.consistent(ANNE)).isEqualTo(CONSISTENT);
    }

    @Test
    @Row("MX-14")
    default void shouldStayLockedIfItIsStalled() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.NORMAL).stalled());
        tryLock(mutex, ANNE);
        queue(mutex, CARL, 1);

        mutex.abandon(Owner.anyOf(7));

        assertThat(tryLock(mutex, CARL)).isEqualTo(NOT_NOW);
        assertThat(scheduler().woken()).isZero();
    }

    @Test
    @Row("MX-22")
    default void shouldNotCareForTheEndOfOthers() {
        MutexObject mutex = mutex();
        mutex.abandon(Owner.anyOf(7));
        long token = tryLock(mutex, ANNE);

        mutex.abandon(BEN);
        mutex.abandon(CARL);
        mutex.abandon(Owner.anyOf(8));

        assertThat(mutex.state().health()).isEqualTo(Health.SOUND);
        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 1));
        assertThat(mutex.unlock(ANNE)).isEqualTo(DONE);
        assertThat(tryLock(mutex, CARL)).isEqualTo(token + 1);
    }

    @Test
    @Row("MX-23")
    default void shouldGoToThoseWhoWaitInTheirOrder() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        Call<Long> first = queue(mutex, BEN, 1);
        Call<Long> second = queue(mutex, CARL, 2);

        mutex.unlock(ANNE);

        assertThat(first.result()).isEqualTo(2);
        mutex.unlock(BEN);
        assertThat(second.result()).isEqualTo(3);
    }

    @Test
    @Row("MX-23")
    default void shouldLetNobodyOvertakeThoseWhoWaitForAMutexIfItIsFair() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.NORMAL).fair());
        tryLock(mutex, ANNE);
        Call<Long> waits = queue(mutex, BEN, 1);
        scheduler().atNextTicket(() -> mutex.unlock(ANNE)); // the one who comes has found it locked

        Call<Long> comes = Call.start(() -> mutex.lock(CARL, 1, Deadlines.never()));

        assertThat(waits.result()).isEqualTo(2);
        mutex.unlock(BEN);
        assertThat(comes.result()).isEqualTo(3);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAnUnlockBetweenTestAndPark() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        scheduler().atNextPark(() -> mutex.unlock(ANNE));

        Call<Long> call = Call.start(() -> mutex.lock(BEN, 1, Deadlines.never()));

        assertThat(call.result()).isEqualTo(2);
    }

    @Test
    @Row("G-12")
    default void shouldGoToTheNextIfAWokenWaiterLeaves() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        long soon = scheduler().nowNanos() + 10;
        Call<Long> leaves = Call.start(() -> mutex.lock(BEN, 1, Deadlines.at(soon)));
        scheduler().awaitParked(1);
        Call<Long> stays = queue(mutex, CARL, 2);
        scheduler().advance(10);
        assertThat(errnoOf(leaves.failure())).isEqualTo(Errno.ETIMEDOUT);

        mutex.unlock(ANNE);

        assertThat(stays.result()).isEqualTo(2);
    }

    @Test
    default void shouldBeAsDeepAsSomebodyWantsItBack() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.RECURSIVE));

        mutex.lock(ANNE, 3, Deadlines.never());

        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 3));
    }
}
