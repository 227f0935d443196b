package ipc.testkit.client;

import static ipc.testkit.client.JavaTwins.assertInterrupted;
import static ipc.testkit.client.JavaTwins.locked;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.sync.Permits;
import ipc.testkit.kernel.Call;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What becomes of calls whose thread is interrupted while they wait, ours and the JDK's. Not for the seeded scheduler,
 * where a thread that waits hears of that only when it runs again.
 */
@SuppressWarnings({"WaitNotInLoop", "LockNotBeforeTry"}) // each call is tested by itself
public interface TwinInterruptRows extends JavaTwins {
    /** How often calls race. */
    int ROUNDS = 200;

    /** Starts a call that an interruption is to end. */
    private static Call<Boolean> startEnding(ThrowingCallable body) {
        return Call.start(() -> {
            assertInterrupted(body);
            return true;
        });
    }

    /** Starts a call that an interruption is not to end; its result is whether the flag is kept. */
    private static Call<Boolean> startStaying(Runnable body) {
        return Call.start(() -> {
            body.run();
            return Thread.interrupted();
        });
    }

    /** Interrupts a call that waits, and waits until it is over. */
    private void interrupt(Call<Boolean> waits) {
        awaitWaiting(waits);
        waits.interrupt();
        assertThat(waits.result()).isTrue();
    }

    @Test
    default void shouldEndWaitsForALock() {
        for (Lock lock : List.of(newLock(), newReadWriteLock().writeLock())) {
            lock.lock();

            interrupt(startEnding(lock::lockInterruptibly));
            interrupt(startEnding(() -> lock.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)));

            lock.unlock();
            assertThat(Call.start(() -> lock.tryLock()).result())
                    .as("nobody has it")
                    .isTrue();
        }
    }

    @Test
    default void shouldEndWaitsForPermits() {
        for (boolean fair : new boolean[] {false, true}) {
            Permits permits = newPermits(1, fair);

            interrupt(startEnding(() -> permits.acquire(2)));
            interrupt(startEnding(() -> permits.tryAcquire(2, Long.MAX_VALUE, TimeUnit.DAYS)));
            assertThat(permits.drainPermits()).as("nothing was taken").isEqualTo(1);
            interrupt(startEnding(permits::acquire));
            interrupt(startEnding(() -> permits.tryAcquire(Long.MAX_VALUE, TimeUnit.DAYS)));

            assertThat(permits.hasQueuedThreads()).isFalse();
            permits.release();
            assertThat(permits.tryAcquire()).isTrue();
        }
    }

    @Test
    default void shouldEndWaitsForASignalWithTheLock() {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        List<ThrowingCallable> waits = List.of(
                condition::await,
                () -> condition.await(Long.MAX_VALUE, TimeUnit.DAYS),
                () -> condition.awaitNanos(Long.MAX_VALUE));

        for (ThrowingCallable wait : waits) {
            interrupt(Call.start(() -> {
                lock.lock();
                lock.lock();
                assertInterrupted(wait);
                assertThat(Call.start(() -> lock.tryLock()).result())
                        .as("the waiter has it again")
                        .isFalse();
                lock.unlock();
                lock.unlock();
                return true;
            }));
        }
    }

    @Test
    default void shouldGoOnWithWaitsThatNothingInterrupts() {
        Lock lock = newLock();
        Permits permits = newPermits(0, false);
        lock.lock();
        Call<Boolean> locks = startStaying(lock::lock);
        awaitWaiting(locks);
        Call<Boolean> acquires = startStaying(permits::acquireUninterruptibly);
        awaitWaiting(locks, acquires);

        locks.interrupt();
        acquires.interrupt();

        awaitWaiting(locks, acquires);
        lock.unlock();
        permits.release();
        assertThat(locks.result() && acquires.result()).as("the flag is kept").isTrue();
    }

    @Test
    default void shouldTakeASignalThatCameFirst() {
        for (int round = 0; round < ROUNDS; round++) {
            Lock lock = newLock();
            Condition condition = lock.newCondition();
            Call<Boolean> waits = Call.start(() -> {
                lock.lock();
                condition.await();
                lock.unlock();
                return Thread.interrupted();
            });
            awaitWaiting(waits);

            locked(lock, () -> {
                condition.signal();
                waits.interrupt();
            });

            assertThat(waits.result()).as("the flag is kept").isTrue();
        }
    }

    @Test
    default void shouldLeaveASignalToAnotherOne() {
        for (int round = 0; round < ROUNDS; round++) {
            Lock lock = newLock();
            Condition condition = lock.newCondition();
            Call<Boolean> first = startWait(lock, condition);
            awaitWaiting(first);
            Call<Boolean> second = startWait(lock, condition);
            awaitWaiting(first, second);

            first.interrupt();
            locked(lock, condition::signal);

            if (!first.result()) {
                assertThat(second.result()).as("the signal is not lost").isTrue();
            } else {
                second.interrupt();
                assertThat(second.result()).as("one signal for one").isFalse();
            }
        }
    }

    /** Starts a wait whose result is whether there was a signal. */
    private static Call<Boolean> startWait(Lock lock, Condition condition) {
        return Call.start(() -> {
            lock.lock();
            try {
                condition.await();
                return true;
            } catch (InterruptedException end) {
                return false;
            } finally {
                lock.unlock();
            }
        });
    }

    @Test
    default void shouldGoOnToWaitForTheSignal() {
        for (int round = 0; round < ROUNDS; round++) {
            Lock lock = newLock();
            Condition condition = lock.newCondition();
            Call<Boolean> waits = startStaying(() -> locked(lock, condition::awaitUninterruptibly));
            awaitWaiting(waits);

            waits.interrupt();
            if (round % 2 == 0) {
                awaitWaiting(waits);
            }
            locked(lock, condition::signal);

            assertThat(waits.result()).as("the flag is kept").isTrue();
        }
    }
}
