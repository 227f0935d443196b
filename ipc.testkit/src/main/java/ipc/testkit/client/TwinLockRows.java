package ipc.testkit.client;

import static ipc.testkit.client.JavaTwins.assertInterruptedOnEntry;
import static ipc.testkit.client.JavaTwins.assertKeepsTheFlag;
import static ipc.testkit.client.JavaTwins.startInterrupted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.testkit.kernel.Call;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.junit.jupiter.api.Test;

/** Locks and read-write locks, ours and the JDK's. */
@SuppressWarnings("LockNotBeforeTry") // each call is tested by itself
interface TwinLockRows extends JavaTwins {
    private List<Lock> newLocks() {
        return List.of(
                newLock(), newReadWriteLock().readLock(), newReadWriteLock().writeLock());
    }

    private static boolean isFree(Lock lock) {
        return Call.start(() -> {
                    boolean free = lock.tryLock();
                    if (free) {
                        lock.unlock();
                    }
                    return free;
                })
                .result();
    }

    @Test
    default void shouldBeUnlockedAsOftenAsLocked() throws InterruptedException {
        Lock lock = newLock();

        lock.lock();
        lock.lockInterruptibly();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.tryLock(1, TimeUnit.MILLISECONDS)).isTrue();

        for (int i = 0; i < 4; i++) {
            assertThat(isFree(lock)).isFalse();
            lock.unlock();
        }
        assertThat(isFree(lock)).isTrue();
    }

    @Test
    default void shouldNotBeUnlockedWhenFree() {
        for (Lock lock : newLocks()) {
            assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        }
    }

    @Test
    default void shouldNotBeUnlockedByAnother() {
        Lock lock = newLock();
        lock.lock();

        assertThat(Call.start(() -> {
                            lock.unlock();
                            return true;
                        })
                        .failure())
                .isInstanceOf(IllegalMonitorStateException.class);

        lock.unlock();
    }

    @Test
    default void shouldTryOnceWhenTheTimeIsGone() {
        for (Lock lock : List.of(newLock(), newReadWriteLock().writeLock())) {
            lock.lock();

            Call.start(() -> {
                        for (long gone : GONE) {
                            for (TimeUnit unit : TimeUnit.values()) {
                                assertThat(lock.tryLock(gone, unit))
                                        .as("%d %s", gone, unit)
                                        .isFalse();
                            }
                        }
                        return true;
                    })
                    .result();

            lock.unlock();
        }
    }

    @Test
    default void shouldLockAFreeOneWhateverTheTime() throws InterruptedException {
        for (Lock lock : newLocks()) {
            for (TimeUnit unit : TimeUnit.values()) {
                for (long time : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                    assertThat(lock.tryLock(time, unit)).as("%d %s", time, unit).isTrue();
                    lock.unlock();
                }
            }
        }
    }

    @Test
    default void shouldWaitAsLongAsCanBeSaid() {
        for (TimeUnit unit : TimeUnit.values()) {
            Lock lock = newLock();
            lock.lock();
            Call<Boolean> waits = Call.start(() -> lock.tryLock(Long.MAX_VALUE, unit));
            awaitWaiting(waits);

            lock.unlock();

            assertThat(waits.result()).isTrue();
        }
    }

    @Test
    default void shouldNotLockForATimeWithoutAUnit() {
        for (Lock lock : newLocks()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> lock.tryLock(1, null)).isInstanceOf(NullPointerException.class);

            assertThat(Thread.interrupted()).as("not looked at").isTrue();
            assertThat(isFree(lock)).isTrue();
        }
    }

    @Test
    default void shouldNotLockForWhoHasBeenInterrupted() {
        for (Lock lock : newLocks()) {
            assertInterruptedOnEntry(lock::lockInterruptibly);
            assertInterruptedOnEntry(() -> lock.tryLock(1, TimeUnit.MILLISECONDS));
            assertInterruptedOnEntry(() -> lock.tryLock(0, TimeUnit.MILLISECONDS));

            assertThat(isFree(lock)).isTrue();
        }
    }

    @Test
    default void shouldLockWhateverInterrupts() {
        for (Lock lock : newLocks()) {
            assertKeepsTheFlag(lock::lock);
            assertKeepsTheFlag(lock::unlock);
            assertKeepsTheFlag(() -> assertThat(lock.tryLock()).isTrue());
            lock.unlock();
        }
    }

    @Test
    default void shouldWaitForALockWhateverInterrupts() {
        for (Lock lock : List.of(newLock(), newReadWriteLock().writeLock())) {
            lock.lock();
            Call<Boolean> waits = startInterrupted(lock::lock);
            awaitWaiting(waits);

            lock.unlock();

            assertThat(waits.result()).as("the flag is kept").isTrue();
            assertThat(isFree(lock)).isFalse();
        }
    }

    @Test
    default void shouldLetManyReadOrOneWrite() {
        ReadWriteLock lock = newReadWriteLock();

        lock.readLock().lock();
        assertThat(lock.readLock().tryLock()).isTrue();
        assertThat(isFree(lock.readLock())).isTrue();
        assertThat(isFree(lock.writeLock())).isFalse();
        assertThat(lock.writeLock().tryLock()).as("going on to write").isFalse();
        lock.readLock().unlock();
        lock.readLock().unlock();

        lock.writeLock().lock();
        assertThat(isFree(lock.readLock())).isFalse();
        assertThat(lock.readLock().tryLock()).as("reading while writing").isFalse();
        assertThat(lock.writeLock().tryLock()).as("writing twice").isFalse();
        lock.writeLock().unlock();
        assertThat(isFree(lock.writeLock())).isTrue();
    }

    @Test
    default void shouldHaveNoConditionsOfReadingOrWriting() {
        ReadWriteLock lock = newReadWriteLock();

        assertThatThrownBy(() -> lock.readLock().newCondition()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> lock.writeLock().newCondition()).isInstanceOf(UnsupportedOperationException.class);
    }
}
