package ipc.testkit.sync;

import static ipc.api.spi.Takeable.NOT_NOW;
import static ipc.api.spi.Takeable.READY;
import static ipc.api.sync.spi.MutexObject.DEADLOCK;
import static ipc.api.sync.spi.MutexObject.LOST;
import static ipc.api.sync.spi.MutexObject.OWNER_DIED;
import static ipc.api.sync.spi.MutexObject.TOO_DEEP;
import static ipc.testkit.sync.SyncRows.tryAcquire;
import static ipc.testkit.sync.SyncRows.tryLock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Signal;
import ipc.api.spi.Owner;
import ipc.api.spi.Takeable;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import org.junit.jupiter.api.Test;

/** What an object owes a wait that takes from several of them in one step. */
interface TakeRows extends SyncRows {
    /** Asks as the kernel does. */
    static int offers(Takeable object, Owner owner) {
        object.guard().lock();
        try {
            return object.offers(owner);
        } finally {
            object.guard().unlock();
        }
    }

    /** Asks, and takes if there is something, as the kernel does. */
    static long take(Takeable object, Owner owner) {
        object.guard().lock();
        try {
            int answer = object.offers(owner);
            return answer == READY ? object.take(owner) : answer;
        } finally {
            object.guard().unlock();
        }
    }

    /** Tells whether it shows as available. */
    static boolean isSignaled(Takeable object) {
        return object.assertedAt(Signal.SIGNALED) <= 0;
    }

    @Test
    default void shouldGiveAPermitThatIsThere() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(1));
        assertThat(offers(semaphore, ANNE)).isEqualTo(READY);
        assertThat(offers(semaphore, ANNE)).as("an offer takes nothing").isEqualTo(READY);
        assertThat(semaphore.state().permits()).isEqualTo(1);

        assertThat(take(semaphore, ANNE)).isGreaterThanOrEqualTo(0);

        assertThat(take(semaphore, BEN)).isEqualTo(NOT_NOW);
        assertThat(semaphore.state().permits()).isZero();
        assertThat(semaphore.state().contradiction()).isEmpty();
    }

    @Test
    default void shouldGiveAMutexThatIsFree() {
        MutexObject mutex = mutex();
        assertThat(offers(mutex, ANNE)).isEqualTo(READY);
        assertThat(mutex.holding()).as("an offer takes nothing").isEqualTo(Holding.NOBODY);

        assertThat(take(mutex, ANNE)).isEqualTo(1);

        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 1));
        assertThat(take(mutex, BEN)).isEqualTo(NOT_NOW);
        assertThat(take(mutex, CARL)).isEqualTo(NOT_NOW);
        mutex.unlock(ANNE);
        assertThat(take(mutex, CARL)).isEqualTo(2);
    }

    @Test
    default void shouldAnswerItsOwnerAsItDoesACall() {
        MutexObject checking = mutex();
        MutexObject normal = mutex(MutexOptions.of(Kind.NORMAL));
        MutexObject recursive = mutex(MutexOptions.of(Kind.RECURSIVE).depthMax(2));
        take(checking, ANNE);
        take(normal, ANNE);
        long token = take(recursive, ANNE);

        assertThat(take(recursive, ANNE)).isEqualTo(token);

        assertThat(recursive.holding().depth()).isEqualTo(2);
        assertThat(take(recursive, ANNE)).isEqualTo(TOO_DEEP);
        assertThat(take(checking, ANNE)).isEqualTo(DEADLOCK);
        assertThat(take(normal, ANNE)).isEqualTo(NOT_NOW);
    }

    @Test
    default void shouldTellWhoTakesItThatItsOwnerDied() {
        MutexObject mutex = mutex();
        take(mutex, CARL);
        mutex.abandon(Owner.anyOf(8));

        assertThat(take(mutex, ANNE)).isEqualTo(OWNER_DIED);

        assertThat(mutex.holding()).isEqualTo(new Holding(7, 1, 1));
        mutex.unlock(ANNE);
        assertThat(take(mutex, ANNE)).isEqualTo(LOST);
        assertThat(isSignaled(mutex)).isFalse();
    }

    @Test
    default void shouldOfferNothingOutOfTurnIfItIsFair() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(1).fair());
        MutexObject mutex = mutex(MutexOptions.of(Kind.NORMAL).fair());
        queue(semaphore, 2, 1);
        tryLock(mutex, CARL);
        Call<Long> next = Call.start(() -> mutex.lock(BEN, 1, Deadlines.never()));
        scheduler().awaitParked(2);
        scheduler().atNextTicket(() -> assertThat(offers(mutex, ANNE)).isEqualTo(NOT_NOW)); // BEN is on its way

        mutex.unlock(CARL);

        assertThat(offers(semaphore, ANNE)).isEqualTo(NOT_NOW);
        assertThat(next.result()).isEqualTo(2);
        mutex.unlock(BEN);
        assertThat(offers(mutex, ANNE)).isEqualTo(READY);
    }

    @Test
    default void shouldOfferToWhoeverComesIfItIsNotFair() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(1));
        queue(semaphore, 2, 1);

        assertThat(offers(semaphore, ANNE)).isEqualTo(READY);
    }

    @Test
    default void shouldNotChangeWhileItsGuardIsHeld() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(1));
        MutexObject mutex = mutex();
        semaphore.guard().lock();
        mutex.guard().lock();

        assertThatThrownBy(() -> semaphore.release(1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> tryAcquire(semaphore, 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> tryLock(mutex, ANNE)).hasMessageContaining("twice");
        assertThatThrownBy(() -> mutex.abandon(Owner.anyOf(7))).hasMessageContaining("twice");

        mutex.guard().unlock();
        semaphore.guard().unlock();
        assertThat(tryAcquire(semaphore, 1)).isTrue();
        assertThat(tryLock(mutex, ANNE)).isEqualTo(1);
    }

    @Test
    default void shouldShowWhetherItIsAvailable() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(1));
        MutexObject mutex = mutex();
        assertThat(isSignaled(semaphore) && isSignaled(mutex)).isTrue();

        take(semaphore, ANNE);
        take(mutex, ANNE);

        assertThat(isSignaled(semaphore) || isSignaled(mutex)).isFalse();
        semaphore.release(1);
        mutex.unlock(ANNE);
        assertThat(isSignaled(semaphore) && isSignaled(mutex)).isTrue();
    }

    @Test
    default void shouldWaitWhereItIsRaised() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(0));
        MutexObject mutex = mutex();
        take(mutex, ANNE);

        queue(semaphore, 1, 1);
        queue(mutex, BEN, 2);

        assertThat(semaphore.raised(Signal.SIGNALED).waiting()).isEqualTo(1);
        assertThat(mutex.raised(Signal.SIGNALED).waiting()).isEqualTo(1);
    }
}
