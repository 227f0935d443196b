package ipc.testkit.client;

import static ipc.api.sync.RwLock.Mode.READ;
import static ipc.api.sync.RwLock.Mode.UPGRADABLE;
import static ipc.api.sync.RwLock.Mode.WRITE;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.kill;
import static ipc.testkit.client.SyncClient.waitForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.sync.Creation;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLockStatus;
import ipc.api.sync.RwLocks;
import ipc.testkit.kernel.Call;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import org.junit.jupiter.api.Test;

/** Read-write locks as programs use them. */
@SuppressWarnings("LockNotBeforeTry") // each call is tested by itself
interface RwLockUseRows extends SyncClient {
    /** Looks at the clock at once. */
    Timeout SOON = Timeout.after(Duration.ofMillis(1));

    /** Returns the process's read-write locks. */
    default RwLocks rwLocks() {
        return ipc().face(RwLocks.class);
    }

    /** Opens a lock that is there, or makes one. */
    static RwLock rwLock(Ipc ipc, String name) {
        return ipc.face(RwLocks.class).open(name, CREATE, RwLockOptions.standard());
    }

    /** Starts a program that locks and then waits until it is killed. */
    default Child<Boolean> startHolder(String name, Mode mode) {
        Child<Boolean> holder = start(ipc -> {
            rwLock(ipc, name).lock(mode, Timeout.forever());
            waitForEver(ipc);
            return true;
        });
        awaitBlocked(holder.process());
        return holder;
    }

    /** Starts a program that locks and unlocks, and waits for that. */
    default Child<Boolean> startWaiter(String name, Mode mode) {
        Child<Boolean> waiter = start(ipc -> {
            RwLock lock = rwLock(ipc, name);
            lock.lock(mode, Timeout.forever());
            lock.unlock();
            return true;
        });
        awaitBlocked(waiter.process());
        return waiter;
    }

    @Test
    @Row({"RW-01", "RW-02"})
    default void shouldBeHadByReadersOrByAWriter() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        lock.lock(READ, Timeout.forever());
        Child<Boolean> reader = startHolder(name, UPGRADABLE);

        RwLockStatus status = lock.status();

        assertThat(status.name()).isEqualTo(name);
        assertThat(status.readers()).isEqualTo(1);
        assertThat(status.upgradable()).isEqualTo(reader.process().pid());
        assertThat(status.writer()).isZero();
        lock.unlock();
        assertThat(lock.tryLock(WRITE)).isFalse();
        kill(reader);
        assertThat(lock.tryLock(WRITE)).isTrue();
        assertThat(lock.status().writer()).isEqualTo(ipc().self().pid());
        assertThat(lock.status().writes()).isEqualTo(1);
        lock.unlock();
    }

    @Test
    @Row({"RW-04", "RW-06", "RW-10"})
    default void shouldSayWhyItRefuses() {
        RwLock lock = rwLocks().create(RwLockOptions.standard());
        assertFails(Errno.EPERM, lock::unlock);
        assertFails(Errno.EPERM, () -> lock.convert(READ, Timeout.forever()));
        lock.lock(READ, Timeout.forever());

        assertFails(Errno.EDEADLK, () -> lock.lock(WRITE, Timeout.forever()));
        assertFails(Errno.EINVAL, () -> lock.convert(WRITE, Timeout.forever()));
        assertFails(Errno.EPERM, lock::consistent);

        lock.unlock();
        lock.lock(WRITE, Timeout.forever());
        assertFails(Errno.EINVAL, lock::consistent);
        lock.unlock();
    }

    @Test
    @Row("RW-05")
    default void shouldHaveNoMoreHoldersThanItMay() {
        String name = newName();
        RwLock lock = rwLocks().open(name, CREATE, RwLockOptions.standard().holdersMax(1));
        lock.lock(READ, Timeout.forever());

        Child<Boolean> other = start(ipc -> {
            assertFails(Errno.EAGAIN, () -> rwLock(ipc, name).tryLock(READ));
            return true;
        });

        assertThat(other.result()).isTrue();
        lock.unlock();
        assertFails(
                Errno.EINVAL, () -> rwLocks().create(RwLockOptions.standard().holdersMax(0)));
        assertFails(
                Errno.EINVAL,
                () -> rwLocks().create(RwLockOptions.standard().holdersMax(RwLockOptions.HOLDERS_MAX + 1)));
    }

    @Test
    @Row("RW-07")
    default void shouldServeAWriterBeforeReadersThatComeLater() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        lock.lock(READ, Timeout.forever());
        Child<Boolean> writer = startWaiter(name, WRITE);

        Child<Boolean> reader = startWaiter(name, READ);

        assertThat(lock.status().waiting()).isEqualTo(2);
        lock.unlock();
        assertThat(writer.result() && reader.result()).isTrue();
        assertThat(lock.status().writes()).isEqualTo(1);
    }

    @Test
    @Row("RW-08")
    default void shouldLookAtItsTimeOutOnlyIfItHasTo() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        lock.lock(UPGRADABLE, Timeout.after(0, -1));
        Child<Boolean> reader = startHolder(name, READ);

        assertFails(Errno.EINVAL, () -> lock.convert(WRITE, Timeout.after(0, -1)));
        assertFails(Errno.ETIMEDOUT, () -> lock.convert(WRITE, SOON));

        assertThat(lock.status().upgradable()).isEqualTo(ipc().self().pid());
        kill(reader);
        lock.convert(WRITE, Timeout.forever());
        lock.unlock();
    }

    @Test
    @Row({"RW-09", "RW-11"})
    default void shouldGoOnInAnotherMode() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        lock.lock(UPGRADABLE, Timeout.forever());

        lock.convert(WRITE, Timeout.forever());
        Child<Boolean> reader = startWaiter(name, READ);
        lock.convert(UPGRADABLE, Timeout.forever());

        assertThat(reader.result()).isTrue();
        lock.convert(READ, Timeout.forever());
        assertThat(lock.status().readers()).isEqualTo(1);
        lock.unlock();
    }

    @Test
    @Row("RW-12")
    default void shouldTellThatAWriterDied() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        kill(startHolder(name, WRITE));

        assertFails(Errno.EOWNERDEAD, () -> lock.lock(READ, Timeout.forever()));
        lock.unlock();
        assertFails(Errno.EOWNERDEAD, () -> lock.tryLock(UPGRADABLE));
        assertFails(Errno.EOWNERDEAD, () -> lock.convert(WRITE, Timeout.forever()));
        assertThat(lock.status().health()).isEqualTo(Health.INCONSISTENT);
        lock.consistent();
        lock.unlock();

        lock.lock(READ, Timeout.forever());
        lock.unlock();
    }

    @Test
    @Row("RW-12")
    default void shouldBeLostIfItIsUnlockedWithoutBeingInOrder() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        kill(startHolder(name, WRITE));
        assertFails(Errno.EOWNERDEAD, () -> lock.lock(WRITE, Timeout.forever()));

        lock.unlock();

        assertFails(Errno.ENOTRECOVERABLE, () -> lock.lock(READ, Timeout.forever()));
        assertFails(Errno.ENOTRECOVERABLE, () -> lock.tryLock(WRITE));
    }

    @Test
    @Row("RW-13")
    default void shouldGoOnWithoutReadersThatDie() {
        String name = newName();
        Child<Boolean> reader = startHolder(name, READ);
        Child<Boolean> writer = startWaiter(name, WRITE);

        kill(reader);

        assertThat(writer.result()).isTrue();
        assertThat(rwLock(ipc(), name).status().health()).isEqualTo(Health.SOUND);
    }

    @Test
    @Row("G-12")
    default void shouldForgetAWriterThatDiesWaiting() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        lock.lock(READ, Timeout.forever());
        Child<Boolean> writer = startWaiter(name, WRITE);
        Child<Boolean> reader = startWaiter(name, READ);

        kill(writer);

        assertThat(reader.result()).isTrue();
        lock.unlock();
    }

    @Test
    @Row("G-04")
    default void shouldNeedTheRightForEachMode() {
        RwLock lock = rwLocks().create(RwLockOptions.standard());
        RwLock reads = lock.duplicate(Set.of(Right.READ));
        RwLock looks = lock.duplicate(Set.of(Right.INSPECT));

        reads.lock(READ, Timeout.forever());
        reads.unlock();
        assertFails(Errno.EACCES, () -> reads.tryLock(WRITE));
        assertFails(Errno.EACCES, () -> reads.lock(UPGRADABLE, Timeout.forever()));
        assertFails(Errno.EACCES, () -> reads.convert(READ, Timeout.forever()));
        assertFails(Errno.EACCES, reads::consistent);
        assertFails(Errno.EACCES, reads::status);
        assertFails(Errno.EACCES, () -> looks.tryLock(READ));
        assertFails(Errno.EACCES, looks::unlock);
        assertThat(looks.status().readers()).isZero();
        looks.close();
        assertFails(Errno.EBADF, looks::status);
    }

    @Test
    @Row("RW-14")
    default void shouldShareNamesWithOtherKinds() {
        String name = newName();
        rwLock(ipc(), name);

        assertFails(Errno.EINVAL, () -> SyncClient.mutex(ipc(), name));
        assertFails(Errno.EEXIST, () -> rwLocks().open(name, CREATE.exclusive(), RwLockOptions.standard()));
        sync().unlink(name);
        assertFails(Errno.ENOENT, () -> rwLocks().open(name, Creation.none(), RwLockOptions.standard()));
    }

    @Test
    @Row("RW-15")
    default void shouldBeWaitedForTogetherWithOthersByUsersSignalsOnly() {
        RwLock lock = rwLocks().create(RwLockOptions.standard());

        shouldBeAwaitedByUsersSignalsOnly(lock);
    }

    @Test
    default void shouldBeSeenByOperators() {
        String name = newName();
        RwLock lock = rwLock(ipc(), name);
        lock.lock(WRITE, Timeout.forever());

        ObjectSnapshot seen = admin().objects().stream()
                .filter(object -> object.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(seen.mechanism()).isEqualTo("sync");
        assertThat(seen.figures())
                .containsEntry("writer pid", (long) ipc().self().pid())
                .containsEntry("written times", 1L);
        lock.unlock();
        admin().remove("sync", name);
        assertThat(lock.status().name()).isEmpty();
    }

    @Test
    @Row("RW-16")
    default void shouldBehaveAsTheJdksDo() throws InterruptedException {
        RwLock lock = rwLocks().create(RwLockOptions.standard());
        ReadWriteLock view = rwLocks().readWriteLock(lock);

        view.readLock().lock();
        assertThat(view.readLock().tryLock()).isTrue();
        assertThat(view.writeLock().tryLock()).isFalse();
        view.readLock().unlock();
        view.readLock().unlock();
        assertThatThrownBy(() -> view.readLock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
        view.writeLock().lockInterruptibly();
        assertThat(lock.status().writer()).isEqualTo(ipc().self().pid());
        assertThat(view.readLock().tryLock()).isFalse();
        view.writeLock().unlock();
        assertThat(view.writeLock().tryLock(1, TimeUnit.MILLISECONDS)).isTrue();
        view.writeLock().unlock();
        assertThatThrownBy(() -> view.writeLock().newCondition()).isInstanceOf(UnsupportedOperationException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> view.writeLock().lockInterruptibly()).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @Row({"RW-04", "RW-16"})
    default void shouldRefuseToWaitForItselfWhereTheJdkDoes() {
        ReadWriteLock view = rwLocks().readWriteLock(rwLocks().create(RwLockOptions.standard()));

        view.writeLock().lock();
        assertFails(Errno.EDEADLK, () -> view.writeLock().lock());
        assertFails(Errno.EDEADLK, () -> view.readLock().lock());
        view.writeLock().unlock();
        view.readLock().lock();
        assertFails(Errno.EDEADLK, () -> view.writeLock().lock());
        assertThat(Call.start(() -> {
                            view.readLock().unlock();
                            return true;
                        })
                        .failure())
                .isInstanceOf(IllegalMonitorStateException.class);

        view.readLock().unlock();
    }

    @Test
    @Row("RW-16")
    default void shouldNotWaitLongerThanTheJdkIsToldTo() {
        String name = newName();
        rwLock(ipc(), name).lock(READ, Timeout.forever());

        Child<Boolean> other = start(ipc -> ipc.face(RwLocks.class)
                .readWriteLock(rwLock(ipc, name))
                .writeLock()
                .tryLock(1, TimeUnit.MILLISECONDS));

        assertThat(other.result()).isFalse();
    }

    @Test
    default void shouldLockForReadingAndWritingByNumberToo() {
        Syscalls calls = ipc().face(Syscalls.class);
        String name = newName();
        Object handle = calls.call(Sysno.RW_OPEN.number(), name, CREATE, RwLockOptions.standard());

        calls.call(Sysno.RW_LOCK.number(), handle, UPGRADABLE, Timeout.forever());
        calls.call(Sysno.RW_CONVERT.number(), handle, WRITE, Timeout.forever());
        assertThat(calls.call(Sysno.RW_TRY_LOCK.number(), handle, READ)).isEqualTo(false);
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.RW_CONSISTENT.number(), handle));
        calls.call(Sysno.RW_UNLOCK.number(), handle);
        assertThat(calls.call(Sysno.RW_STATUS.number(), handle)).hasFieldOrPropertyWithValue("writes", 1L);
        Object other = calls.call(Sysno.RW_CREATE.number(), RwLockOptions.standard());
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.MUTEX_UNLOCK.number(), other));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.RW_LOCK.number(), handle, "read", Timeout.forever()));
    }
}
