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
import ipc.api.sync.Permits;
import ipc.api.sync.Sync;
import ipc.testkit.rows.Row;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;

/**
 * What the faces for ordinary Java code do among processes, of which the JDK knows nothing; inside of one they behave
 * as their twins in {@link TwinLockRows}, {@link TwinConditionRows} and {@link TwinPermitRows}.
 */
@SuppressWarnings({"WaitNotInLoop", "LockNotBeforeTry"}) // each call is tested by itself
interface JavaSyncRows extends SyncClient {
    @Test
    @Row("MX-25")
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
    @Row("MX-25")
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
    @Row("CV-15")
    default void shouldWaitForASignalWhenItsProcessIsInterrupted() {
        String name = newName();
        Lock lock = sync().lock(mutex(ipc(), name));
        Condition condition = lock.newCondition();
        boolean[] over = new boolean[1];
        Child<Boolean> waits = start(ipc -> {
            Lock own = ipc.face(Sync.class).lock(mutex(ipc, name));
            Condition same = own.newCondition();
            own.lock();
            same.awaitUninterruptibly();
            over[0] = true;
            own.unlock();
            return Thread.interrupted();
        });
        awaitBlocked(waits.process());

        waits.process().interrupt();

        awaitBlocked(waits.process());
        lock.lock();
        assertThat(over[0]).isFalse();
        condition.signal();
        lock.unlock();
        assertThat(waits.result()).as("no thread was interrupted").isFalse();
    }

    @Test
    @Row("CV-15")
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
    @Row("SE-21")
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
    @Row("MX-25")
    default void shouldShowOwnersThatDied() {
        String name = newName();
        Lock lock = sync().lock(sync().openMutex(name, CREATE, checking()));
        SyncClient.kill(startHolder(name));

        assertFails(Errno.EOWNERDEAD, lock::lock);

        lock.unlock();
    }
}
