package ipc.testkit.sync;

import static ipc.api.sync.RwLock.Mode.READ;
import static ipc.api.sync.RwLock.Mode.UPGRADABLE;
import static ipc.api.sync.RwLock.Mode.WRITE;
import static ipc.api.sync.spi.RwLockObject.DEADLOCK;
import static ipc.api.sync.spi.RwLockObject.DONE;
import static ipc.api.sync.spi.RwLockObject.LOST;
import static ipc.api.sync.spi.RwLockObject.NOT_NOW;
import static ipc.api.sync.spi.RwLockObject.NOT_OWNER;
import static ipc.api.sync.spi.RwLockObject.OWNER_DIED;
import static ipc.api.sync.spi.RwLockObject.REFUSED;
import static ipc.api.sync.spi.RwLockObject.TOO_MANY;
import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.RwLockState.Hold;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** What a read-write lock owes those who read, the one who writes, and those who wait. */
interface RwLockRows extends SyncRows {
    /** Makes a lock with which nothing has happened. */
    default RwLockObject rwLock() {
        return rwLock(RwLockState.first(RwLockOptions.standard()));
    }

    /** Locks at once or not. */
    static int tryLock(RwLockObject lock, Owner owner, Mode mode) {
        return lock.lock(owner, mode, Deadlines.immediate());
    }

    /** Locks on a thread of its own, until it waits. */
    default Call<Integer> queue(RwLockObject lock, Owner owner, Mode mode, int parkedThen) {
        Call<Integer> call = Call.start(() -> lock.lock(owner, mode, Deadlines.never()));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    @Test
    @Row("RW-01")
    default void shouldLetManyReadAndOneOfThemGoOnToWrite() {
        RwLockObject lock = rwLock();

        assertThat(tryLock(lock, ANNE, READ)).isEqualTo(DONE);
        assertThat(tryLock(lock, BEN, UPGRADABLE)).isEqualTo(DONE);
        assertThat(tryLock(lock, CARL, UPGRADABLE)).isEqualTo(NOT_NOW);
        assertThat(tryLock(lock, CARL, READ)).isEqualTo(DONE);

        assertThat(lock.state().holds())
                .containsExactly(new Hold(7, 1, READ, 1), new Hold(7, 2, UPGRADABLE, 1), new Hold(8, 1, READ, 1));
    }

    @Test
    @Row("RW-02")
    default void shouldLetOneWriteAlone() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);
        assertThat(tryLock(lock, BEN, WRITE)).isEqualTo(NOT_NOW);
        lock.unlock(ANNE);

        assertThat(tryLock(lock, BEN, WRITE)).isEqualTo(DONE);

        assertThat(tryLock(lock, ANNE, READ)).isEqualTo(NOT_NOW);
        assertThat(tryLock(lock, ANNE, UPGRADABLE)).isEqualTo(NOT_NOW);
        assertThat(tryLock(lock, CARL, WRITE)).isEqualTo(NOT_NOW);
        assertThat(lock.state().writes()).isEqualTo(1);
    }

    @Test
    @Row("RW-03")
    default void shouldLetAReaderReadAgain() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);
        Call<Integer> writer = queue(lock, CARL, WRITE, 1);

        assertThat(lock.lock(ANNE, READ, Deadlines.never())).isEqualTo(DONE);

        assertThat(lock.unlock(ANNE)).isEqualTo(DONE);
        assertThat(tryLock(lock, BEN, WRITE)).isEqualTo(NOT_NOW);
        lock.unlock(ANNE);
        assertThat(writer.result()).isEqualTo(DONE);
    }

    @Test
    @Row("RW-04")
    default void shouldTellWhoWouldWaitForItself() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);

        assertThat(lock.lock(ANNE, WRITE, Deadlines.never())).isEqualTo(DEADLOCK);
        assertThat(lock.lock(ANNE, UPGRADABLE, Deadlines.never())).isEqualTo(DEADLOCK);
        assertThat(tryLock(lock, ANNE, WRITE)).isEqualTo(NOT_NOW);
        lock.unlock(ANNE);
        tryLock(lock, ANNE, WRITE);
        assertThat(lock.lock(ANNE, READ, Deadlines.never())).isEqualTo(DEADLOCK);

        assertThat(lock.state().holds()).containsExactly(new Hold(7, 1, WRITE, 1));
    }

    @Test
    @Row("RW-05")
    default void shouldNotBeHadByMoreThanMay() {
        RwLockObject lock = rwLock(RwLockState.first(RwLockOptions.standard().holdersMax(2)));
        tryLock(lock, ANNE, READ);
        tryLock(lock, BEN, READ);

        assertThat(lock.lock(CARL, READ, Deadlines.never())).isEqualTo(TOO_MANY);

        assertThat(lock.state().holds()).hasSize(2);
        assertThat(tryLock(lock, BEN, READ)).isEqualTo(DONE);
    }

    @Test
    @Row("RW-06")
    default void shouldBeUnlockedByWhoHasItOnly() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);

        assertThat(lock.unlock(BEN)).isEqualTo(NOT_OWNER);
        assertThat(lock.convert(BEN, READ, Deadlines.never())).isEqualTo(NOT_OWNER);
        assertThat(lock.consistent(BEN)).isEqualTo(NOT_OWNER);

        assertThat(lock.unlock(ANNE)).isEqualTo(DONE);
        assertThat(lock.unlock(ANNE)).isEqualTo(NOT_OWNER);
    }

    @Test
    @Row("RW-07")
    default void shouldLetNoReaderOvertakeAWriter() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);
        Call<Integer> writer = queue(lock, CARL, WRITE, 1);
        assertThat(tryLock(lock, BEN, READ)).isEqualTo(NOT_NOW);
        Call<Integer> reader = queue(lock, BEN, READ, 2);

        lock.unlock(ANNE);

        assertThat(writer.result()).isEqualTo(DONE);
        assertThat(lock.state().holds()).containsExactly(new Hold(8, 1, WRITE, 1));
        lock.unlock(CARL);
        assertThat(reader.result()).isEqualTo(DONE);
    }

    @Test
    @Row("RW-07")
    default void shouldLetThoseReadWhoWaitedForAWriteToEnd() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, WRITE);
        Call<Integer> next = queue(lock, new Owner(9, 1), WRITE, 1);
        Call<Integer> first = queue(lock, BEN, READ, 2);
        Call<Integer> second = queue(lock, CARL, READ, 3);

        lock.unlock(ANNE);

        assertThat(first.result()).isEqualTo(DONE);
        assertThat(second.result()).isEqualTo(DONE);
        lock.unlock(BEN);
        assertThat(tryLock(lock, BEN, READ)).as("one that comes later").isEqualTo(NOT_NOW);
        lock.unlock(CARL);
        assertThat(next.result()).isEqualTo(DONE);
    }

    @Test
    @Row("RW-08")
    default void shouldNotWaitLongerThanAllowed() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);
        long soon = scheduler().nowNanos() + 10;
        Call<Integer> writer = Call.start(() -> lock.lock(CARL, WRITE, Deadlines.at(soon)));
        scheduler().awaitParked(1);
        Call<Integer> reader = queue(lock, BEN, READ, 2);

        scheduler().advance(10);

        assertThat(errnoOf(writer.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(reader.result()).as("nobody waits to write any more").isEqualTo(DONE);
    }

    @Test
    @Row("RW-09")
    default void shouldGoOnToWriteWhenReadersHaveLeft() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, UPGRADABLE);
        tryLock(lock, BEN, READ);
        assertThat(lock.convert(ANNE, WRITE, Deadlines.immediate())).isEqualTo(NOT_NOW);
        Call<Integer> upgrade = Call.start(() -> lock.convert(ANNE, WRITE, Deadlines.never()));
        scheduler().awaitParked(1);
        assertThat(tryLock(lock, CARL, READ)).as("nobody comes meanwhile").isEqualTo(NOT_NOW);

        lock.unlock(BEN);

        assertThat(upgrade.result()).isEqualTo(DONE);
        assertThat(lock.state().holds()).containsExactly(new Hold(7, 1, WRITE, 1));
    }

    @Test
    @Row("RW-09")
    default void shouldGoOnToWriteBeforeThoseWhoWaitToWrite() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, UPGRADABLE);
        Call<Integer> writer = queue(lock, CARL, WRITE, 1);

        assertThat(lock.convert(ANNE, WRITE, Deadlines.never())).isEqualTo(DONE);

        lock.unlock(ANNE);
        assertThat(writer.result()).isEqualTo(DONE);
    }

    @Test
    @Row("RW-09")
    default void shouldStayUpgradableIfReadersDoNotLeave() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, UPGRADABLE);
        tryLock(lock, BEN, READ);
        long soon = scheduler().nowNanos() + 10;
        Call<Integer> upgrade = Call.start(() -> lock.convert(ANNE, WRITE, Deadlines.at(soon)));
        scheduler().awaitParked(1);
        Call<Integer> reader = queue(lock, CARL, READ, 2);

        scheduler().advance(10);

        assertThat(errnoOf(upgrade.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(reader.result()).isEqualTo(DONE);
        assertThat(lock.state().holders(UPGRADABLE)).isEqualTo(1);
    }

    @Test
    @Row("RW-10")
    default void shouldRefuseToLetAReaderGoOnToWrite() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);

        assertThat(lock.convert(ANNE, WRITE, Deadlines.never())).isEqualTo(REFUSED);
        assertThat(lock.convert(ANNE, UPGRADABLE, Deadlines.never())).isEqualTo(REFUSED);
        assertThat(lock.convert(ANNE, READ, Deadlines.never())).isEqualTo(DONE);

        assertThat(lock.state().holds()).containsExactly(new Hold(7, 1, READ, 1));
    }

    @Test
    @Row("RW-11")
    default void shouldLetReadersInWhenAWriterGoesOnToRead() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, WRITE);
        Call<Integer> reader = queue(lock, BEN, READ, 1);

        assertThat(lock.convert(ANNE, READ, Deadlines.never())).isEqualTo(DONE);

        assertThat(reader.result()).isEqualTo(DONE);
        assertThat(lock.state().holders(READ)).isEqualTo(2);
    }

    @Test
    @Row("RW-12")
    default void shouldTellEachThatAWriterDiedUntilItIsConsistent() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, WRITE);
        Call<Integer> reader = queue(lock, CARL, READ, 1);

        lock.abandon(Owner.anyOf(7));

        assertThat(reader.result()).isEqualTo(OWNER_DIED);
        assertThat(lock.consistent(CARL)).as("who reads cannot repair").isEqualTo(NOT_OWNER);
        lock.unlock(CARL);
        assertThat(tryLock(lock, BEN, WRITE)).isEqualTo(OWNER_DIED);
        assertThat(lock.consistent(BEN)).isEqualTo(DONE);
        assertThat(lock.consistent(BEN)).isEqualTo(REFUSED);
        lock.unlock(BEN);
        assertThat(tryLock(lock, CARL, READ)).isEqualTo(DONE);
    }

    @Test
    @Row("RW-12")
    default void shouldBeLostIfAWriterUnlocksItInconsistent() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, WRITE);
        lock.abandon(Owner.anyOf(7));
        tryLock(lock, CARL, WRITE);
        Call<Integer> reader = queue(lock, BEN, READ, 1);
        Call<Integer> writer = queue(lock, ANNE, WRITE, 2);

        lock.unlock(CARL);

        assertThat(reader.result()).isEqualTo(LOST);
        assertThat(writer.result()).isEqualTo(LOST);
        assertThat(tryLock(lock, CARL, READ)).isEqualTo(LOST);
        assertThat(lock.state().health()).isEqualTo(Health.LOST);
    }

    @Test
    @Row("RW-13")
    default void shouldForgetReadersThatDie() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);
        tryLock(lock, BEN, UPGRADABLE);
        Call<Integer> writer = queue(lock, CARL, WRITE, 1);

        lock.abandon(Owner.anyOf(7));

        assertThat(writer.result()).isEqualTo(DONE);
        assertThat(lock.state().holds()).containsExactly(new Hold(8, 1, WRITE, 1));
    }

    @Test
    @Row({"RW-12", "RW-13"})
    default void shouldForgetOneThreadThatDies() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);
        tryLock(lock, BEN, READ);
        lock.abandon(ANNE);
        assertThat(lock.state().holds()).containsExactly(new Hold(7, BEN.thread(), READ, 1));
        lock.unlock(BEN);
        tryLock(lock, BEN, WRITE);

        lock.abandon(ANNE);
        assertThat(tryLock(lock, ANNE, READ)).isEqualTo(NOT_NOW);
        lock.abandon(BEN);

        assertThat(tryLock(lock, ANNE, READ)).isEqualTo(OWNER_DIED);
    }

    @Test
    @Row("RW-13")
    default void shouldStayAsItIsIfItIsStalled() {
        RwLockObject lock = rwLock(RwLockState.first(RwLockOptions.standard().stalled()));
        tryLock(lock, ANNE, READ);

        lock.abandon(Owner.anyOf(7));

        assertThat(tryLock(lock, CARL, WRITE)).isEqualTo(NOT_NOW);
    }

    @Test
    @Row("G-11")
    default void shouldNotLoseAnUnlockOfAReaderBetweenTestAndPark() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, READ);
        scheduler().atNextPark(() -> lock.unlock(ANNE));

        Call<Integer> call = Call.start(() -> lock.lock(CARL, WRITE, Deadlines.never()));

        assertThat(call.result()).isEqualTo(DONE);
    }

    @Test
    @Row("G-17")
    default void shouldGoOnWhereAnotherReadWriteLockStopped() {
        RwLockObject lock = rwLock();
        tryLock(lock, ANNE, WRITE);
        lock.abandon(Owner.anyOf(7));
        tryLock(lock, ANNE, READ);
        tryLock(lock, ANNE, READ);
        tryLock(lock, CARL, UPGRADABLE);
        RwLockState state = lock.state();
        assertThat(state.contradiction()).isEmpty();
        assertThat(state.writes()).isEqualTo(1);
        lock.destroy();

        RwLockObject next = rwLock(state);

        assertThat(next.state()).isEqualTo(state);
        next.unlock(ANNE);
        assertThat(next.convert(CARL, WRITE, Deadlines.immediate())).isEqualTo(NOT_NOW);
        next.unlock(ANNE);
        assertThat(next.convert(CARL, WRITE, Deadlines.immediate())).isEqualTo(OWNER_DIED);
        next.destroy();
        assertThat(kernel().memory().usedBytes()).isZero();
    }
}
