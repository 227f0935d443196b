package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.kill;
import static ipc.testkit.client.SyncClient.mutex;
import static ipc.testkit.client.SyncClient.semaphore;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.sync.Mutex;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.testkit.kernel.Watchdog;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signalling one object and waiting for another one. */
interface SignalAndWaitRows extends SyncClient {
    /** Of what was taken at index 0. */
    Outcome TAKEN = new Outcome(0, Set.of(Signal.SIGNALED));

    /** Not long. */
    Timeout SOON = Timeout.after(Duration.ofMillis(2));

    private Waits waits() {
        return ipc().face(Waits.class);
    }

    private Semaphore counting(int permits) {
        return sync().createSemaphore(SemaphoreOptions.counting(permits));
    }

    @Test
    @Row("EV-24")
    default void shouldSignalOneAndWaitForTheOther() {
        String there = newName();
        String back = newName();
        Semaphore request = semaphore(ipc(), there);
        Semaphore answer = semaphore(ipc(), back);
        Child<Integer> server = start(ipc -> {
            semaphore(ipc, there).acquire();
            semaphore(ipc, back).release();
            return 1;
        });
        awaitBlocked(server.process());

        Outcome found = waits().signalAndWait(request, Item.of(answer), Timeout.after(Watchdog.limit()));

        assertThat(found).isEqualTo(TAKEN);
        assertThat(server.result()).isEqualTo(1);
        assertThat(request.status().permits() + answer.status().permits()).isZero();
    }

    @Test
    @Row("EV-24")
    default void shouldUnlockWhatTheAnswerNeeds() {
        String name = newName();
        String back = newName();
        Mutex mutex = mutex(ipc(), name);
        Semaphore answer = semaphore(ipc(), back);
        mutex.lock();
        Child<Long> server = start(ipc -> {
            long token = mutex(ipc, name).lock();
            semaphore(ipc, back).release();
            return token;
        });
        awaitBlocked(server.process());

        assertThat(waits().signalAndWait(mutex, Item.of(answer), Timeout.after(Watchdog.limit())))
                .isEqualTo(TAKEN);

        assertThat(server.result()).isEqualTo(2);
    }

    @Test
    @Row("EV-24")
    default void shouldNotWaitIfItCannotSignal() {
        Semaphore full = sync().createSemaphore(SemaphoreOptions.counting(1).permitsMax(1));
        Semaphore ready = counting(1);
        Mutex strange = sync().createMutex(checking());
        Mutex looks = strange.duplicate(Set.of(Right.READ, Right.WAIT));

        assertFails(
                Errno.EOVERFLOW, () -> waits().signalAndWait(full, Item.of(ready), Timeout.after(Watchdog.limit())));
        assertFails(Errno.EPERM, () -> waits().signalAndWait(strange, Item.of(ready), Timeout.after(Watchdog.limit())));
        assertFails(Errno.EACCES, () -> waits().signalAndWait(looks, Item.of(ready), Timeout.after(Watchdog.limit())));
        assertFails(
                Errno.EOPNOTSUPP,
                () -> waits().signalAndWait(waits().newPort(), Item.of(ready), Timeout.after(Watchdog.limit())));

        assertThat(ready.status().permits()).as("nothing was taken").isEqualTo(1);
    }

    @Test
    @Row("EV-24")
    default void shouldNotSignalIfItCannotWait() {
        Semaphore first = counting(0);
        Semaphore gives = counting(1).duplicate(Set.of(Right.WAIT, Right.WRITE));

        assertFails(Errno.EACCES, () -> waits().signalAndWait(first, Item.of(gives), SOON));
        assertFails(Errno.EINVAL, () -> waits().signalAndWait(first, new Item(first, Set.of(Signal.READABLE)), SOON));
        assertFails(Errno.EINVAL, () -> waits().signalAndWait(first, Item.of(first), Timeout.after(0, 1_000_000_000)));

        assertThat(first.status().permits()).isZero();
    }

    @Test
    @Row("EV-24")
    default void shouldStayASignalIfTheWaitEndsOtherwise() {
        Semaphore first = counting(0);

        assertFails(Errno.ETIMEDOUT, () -> waits().signalAndWait(first, Item.of(counting(0)), SOON));

        assertThat(first.status().permits()).isEqualTo(1);
        assertThat(waits().signalAndWait(first, Item.of(first), Timeout.after(Watchdog.limit())))
                .as("the same object twice")
                .isEqualTo(TAKEN);
        assertThat(first.status().permits()).isEqualTo(1);
    }

    @Test
    @Row("EV-16")
    default void shouldReportAnAbandonedMutexItWaitedFor() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        kill(startHolder(name));

        Outcome found = waits().signalAndWait(counting(0), Item.of(mutex), Timeout.after(Watchdog.limit()));

        assertThat(found.abandoned()).containsExactly(0);
        mutex.consistent();
        mutex.unlock();
    }

    @Test
    default void shouldSignalAndWaitByNumberToo() {
        Syscalls calls = ipc().face(Syscalls.class);
        Semaphore first = counting(0);
        Semaphore second = counting(1);

        Object found = calls.call(
                Sysno.SIGNAL_AND_WAIT.number(), first.number(), second.number(), Set.of(Signal.SIGNALED), SOON);

        assertThat(found).isEqualTo(TAKEN);
        assertThat(List.of(first.status().permits(), second.status().permits())).containsExactly(1, 0);
    }
}
