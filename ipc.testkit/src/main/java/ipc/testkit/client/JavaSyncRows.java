package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.mutex;
import static ipc.testkit.client.SyncClient.semaphore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Permits;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;

/** The faces for ordinary Java code, which behave as their twins of the JDK. */
@SuppressWarnings({"WaitNotInLoop", "LockNotBeforeTry", "JavaUtilDate"}) // each call is tested by itself
interface JavaSyncRows extends SyncClient {
    private Lock newLock() {
        return sync().lock(sync().createMutex(MutexOptions.of(Kind.RECURSIVE)));
    }

    @Test
    default void shouldLockAsTheJdkDoes() throws InterruptedException {
        Lock lock = newLock();

        lock.lock();
        lock.lockInterruptibly();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.tryLock(1, TimeUnit.MILLISECONDS)).isTrue();

        for (int i = 0; i < 4; i++) {
            lock.unlock();
        }
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    default void shouldNotHaveALockThatAnotherHas() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        mutex.lock();

        Child<Boolean> other = start(ipc -> {
            Lock lock = ipc.face(Sync.class).lock(mutex(ipc, name));
            assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
            return lock.tryLock() || lock.tryLock(1, TimeUnit.MILLISECONDS);
        });

        assertThat(other.result()).isFalse();
    }

    @Test
    default void shouldReportInterruptionsAsTheJdkDoes() {
        Lock lock = newLock();
        Permits permits = sync().permits(sync().createSemaphore(SemaphoreOptions.counting(1)));

        Thread.currentThread().interrupt();
        assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(permits::acquire).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        lock.lock();
        Condition condition = lock.newCondition();
        Thread.currentThread().interrupt();
        assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        Thread.currentThread().interrupt();
        lock.lock();
        permits.acquireUninterruptibly(1);
        condition.awaitUninterruptibly();
        assertThat(Thread.interrupted())
                .as("kept by calls that it does not end")
                .isTrue();

        assertThat(permits.availablePermits()).isZero();
    }

    @Test
    default void shouldEndAWaitForALockThatIsInterrupted() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        mutex.lock();
        Child<Boolean> waits = start(ipc -> {
            Lock lock = ipc.face(Sync.class).lock(mutex(ipc, name));
            assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
            return true;
        });
        awaitBlocked(waits.process());

        waits.process().interrupt();

        assertThat(waits.result()).isTrue();
    }

    @Test
    default void shouldWaitForConditionsAsTheJdkDoes() throws InterruptedException {
        Lock lock = newLock();
        Condition condition = lock.newCondition();
        assertThatThrownBy(condition::await).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::awaitUninterruptibly).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalMonitorStateException.class);
        lock.lock();

        assertThat(condition.await(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(condition.awaitNanos(1_000)).isNotPositive();
        assertThat(condition.awaitUntil(new Date(0))).isFalse();

        lock.unlock();
    }

    @Test
    default void shouldSignalThroughEachConditionOfItsOwn() {
        String name = newName();
        mutex(ipc(), name);
        Lock lock = sync().lock(mutex(ipc(), name));
        Condition first = lock.newCondition();
        Condition second = lock.newCondition();
        Child<Boolean> waits = start(ipc -> {
            Lock own = ipc.face(Sync.class).lock(mutex(ipc, name));
            own.newCondition();
            Condition condition = own.newCondition();
            own.lock();
            condition.await();
            own.unlock();
            return true;
        });
        awaitBlocked(waits.process());

        lock.lock();
        first.signalAll();
        second.signal();
        lock.unlock();

        assertThat(waits.result()).isTrue();
        for (int i = 2; i < Mutex.CONDITIONS; i++) {
            lock.newCondition();
        }
        assertThatThrownBy(lock::newCondition).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void shouldCountPermitsAsTheJdkDoes() throws InterruptedException {
        String name = newName();
        Semaphore semaphore = semaphore(ipc(), name);
        Permits permits = sync().permits(semaphore);

        permits.release();
        permits.release(2);
        permits.acquire(2);
        assertThat(permits.availablePermits()).isEqualTo(1);
        assertThat(permits.tryAcquire(2)).isFalse();
        assertThat(permits.tryAcquire(2, 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(permits.tryAcquire(1, 1, TimeUnit.MILLISECONDS)).isTrue();
        permits.acquire(0);
        permits.release(0);
        assertThat(permits.tryAcquire(0)).isTrue();
        assertThat(permits.drainPermits()).isZero();
        assertThat(permits.isFair()).isFalse();
        assertThatThrownBy(() -> permits.acquire(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> permits.release(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void shouldSeeWhoIsQueued() {
        String name = newName();
        Permits permits = sync().permits(semaphore(ipc(), name));
        assertThat(permits.hasQueuedThreads()).isFalse();
        Child<Boolean> waits = start(ipc -> {
            ipc.face(Sync.class).permits(semaphore(ipc, name)).acquireUninterruptibly(1);
            return true;
        });
        awaitBlocked(waits.process());

        assertThat(permits.hasQueuedThreads()).isTrue();
        assertThat(permits.getQueueLength()).isEqualTo(1);

        waits.process().interrupt();
        awaitBlocked(waits.process());
        permits.release();
        assertThat(waits.result()).isTrue();
    }

    @Test
    default void shouldShowOwnersThatDied() {
        String name = newName();
        Lock lock = sync().lock(sync().openMutex(name, CREATE, checking()));
        SyncClient.kill(startHolder(name));

        assertFails(Errno.EOWNERDEAD, lock::lock);

        lock.unlock();
    }
}
