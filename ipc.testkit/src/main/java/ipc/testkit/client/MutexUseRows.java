package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.kill;
import static ipc.testkit.client.SyncClient.mutex;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.SemaphoreOptions;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kinds, owners and their deaths, tokens and bounds of mutexes. */
interface MutexUseRows extends SyncClient {
    @Test
    @Row("MX-01")
    default void shouldLetTheOwnerOfANormalOneWait() {
        Mutex mutex = sync().createMutex(MutexOptions.of(Kind.NORMAL));
        mutex.lock();

        assertFails(Errno.ETIMEDOUT, () -> mutex.lock(Timeout.after(Duration.ofMillis(2))));

        mutex.unlock();
        assertThat(mutex.status().owner()).isZero();
    }

    @Test
    @Row({"MX-02", "MX-05", "MX-07", "MX-08"})
    default void shouldCheckForErrors() {
        Mutex mutex = sync().createMutex(checking());
        assertFails(Errno.EPERM, mutex::unlock);
        mutex.lock();

        assertFails(Errno.EDEADLK, mutex::lock);
        assertThat(mutex.tryLock()).isFalse();
        assertThat(mutex.status().owner()).isEqualTo(ipc().self().pid());
        assertThat(mutex.status().depth()).isEqualTo(1);
        mutex.unlock();
        assertFails(Errno.EPERM, mutex::unlock);
    }

    @Test
    @Row({"MX-03", "MX-04"})
    default void shouldCountHowDeepItIsLocked() {
        Mutex mutex = sync().createMutex(MutexOptions.of(Kind.RECURSIVE).depthMax(2));
        mutex.lock();
        assertThat(mutex.tryLock()).isTrue();

        assertFails(Errno.EAGAIN, mutex::lock);
        assertFails(Errno.EAGAIN, mutex::tryLock);

        mutex.unlock();
        mutex.unlock();
        assertFails(Errno.EPERM, mutex::unlock);
    }

    @Test
    @Row({"MX-05", "MX-06", "MX-07"})
    default void shouldBelongToOneThreadOfOneProcess() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Child<Boolean> holder = startHolder(name);

        assertThat(mutex.tryLock()).isFalse();
        assertFails(Errno.ETIMEDOUT, () -> mutex.lock(Timeout.after(Duration.ofMillis(2))));
        assertFails(Errno.EPERM, mutex::unlock);
        assertThat(mutex.status().owner()).isEqualTo(holder.process().pid());
        assertFails(Errno.EINVAL, () -> mutex.lock(Timeout.after(0, 1_000_000_000)));

        kill(holder);
    }

    @Test
    @Row("MX-09")
    default void shouldNotEndAWaitThatIsInterrupted() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        mutex.lock();
        Child<Boolean> waits = start(ipc -> {
            Thread.currentThread().interrupt();
            mutex(ipc, name).lock();
            return Thread.interrupted();
        });
        awaitBlocked(waits.process());

        waits.process().interrupt();
        awaitBlocked(waits.process());

        assertThat(mutex.status().waiting()).isEqualTo(1);
        mutex.unlock();
        assertThat(waits.result()).as("the thread's flag is kept").isTrue();
    }

    @Test
    @Row({"MX-10", "MX-11", "MX-13"})
    default void shouldTellTheNextOwnerOfADeath() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        kill(startHolder(name));
        assertThat(mutex.status().health()).isEqualTo(Health.INCONSISTENT);

        assertFails(Errno.EOWNERDEAD, mutex::lock);

        assertThat(mutex.token()).isEqualTo(2);
        mutex.consistent();
        assertFails(Errno.EINVAL, mutex::consistent);
        mutex.unlock();
        assertThat(mutex.lock()).isEqualTo(3);
        mutex.unlock();
        assertFails(Errno.EPERM, mutex::consistent);
    }

    @Test
    @Row("MX-10")
    default void shouldTellAWaiterThatTheOwnerDied() {
        String name = newName();
        Child<Boolean> holder = startHolder(name);
        Child<Long> waits = start(ipc -> mutex(ipc, name).lock());
        awaitBlocked(waits.process());

        kill(holder);

        assertFails(Errno.EOWNERDEAD, waits::result);
        assertFails(Errno.EOWNERDEAD, () -> mutex(ipc(), name).tryLock());
    }

    @Test
    @Row("MX-12")
    default void shouldBeLostIfNobodyMakesItConsistent() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        kill(startHolder(name));
        assertFails(Errno.EOWNERDEAD, mutex::lock);
        Child<Long> waits = start(ipc -> mutex(ipc, name).lock());
        awaitBlocked(waits.process());

        mutex.unlock();

        assertFails(Errno.ENOTRECOVERABLE, waits::result);
        assertFails(Errno.ENOTRECOVERABLE, mutex::lock);
        assertFails(Errno.ENOTRECOVERABLE, mutex::tryLock);
        assertThat(mutex.status().health()).isEqualTo(Health.LOST);
    }

    @Test
    @Row("MX-14")
    default void shouldStayLockedIfItIsNotRobust() {
        String name = newName();
        Mutex mutex =
                sync().openMutex(name, CREATE, MutexOptions.of(Kind.NORMAL).stalled());

        kill(startHolder(name));

        assertThat(mutex.tryLock()).isFalse();
        assertThat(mutex.status().health()).isEqualTo(Health.SOUND);
    }

    @Test
    default void shouldCountAsADeathWhenTheLastHandleIsClosed() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Child<Boolean> closes = start(ipc -> {
            Mutex first = mutex(ipc, name);
            Mutex second = mutex(ipc, name);
            first.lock();
            first.close();
            boolean kept = second.status().health() == Health.SOUND;
            second.close();
            return kept;
        });

        assertThat(closes.result()).as("one handle was left").isTrue();

        assertFails(Errno.EOWNERDEAD, mutex::lock);
    }

    @Test
    default void shouldBeUnlockedThroughAnyHandle() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        mutex.lock();

        mutex(ipc(), name).unlock();

        assertThat(mutex.tryLock()).isTrue();
        mutex.unlock();
    }

    @Test
    default void shouldTellALateOwnerByItsToken() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        long[] late = new long[1];
        Child<Boolean> holder = start(ipc -> {
            late[0] = mutex(ipc, name).lock();
            SyncClient.waitForEver(ipc);
            return true;
        });
        awaitBlocked(holder.process());
        assertThat(mutex.isCurrent(late[0])).isTrue();

        kill(holder);

        assertThat(mutex.isCurrent(late[0])).isFalse();
        assertFails(Errno.EOWNERDEAD, mutex::lock);
        assertThat(mutex.token()).isGreaterThan(late[0]);
        assertThat(mutex.isCurrent(late[0])).isFalse();
        assertThat(mutex.isCurrent(mutex.token())).isTrue();
    }

    @Test
    @Row("MX-19")
    default void shouldBoundItsOptions() {
        assertFails(Errno.EINVAL, () -> sync().createMutex(checking().protect(-1)));
        assertFails(Errno.EINVAL, () -> sync().createMutex(checking().protect(32)));
        assertFails(Errno.EINVAL, () -> sync().createMutex(checking().depthMax(0)));
    }

    @Test
    @Row("MX-20")
    default void shouldRefuseWhatAreNoOptions() {
        Syscalls calls = ipc().face(Syscalls.class);

        String name = newName();

        for (Object strange : List.of("recursive", 7, Kind.RECURSIVE, SemaphoreOptions.counting(1))) {
            assertFails(Errno.EINVAL, () -> calls.call(Sysno.MUTEX_CREATE.number(), strange));
            assertFails(Errno.EINVAL, () -> calls.call(Sysno.MUTEX_OPEN.number(), name, CREATE, strange));
        }
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.MUTEX_CREATE.number()));

        assertFails(Errno.ENOENT, () -> sync().openMutex(name, Creation.none(), checking()));
    }

    @Test
    @Row("MX-15")
    default void shouldOutliveItsNameWhileItIsLockedAndWaitedFor() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        mutex.lock();
        Child<Long> waits = start(ipc -> mutex(ipc, name).lock());
        awaitBlocked(waits.process());

        sync().unlink(name);

        awaitBlocked(waits.process());
        mutex.unlock();
        assertThat(waits.result()).isEqualTo(2);
    }

    @Test
    default void shouldNeedTheRightToWrite() {
        Mutex mutex = sync().createMutex(checking());
        Mutex looks = mutex.duplicate(Set.of(Right.INSPECT));

        assertFails(Errno.EACCES, looks::lock);
        assertFails(Errno.EACCES, looks::unlock);
        assertFails(Errno.EACCES, () -> looks.condition(0).signal());
        assertThat(looks.isCurrent(1)).isFalse();
        assertThat(looks.status().depth()).isZero();
    }

    @Test
    default void shouldLockByNumberToo() {
        Syscalls calls = ipc().face(Syscalls.class);
        Object handle = calls.call(Sysno.MUTEX_CREATE.number(), checking());

        assertThat(calls.call(Sysno.MUTEX_LOCK.number(), handle, Timeout.forever()))
                .isEqualTo(1L);
        assertThat(calls.call(Sysno.MUTEX_TRY_LOCK.number(), handle)).isEqualTo(false);
        assertThat(calls.call(Sysno.MUTEX_TOKEN.number(), handle)).isEqualTo(1L);
        assertThat(calls.call(Sysno.MUTEX_IS_CURRENT.number(), handle, 1L)).isEqualTo(true);
        calls.call(Sysno.COND_SIGNAL.number(), handle, 0);
        calls.call(Sysno.COND_BROADCAST.number(), handle, 63);
        assertFails(
                Errno.ETIMEDOUT,
                () -> calls.call(Sysno.COND_WAIT.number(), handle, 0, Timeout.after(Duration.ofMillis(1))));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.COND_SIGNAL.number(), handle, Mutex.CONDITIONS));
        calls.call(Sysno.MUTEX_UNLOCK.number(), handle);
        assertFails(Errno.EPERM, () -> calls.call(Sysno.MUTEX_CONSISTENT.number(), handle));
        assertThat(calls.call(Sysno.MUTEX_STATUS.number(), handle)).hasFieldOrPropertyWithValue("owner", 0);
    }
}
