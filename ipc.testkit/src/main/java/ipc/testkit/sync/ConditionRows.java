package ipc.testkit.sync;

import static ipc.api.sync.spi.MutexObject.NOT_NOW;
import static ipc.api.sync.spi.MutexObject.NOT_OWNER;
import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.sync.SyncRows.tryLock;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.spi.Conditions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** What the conditions of a mutex owe those who wait and those who signal. */
interface ConditionRows extends SyncRows {
    /** Locks, and begins to wait; returns the waiter. */
    static long begin(MutexObject mutex, Owner owner) {
        assertThat(tryLock(mutex, owner)).isPositive();
        return mutex.conditions().begin(0, owner);
    }

    /** Waits on a thread of its own, until it is parked. */
    default Call<Integer> await(MutexObject mutex, long waiter, int parkedThen) {
        Call<Integer> call = Call.start(() -> mutex.conditions().await(0, waiter, Deadlines.never()));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    /** Tells whether a waiter finds a signal now; it waits no longer afterwards. */
    default boolean hasSignal(MutexObject mutex, long waiter) {
        Conditions conditions = mutex.conditions();
        Call<Integer> call = Call.start(
                () -> conditions.await(0, waiter, Deadlines.at(scheduler().nowNanos())));
        try {
            return call.result() > 0;
        } catch (AssertionError late) {
            assertThat(late).hasRootCauseInstanceOf(IpcException.class);
            assertThat(conditions.leave(0, waiter)).isPositive();
            return false;
        }
    }

    @Test
    @Row("CV-01")
    default void shouldGiveUpTheMutexAndWaitInOneStep() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.RECURSIVE));
        tryLock(mutex, ANNE);
        tryLock(mutex, ANNE);
        Call<Long> next = queue(mutex, CARL, 1);

        long waiter = mutex.conditions().begin(0, ANNE);

        assertThat(next.result()).isPositive();
        mutex.conditions().signal(0, 1); // before the waiter has come to its park
        assertThat(mutex.conditions().await(0, waiter, Deadlines.never())).isEqualTo(2);
    }

    @Test
    @Row("CV-02")
    default void shouldRememberNothingForThoseWhoComeLater() {
        MutexObject mutex = mutex();
        mutex.conditions().signal(0, 1);
        mutex.conditions().signal(0, Integer.MAX_VALUE);

        long waiter = begin(mutex, ANNE);

        assertThat(hasSignal(mutex, waiter)).isFalse();
    }

    @Test
    @Row("CV-02")
    default void shouldNotGiveASignalToOneWhoComesAfterIt() {
        MutexObject mutex = mutex();
        long before = begin(mutex, ANNE);
        mutex.conditions().signal(0, 1);

        long after = begin(mutex, BEN);

        assertThat(hasSignal(mutex, after)).isFalse();
        assertThat(hasSignal(mutex, before)).isTrue();
    }

    @Test
    @Row("CV-03")
    default void shouldLetOneGoForEachSignal() {
        MutexObject mutex = mutex();
        Call<Integer> first = await(mutex, begin(mutex, ANNE), 1);
        Call<Integer> second = await(mutex, begin(mutex, BEN), 2);

        mutex.conditions().signal(0, 1);

        assertThat(first.result()).isEqualTo(1);
        scheduler().awaitParked(1);
        assertThat(second.isDone()).isFalse();
        mutex.conditions().signal(0, 1);
        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    @Row("CV-03")
    default void shouldLetAllGoThatWait() {
        MutexObject mutex = mutex();
        Call<Integer> first = await(mutex, begin(mutex, ANNE), 1);
        Call<Integer> second = await(mutex, begin(mutex, BEN), 2);
        long third = begin(mutex, CARL);

        mutex.conditions().signal(0, Integer.MAX_VALUE);

        assertThat(first.result()).isEqualTo(1);
        assertThat(second.result()).isEqualTo(1);
        assertThat(hasSignal(mutex, third)).isTrue();
        assertThat(hasSignal(mutex, begin(mutex, ANNE))).isFalse();
    }

    @Test
    default void shouldKeepConditionsApart() {
        MutexObject mutex = mutex();
        long waiter = begin(mutex, ANNE);

        mutex.conditions().signal(63, 1);

        assertThat(hasSignal(mutex, waiter)).isFalse();
    }

    @Test
    @Row("CV-05")
    default void shouldNotWaitForASignalLongerThanAllowed() {
        MutexObject mutex = mutex();
        long waiter = begin(mutex, ANNE);
        long soon = scheduler().nowNanos() + 10;
        Call<Integer> late = Call.start(() -> mutex.conditions().await(0, waiter, Deadlines.at(soon)));
        scheduler().awaitParked(1);

        scheduler().advance(10);

        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(mutex.conditions().leave(0, waiter)).isEqualTo(1);
        assertThat(mutex.conditions().leave(0, waiter)).as("left already").isZero();
    }

    @Test
    @Row("CV-07")
    default void shouldLetOnlyTheOwnerWait() {
        MutexObject mutex = mutex();
        assertThat(mutex.conditions().begin(0, ANNE)).isEqualTo(NOT_OWNER);
        tryLock(mutex, ANNE);

        assertThat(mutex.conditions().begin(0, BEN)).isEqualTo(NOT_OWNER);

        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 1));
        assertThat(mutex.state().waiters()).isEmpty();
    }

    @Test
    @Row("CV-13")
    default void shouldLeaveItsSignalToOthersIfAWaiterDies() {
        MutexObject mutex = mutex();
        long dies = begin(mutex, ANNE);
        long lives = begin(mutex, BEN);
        mutex.conditions().signal(0, 1);
        Call<Integer> other = Call.start(() -> mutex.conditions().await(0, lives, Deadlines.never()));

        mutex.conditions().leave(0, dies);

        assertThat(other.result()).isEqualTo(1);
    }

    @Test
    @Row("CV-13")
    default void shouldReachAnotherIfTheOneThatWasWokenLeaves() {
        MutexObject mutex = mutex();
        long soon = scheduler().nowNanos() + 10;
        long leaves = begin(mutex, ANNE);
        Call<Integer> late = Call.start(() -> mutex.conditions().await(0, leaves, Deadlines.at(soon)));
        scheduler().awaitParked(1);
        Call<Integer> stays = await(mutex, begin(mutex, BEN), 2);
        scheduler().advance(10);
        assertThat(errnoOf(late.failure())).isEqualTo(Errno.ETIMEDOUT);

        mutex.conditions().signal(0, 1); // the first has given up, but not left

        mutex.conditions().leave(0, leaves);
        assertThat(stays.result()).isEqualTo(1);
    }

    @Test
    @Row("CV-13")
    default void shouldForgetASignalThatNobodyIsLeftFor() {
        MutexObject mutex = mutex();
        long dies = begin(mutex, ANNE);
        mutex.conditions().signal(0, 1);
        long later = begin(mutex, BEN);

        mutex.conditions().leave(0, dies);

        assertThat(mutex.state().contradiction()).isEmpty();
        assertThat(mutex.state().signals()).isEmpty();
        assertThat(hasSignal(mutex, later)).isFalse();
    }

    @Test
    default void shouldGiveUpAnInconsistentMutexForGood() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        mutex.abandon(Owner.anyOf(7));
        tryLock(mutex, CARL);

        mutex.conditions().begin(0, CARL);

        assertThat(tryLock(mutex, BEN)).isEqualTo(MutexObject.LOST);
    }

    @Test
    default void shouldNotKnowAWaiterOfAnother() {
        MutexObject mutex = mutex();

        assertThat(mutex.conditions().await(0, 5, Deadlines.never())).isZero();
        assertThat(mutex.conditions().leave(0, 5)).isZero();
        tryLock(mutex, ANNE);
        assertThat(tryLock(mutex, BEN)).isEqualTo(NOT_NOW);
    }
}
