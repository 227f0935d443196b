package ipc.testkit.sync;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.sync.SyncRows.tryAcquire;
import static ipc.testkit.sync.SyncRows.tryLock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.api.sync.spi.MutexState.Signal;
import ipc.api.sync.spi.MutexState.Waiter;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State and memory of semaphores and mutexes. */
interface SyncStateRows extends SyncRows {
    @Test
    default void shouldGoOnWhereAnotherSemaphoreStopped() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(5).permitsMax(9));
        tryAcquire(semaphore, 4);
        semaphore.release(2);
        SemaphoreState state = semaphore.state();
        assertThat(state).isEqualTo(new SemaphoreState(state.options(), 3, 4, 2));
        semaphore.destroy();

        SemaphoreObject next = semaphore(state);

        assertThat(next.state()).isEqualTo(state);
        assertThat(next.release(7)).isEqualTo(SemaphoreObject.TOO_MANY);
        assertThat(next.drain()).isEqualTo(3);
    }

    @Test
    @Row("CV-14")
    default void shouldGoOnWhereAnotherMutexStopped() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.RECURSIVE));
        long first = ConditionRows.begin(mutex, ANNE);
        long second = ConditionRows.begin(mutex, BEN);
        mutex.conditions().signal(0, 1);
        tryLock(mutex, CARL);
        tryLock(mutex, CARL);
        MutexState state = mutex.state();
        assertThat(state.contradiction()).isEmpty();
        assertThat(state.holding()).isEqualTo(new Holding(8, 1, 2));
        assertThat(state.waiters()).isEqualTo(List.of(new Waiter(first, 0, 1), new Waiter(second, 0, 1)));
        assertThat(state.signals()).isEqualTo(List.of(new Signal(0, second)));
        mutex.destroy();

        MutexObject next = mutex(state);

        assertThat(next.state()).isEqualTo(state);
        next.unlock(CARL);
        assertThat(tryLock(next, ANNE)).isEqualTo(MutexObject.NOT_NOW);
        next.unlock(CARL);
        assertThat(next.conditions().await(0, second, Deadlines.never())).isEqualTo(1);
        next.conditions().signal(0, 1);
        assertThat(next.conditions().await(0, first, Deadlines.never())).isEqualTo(1);
        assertThat(tryLock(next, ANNE)).isEqualTo(4);
    }

    @Test
    default void shouldGoOnWithAMutexWhoseOwnerDied() {
        MutexObject mutex = mutex();
        tryLock(mutex, ANNE);
        mutex.abandon(Owner.anyOf(7));

        MutexObject next = mutex(mutex.state());

        assertThat(next.state()).isEqualTo(mutex.state());
        assertThat(tryLock(next, CARL)).isEqualTo(MutexObject.OWNER_DIED);
    }

    @Test
    default void shouldExportWhileCallsAreParked() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(0).fair());
        MutexObject mutex = mutex(MutexOptions.of(Kind.NORMAL).fair());
        tryLock(mutex, ANNE);
        Call<Boolean> acquires = queue(semaphore, 1, 1);
        Call<Long> locks = queue(mutex, BEN, 2);

        SemaphoreObject nextSemaphore = semaphore(semaphore.state());
        MutexObject nextMutex = mutex(mutex.state());
        scheduler().unwindAll();

        assertThat(acquires.failure()).isInstanceOf(CallUnwound.class);
        assertThat(locks.failure()).isInstanceOf(CallUnwound.class);
        nextSemaphore.release(1);
        assertThat(nextSemaphore.acquire(1, Deadlines.never())).isTrue();
        nextMutex.unlock(ANNE);
        assertThat(nextMutex.lock(BEN, 1, Deadlines.never())).isEqualTo(2);
    }

    @Test
    default void shouldBeAsBeforeForThoseThatComeAfterAnUnwoundCall() {
        MutexObject mutex = mutex(MutexOptions.of(Kind.NORMAL).fair());
        tryLock(mutex, ANNE);
        Call<Long> locks = queue(mutex, BEN, 1);
        scheduler().unwindAll();
        assertThat(locks.failure()).isInstanceOf(CallUnwound.class);

        mutex.unlock(ANNE);

        assertThat(mutex.lock(CARL, 1, Deadlines.never()))
                .as("nobody is queued")
                .isEqualTo(2);
    }

    @Test
    default void shouldChargeWhatItKeepsAndGiveItBack() {
        SemaphoreObject semaphore = semaphore(SemaphoreOptions.counting(0));
        MutexObject mutex = mutex();
        assertThat(kernel().memory().usedBytes()).isPositive();

        semaphore.destroy();
        mutex.destroy();

        assertThat(kernel().memory().outstanding()).isZero();
    }

    @Test
    default void shouldNotBeMadeWithoutMemory() {
        kernel().memory().limit(0);

        assertThat(errnoOf(catchThrowable(() -> semaphore(SemaphoreOptions.counting(0)))))
                .isEqualTo(Errno.ENOMEM);
        assertThat(errnoOf(catchThrowable(this::mutex))).isEqualTo(Errno.ENOMEM);
        assertThat(kernel().memory().outstanding()).isZero();
    }
}
