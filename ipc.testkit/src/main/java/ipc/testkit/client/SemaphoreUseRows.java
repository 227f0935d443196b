package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.semaphore;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.sync.Creation;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names, bounds, waits, rights and the ends of users of semaphores. */
interface SemaphoreUseRows extends SyncClient {
    @Test
    @Row({"SE-01", "SE-18"})
    default void shouldBoundFirstPermits() {
        assertFails(Errno.EINVAL, () -> sync().createSemaphore(SemaphoreOptions.counting(-1)));
        assertFails(Errno.EINVAL, () -> sync().createSemaphore(SemaphoreOptions.binary(2)));
        assertFails(
                Errno.EINVAL,
                () -> sync().createSemaphore(SemaphoreOptions.counting(0).permitsMax(0)));
        String name = newName();
        assertFails(Errno.EINVAL, () -> sync().openSemaphore(name, CREATE, SemaphoreOptions.binary(2)));
        assertFails(Errno.ENOENT, () -> sync().openSemaphore(name, Creation.none(), SemaphoreOptions.binary(0)));
    }

    @Test
    @Row({"SE-02", "SE-03", "SE-04"})
    default void shouldOpenWhatIsThereAndMakeWhatIsNot() {
        String name = newName();
        SemaphoreOptions options = SemaphoreOptions.counting(3);
        assertFails(Errno.ENOENT, () -> sync().openSemaphore(name, Creation.none(), options));
        Semaphore made = sync().openSemaphore(name, CREATE.exclusive(), options);
        assertFails(Errno.EEXIST, () -> sync().openSemaphore(name, CREATE.exclusive(), options));

        Semaphore same = sync().openSemaphore(name, CREATE, SemaphoreOptions.counting(100));

        made.acquire();
        assertThat(same.status().permits()).isEqualTo(2);
        assertThat(same.status().options()).isEqualTo(options);
    }

    @Test
    @Row({"SE-14", "SE-15", "SE-16"})
    default void shouldLiveOnWithoutItsName() {
        String name = newName();
        Semaphore semaphore = semaphore(ipc(), name);
        Child<Boolean> waits = startAcquire(name, 3);

        sync().unlink(name);

        awaitBlocked(waits.process());
        assertThat(semaphore.release()).isZero();
        assertThat(waits.result()).isTrue();
        assertThat(semaphore.release()).isZero();
        assertThat(semaphore.status().name()).isEmpty();
        assertFails(Errno.ENOENT, () -> sync().unlink(name));
        assertThat(semaphore(ipc(), name).status().permits()).as("another one").isZero();
    }

    @Test
    @Row("SE-13")
    default void shouldRefuseWhatIsNoSemaphore() {
        String name = newName();
        int mutex = SyncClient.mutex(ipc(), name).number();
        Syscalls calls = ipc().face(Syscalls.class);

        assertFails(Errno.EINVAL, () -> semaphore(ipc(), name));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.SEM_TRY_ACQUIRE.number(), mutex, 1));
        assertFails(Errno.EBADF, () -> calls.call(Sysno.SEM_TRY_ACQUIRE.number(), -5, 1));
    }

    @Test
    @Row({"SE-05", "SE-06", "SE-07"})
    default void shouldTakeWaitAndGiveUp() {
        Semaphore semaphore = sync().createSemaphore(SemaphoreOptions.counting(2));
        semaphore.acquire(2, Timeout.after(-1, 0));

        assertThat(semaphore.tryAcquire()).isFalse();
        assertFails(Errno.ETIMEDOUT, () -> semaphore.acquire(1, Timeout.after(Duration.ofMillis(2))));
        assertFails(Errno.EINVAL, () -> semaphore.acquire(1, Timeout.after(0, -1)));
        assertFails(Errno.EINVAL, () -> semaphore.acquire(0, Timeout.forever()));
        assertFails(Errno.EINVAL, () -> semaphore.tryAcquire(-1));
        assertThat(semaphore.status().waiting()).isZero();
    }

    @Test
    @Row("SE-08")
    default void shouldEndAnInterruptedAcquisition() {
        String name = newName();
        Semaphore semaphore = semaphore(ipc(), name);
        Child<Boolean> waits = start(ipc -> {
            semaphore(ipc, name).acquire();
            return true;
        });
        awaitBlocked(waits.process());

        waits.process().interrupt();

        assertFails(Errno.EINTR, waits::result);
        assertThat(semaphore.release()).isZero();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    @Row({"SE-09", "SE-19", "SE-20"})
    default void shouldNotReleasePastTheMaximum() {
        Semaphore semaphore =
                sync().createSemaphore(SemaphoreOptions.counting(1).permitsMax(3));

        assertFails(Errno.EOVERFLOW, () -> semaphore.release(3));
        assertFails(Errno.EOVERFLOW, () -> semaphore.release((1L << 32) - 1));
        assertFails(Errno.EINVAL, () -> semaphore.release(-1));
        assertThat(semaphore.release(0)).isEqualTo(1);
        assertThat(semaphore.release(2)).isEqualTo(1);
        assertThat(semaphore.drain()).isEqualTo(3);
    }

    @Test
    @Row({"SE-10", "SE-12"})
    default void shouldServeTheMostUrgentFirst() {
        String name = newName();
        Semaphore semaphore = semaphore(ipc(), name);
        Child<Boolean> calm = startAcquire(name, 3);
        Child<Boolean> urgent = startAcquire(name, 9);
        assertThat(semaphore.status().permits()).isZero();
        assertThat(semaphore.status().waiting()).isEqualTo(2);

        semaphore.release();

        assertThat(urgent.result()).isTrue();
        assertThat(semaphore.status().waiting()).isEqualTo(1);
        semaphore.release();
        assertThat(calm.result()).isTrue();
    }

    /** Starts a program of a priority that acquires, and waits until it waits. */
    private Child<Boolean> startAcquire(String name, int priority) {
        Child<Boolean> child = start(ipc -> {
            ipc.self().priority(priority);
            semaphore(ipc, name).acquire();
            return true;
        });
        awaitBlocked(child.process());
        return child;
    }

    @Test
    @Row("SE-17")
    default void shouldNotGiveBackWhatADeadProcessTook() {
        String name = newName();
        Semaphore semaphore = sync().openSemaphore(name, CREATE, SemaphoreOptions.counting(2));

        takeAndEnd(name);

        assertThat(semaphore.status().permits()).isEqualTo(1);
    }

    private void takeAndEnd(String name) {
        start(ipc -> {
                    semaphore(ipc, name).acquire();
                    return true;
                })
                .result();
    }

    @Test
    @Row("SE-17")
    default void shouldUndoWhatADeadProcessDidIfSoMade() {
        String name = newName();
        Semaphore semaphore = sync().openSemaphore(
                        name, CREATE, SemaphoreOptions.counting(3).permitsMax(5).undo());
        semaphore.acquire();

        takeAndEnd(name);
        assertThat(semaphore.status().permits()).isEqualTo(2);
        start(ipc -> semaphore(ipc, name).release(2)).result();
        assertThat(semaphore.status().permits()).isEqualTo(2);

        Semaphore other = semaphore.duplicate(semaphore.rights());
        semaphore.close();
        assertThat(other.status().permits()).as("still used").isEqualTo(2);
    }

    @Test
    @Row("G-12")
    default void shouldNotGiveAPermitToADeadWaiter() {
        String name = newName();
        Semaphore semaphore = semaphore(ipc(), name);
        Child<Boolean> dead = startAcquire(name, 20);
        Child<Boolean> alive = startAcquire(name, 10);

        dead.process().kill();
        semaphore.release();

        assertThat(alive.result()).isTrue();
        dead.status();
        assertThat(semaphore.status().permits()).isZero();
    }

    @Test
    @Row("G-04")
    default void shouldDoOnlyWhatItsRightsAllow() {
        Semaphore semaphore = sync().createSemaphore(SemaphoreOptions.counting(1));
        Semaphore gives = semaphore.duplicate(Set.of(Right.WRITE));
        Semaphore takes = semaphore.duplicate(Set.of(Right.READ));

        assertFails(Errno.EACCES, gives::tryAcquire);
        assertFails(Errno.EACCES, gives::drain);
        assertFails(Errno.EACCES, gives::status);
        assertFails(Errno.EACCES, takes::release);
        assertThat(gives.release()).isEqualTo(1);
        assertThat(takes.tryAcquire(2)).isTrue();
    }

    @Test
    default void shouldKeepOthersOut() {
        String name = newName();
        semaphore(ipc(), name);

        assertFails(
                Errno.EACCES,
                () -> asUser(
                        7,
                        ipc -> ipc.face(Sync.class).openSemaphore(name, Creation.none(), SemaphoreOptions.binary(0))));
        assertFails(
                Errno.EACCES,
                () -> asUser(7, ipc -> {
                    ipc.face(Sync.class).unlink(name);
                    return true;
                }));
    }

    @Test
    default void shouldCancelWhoWaitsThroughAHandleThatIsClosed() {
        String name = newName();
        semaphore(ipc(), name);
        Semaphore[] used = new Semaphore[1];
        Child<Boolean> waits = start(ipc -> {
            used[0] = semaphore(ipc, name);
            used[0].acquire();
            return true;
        });
        awaitBlocked(waits.process());

        used[0].close();

        assertFails(Errno.ECANCELED, waits::result);
    }

    @Test
    @Row("G-01")
    default void shouldDoTheSameByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        Object handle = calls.call(Sysno.SEM_CREATE.number(), SemaphoreOptions.counting(2));

        calls.call(Sysno.SEM_ACQUIRE.number(), handle, 1, Timeout.forever());
        assertThat(calls.call(Sysno.SEM_TRY_ACQUIRE.number(), handle, 2)).isEqualTo(false);
        assertThat(calls.call(Sysno.SEM_RELEASE.number(), handle, 4L)).isEqualTo(1);
        assertThat(calls.call(Sysno.SEM_DRAIN.number(), handle)).isEqualTo(5);
        assertThat(calls.call(Sysno.SEM_STATUS.number(), handle)).hasFieldOrPropertyWithValue("permits", 0);
    }

    @Test
    default void shouldListItWithItsFigures() {
        String name = newName();
        semaphore(ipc(), name).release(4);

        assertThat(admin().objects())
                .filteredOn(each -> each.name().equals(name))
                .singleElement()
                .satisfies(each -> assertThat(each.figures()).containsEntry("available permits", 4L));
    }
}
