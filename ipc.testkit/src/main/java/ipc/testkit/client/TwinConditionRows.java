package ipc.testkit.client;

import static ipc.testkit.client.JavaTwins.assertInterruptedOnEntry;
import static ipc.testkit.client.JavaTwins.assertKeepsTheFlag;
import static ipc.testkit.client.JavaTwins.locked;
import static ipc.testkit.client.JavaTwins.startInterrupted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.testkit.kernel.Call;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Conditions of locks, ours and the JDK's. */
@SuppressWarnings({"WaitNotInLoop", "LockNotBeforeTry", "JavaUtilDate"}) // each call is tested by itself
interface TwinConditionRows extends JavaTwins {
    /** A date as those of JDBC, which know only milliseconds. */
    @SuppressWarnings("serial")
    class PlainDate extends Date {
        PlainDate(long millis) {
            super(millis);
        }

        @Override
        public Instant toInstant() {
            throw new UnsupportedOperationException();
        }
    }

    private static List<ThrowingCallable> interruptible(Condition condition) {
        return List.of(
                condition::await,
                () -> condition.await(1, TimeUnit.MILLISECONDS),
                () -> condition.awaitNanos(1_000),
                () -> condition.awaitUntil(new Date(0)));
    }

    /** Starts a wait with the lock, which the waiter gives up at last. */
    private static <T> Call<T> startWait(Lock lock, Callable<T> wait) {
        return Call.start(() -> {
            lock.lock();
            try {
                return wait.call();
            } finally {
                lock.unlock();
            }
        });
    }

    @Test
    default void shouldNotServeWhoDoesNotHaveTheLock() {
        Condition condition = newLock().newCondition();

        for (ThrowingCallable wait : interruptible(condition)) {
            assertThatThrownBy(wait).isInstanceOf(IllegalMonitorStateException.class);
        }
        assertThatThrownBy(condition::awaitUninterruptibly).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalMonitorStateException.class);
        assertKeepsTheFlag(() ->
                assertThatThrownBy(condition::awaitUninterruptibly).isInstanceOf(IllegalMonitorStateException.class));
    }

    @Test
    default void shouldLookAtInterruptionsBeforeAnythingElse() {
        Condition condition = newLock().newCondition();

        interruptible(condition).forEach(JavaTwins::assertInterruptedOnEntry);
    }

    @Test
    default void shouldNotWaitForWhoHasBeenInterrupted() {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        lock.lock();

        interruptible(condition).forEach(JavaTwins::assertInterruptedOnEntry);
        assertInterruptedOnEntry(() -> condition.await(0, TimeUnit.DAYS));

        lock.unlock();
    }

    @Test
    default void shouldTellThatTheTimeIsGone() throws InterruptedException {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        lock.lock();

        for (long gone : GONE) {
            for (TimeUnit unit : TimeUnit.values()) {
                assertThat(condition.await(gone, unit)).as("%d %s", gone, unit).isFalse();
            }
            assertThat(condition.awaitNanos(gone)).as("%d ns", gone).isLessThanOrEqualTo(Math.min(gone, 0));
            assertThat(condition.awaitUntil(new Date(gone))).as("%d ms", gone).isFalse();
        }
        assertThat(condition.await(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(condition.awaitNanos(1_000)).isNotPositive();
        assertThat(condition.awaitUntil(new PlainDate(1))).isFalse();

        lock.unlock();
    }

    @Test
    default void shouldNotWaitForATimeWithoutAUnit() {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        lock.lock();

        assertKeepsTheFlag(
                () -> assertThatThrownBy(() -> condition.await(1, null)).isInstanceOf(NullPointerException.class));
        assertKeepsTheFlag(
                () -> assertThatThrownBy(() -> condition.awaitUntil(null)).isInstanceOf(NullPointerException.class));

        lock.unlock();
    }

    @Test
    default void shouldWaitForASignalAsLongAsCanBeSaid() {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        List<Call<Boolean>> waits = List.of(
                startWait(lock, () -> condition.await(Long.MAX_VALUE, TimeUnit.NANOSECONDS)),
                startWait(lock, () -> condition.await(Long.MAX_VALUE, TimeUnit.MINUTES)),
                startWait(lock, () -> condition.await(Long.MAX_VALUE, TimeUnit.HOURS)),
                startWait(lock, () -> condition.await(Long.MAX_VALUE, TimeUnit.DAYS)),
                startWait(lock, () -> condition.awaitNanos(Long.MAX_VALUE) > 0),
                startWait(lock, () -> condition.awaitUntil(new PlainDate(Long.MAX_VALUE))));
        awaitWaiting(waits.toArray(Call[]::new));

        locked(lock, condition::signalAll);

        for (Call<Boolean> wait : waits) {
            assertThat(wait.result()).isTrue();
        }
    }

    @Test
    default void shouldWaitForASignalWhateverInterrupts() {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        Call<Boolean> waits = startInterrupted(() -> locked(lock, condition::awaitUninterruptibly));
        awaitWaiting(waits);

        locked(lock, condition::signal);

        assertThat(waits.result()).as("the flag is kept").isTrue();
    }

    @Test
    default void shouldGiveTheLockUpHoweverDeep() {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        Call<Boolean> waits = startWait(lock, () -> {
            lock.lock();
            condition.await();
            assertThat(Call.start(lock::tryLock).result()).isFalse();
            lock.unlock();
            return true;
        });
        awaitWaiting(waits);

        assertThat(lock.tryLock()).isTrue();
        condition.signal();
        lock.unlock();

        assertThat(waits.result()).isTrue();
        lock.lock();
    }

    @Test
    default void shouldReachOneOrAllOfThoseThatWaitForACondition() {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        Condition other = lock.newCondition();
        Call<Boolean> first = startWait(lock, () -> condition.await(Long.MAX_VALUE, TimeUnit.DAYS));
        awaitWaiting(first);
        Call<Boolean> second = startWait(lock, () -> condition.await(Long.MAX_VALUE, TimeUnit.DAYS));
        awaitWaiting(first, second);
        Call<Boolean> third = startWait(lock, () -> condition.await(Long.MAX_VALUE, TimeUnit.DAYS));
        awaitWaiting(first, second, third);

        locked(lock, other::signalAll);
        locked(lock, condition::signal);
        assertThat(first.result()).isTrue();
        awaitWaiting(second, third);
        locked(lock, condition::signalAll);

        assertThat(second.result() && third.result()).isTrue();
    }
}
