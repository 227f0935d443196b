package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.kill;
import static ipc.testkit.client.SyncClient.mutex;
import static ipc.testkit.client.SyncClient.semaphore;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Port.Packet;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Waits that take from semaphores and mutexes: from the first that is ready, or from all in one step. */
interface TakeWaitRows extends SyncClient {
    /** Looks once. */
    Timeout NOW = Timeout.after(Duration.ZERO);

    private Waits waits() {
        return ipc().face(Waits.class);
    }

    private static List<Item> items(Handle... handles) {
        return Stream.of(handles).map(Item::of).toList();
    }

    private static Outcome taken(int index) {
        return new Outcome(index, Set.of(Signal.SIGNALED));
    }

    private Semaphore counting(int permits) {
        return sync().createSemaphore(SemaphoreOptions.counting(permits));
    }

    private static int permits(Semaphore semaphore) {
        return semaphore.status().permits();
    }

    /** Starts a program that waits for all of two semaphores. */
    private Child<Outcome> startWaiterForBoth(String first, String second) {
        Child<Outcome> waiter = start(ipc ->
                ipc.face(Waits.class).all(items(semaphore(ipc, first), semaphore(ipc, second)), Timeout.forever()));
        awaitBlocked(waiter.process());
        return waiter;
    }

    @Test
    @Row("EV-09")
    default void shouldTakeFromTheFirstThatIsReady() {
        Semaphore none = counting(0);
        Semaphore first = counting(1);
        Mutex second = sync().createMutex(checking());

        Outcome found = waits().any(items(none, first, second), NOW);

        assertThat(found).isEqualTo(taken(1));
        assertThat(permits(first)).isZero();
        assertThat(second.status().owner()).isZero();
        assertThat(waits().any(items(none, first, second), NOW)).isEqualTo(taken(2));
        assertThat(second.token()).isEqualTo(1);
    }

    @Test
    @Row("EV-09")
    default void shouldFindTheSameItemsChangedWhenCalledAgain() {
        Semaphore first = counting(0);
        Semaphore second = counting(2);
        List<Item> both = items(first, second);

        assertThat(waits().any(both, NOW)).isEqualTo(taken(1));
        assertFails(Errno.ETIMEDOUT, () -> waits().all(both, null, NOW));
        first.release(2);
        assertThat(waits().any(both, NOW)).isEqualTo(taken(0));
        assertThat(waits().all(both, null, NOW)).isEqualTo(taken(0));
        assertThat(permits(first)).isZero();
        assertThat(permits(second)).isZero();
    }

    @Test
    @Row("EV-09")
    default void shouldCheckTheSameItemsWhenCalledAgain() {
        Semaphore first = counting(0);
        Semaphore second = counting(3);
        List<Item> both = items(first, second);
        assertThat(waits().any(both, NOW)).isEqualTo(taken(1));

        first.close();

        assertFails(Errno.EBADF, () -> waits().any(both, NOW));
        assertThat(permits(second)).isEqualTo(2);
        assertThat(waits().any(items(second), NOW)).isEqualTo(taken(0));
    }

    @Test
    @Row("EV-09")
    default void shouldTakeFromTheOneThatBecomesReady() {
        String name = newName();
        Semaphore semaphore = semaphore(ipc(), name);
        Child<Outcome> waiter = start(ipc -> {
            Semaphore never = semaphore(ipc, newName());
            return ipc.face(Waits.class).any(items(never, semaphore(ipc, name), never), Timeout.forever());
        });
        awaitBlocked(waiter.process());
        assertThat(semaphore.status().waiting()).isEqualTo(1);

        semaphore.release(3);

        assertThat(waiter.result()).isEqualTo(taken(1));
        assertThat(permits(semaphore)).isEqualTo(2);
    }

    @Test
    @Row("EV-10")
    default void shouldReserveNothingWhileNotAllAreReady() {
        String rare = newName();
        String common = newName();
        Child<Outcome> waiter = startWaiterForBoth(common, rare);
        Semaphore semaphore = semaphore(ipc(), common);

        semaphore.release();
        awaitBlocked(waiter.process());

        assertThat(permits(semaphore)).isEqualTo(1);
        assertThat(semaphore.tryAcquire()).isTrue();
        kill(waiter);
    }

    @Test
    @Row("EV-11")
    default void shouldTakeFromAllInOneStep() {
        Semaphore semaphore = counting(2);
        Mutex mutex = sync().createMutex(checking());

        Outcome found = waits().all(items(semaphore, mutex), NOW);

        assertThat(found).isEqualTo(taken(0));
        assertThat(permits(semaphore)).isEqualTo(1);
        assertThat(mutex.isCurrent(mutex.token())).isTrue();
        mutex.unlock();
    }

    @Test
    @Row("EV-11")
    default void shouldTakeNothingUnlessAllAreReady() {
        Semaphore ready = counting(1);
        Mutex free = sync().createMutex(checking());
        Semaphore missing = counting(0);

        assertFails(Errno.ETIMEDOUT, () -> waits().all(items(ready, free, missing), NOW));
        assertFails(
                Errno.ETIMEDOUT, () -> waits().all(items(ready, free, missing), Timeout.after(Duration.ofMillis(2))));

        assertThat(permits(ready)).isEqualTo(1);
        assertThat(free.status().owner()).isZero();
    }

    @Test
    @Row("EV-12")
    default void shouldWaitOnWhenOneIsTakenAway() {
        String one = newName();
        String other = newName();
        Child<Outcome> waiter = startWaiterForBoth(one, other);
        Semaphore first = semaphore(ipc(), one);
        Semaphore second = semaphore(ipc(), other);
        first.release();
        awaitBlocked(waiter.process());
        assertThat(first.tryAcquire()).isTrue();
        second.release();
        awaitBlocked(waiter.process());
        assertThat(permits(second)).isEqualTo(1);

        first.release();

        assertThat(waiter.result()).isEqualTo(taken(0));
        assertThat(permits(first) + permits(second)).isZero();
    }

    @Test
    @Row("EV-13")
    default void shouldTakeOnceFromWhatIsGivenTwice() {
        Semaphore semaphore = counting(2);
        Semaphore same = semaphore.duplicate(semaphore.rights());
        List<Item> twice = items(semaphore, same);

        assertThat(waits().any(twice, NOW)).isEqualTo(taken(0));
        assertFails(Errno.EINVAL, () -> waits().all(twice, NOW));

        assertThat(permits(semaphore)).isEqualTo(1);
    }

    @Test
    @Row("EV-13")
    default void shouldRefuseToWaitForAllOfNothing() {
        assertFails(Errno.EINVAL, () -> waits().all(List.of(), NOW));
        assertFails(Errno.EINVAL, () -> waits().all(List.of(), Item.of(counting(1)), NOW));
    }

    @Test
    @Row("EV-14")
    default void shouldBoundHowManyAreNeededTogether() {
        List<Semaphore> most = IntStream.range(0, Waits.ITEMS_MAX)
                .mapToObj(each -> counting(1))
                .toList();
        List<Item> items = most.stream().map(Item::of).toList();
        List<Item> more = Collections.nCopies(Waits.ITEMS_MAX + 1, items.getFirst());

        assertThat(waits().all(items, Item.of(counting(0)), NOW)).isEqualTo(taken(0));
        assertFails(Errno.EINVAL, () -> waits().all(more, NOW));

        assertThat(most).allMatch(semaphore -> permits(semaphore) == 0);
        most.forEach(Semaphore::close);
    }

    @Test
    @Row("EV-16")
    default void shouldReportAnAbandonedMutexAndItsIndex() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        kill(startHolder(name));

        Outcome found = waits().any(items(counting(0), mutex), NOW);

        assertThat(found).isEqualTo(new Outcome(1, Set.of(Signal.SIGNALED), List.of(1)));
        assertThat(mutex.token()).isEqualTo(2);
        mutex.consistent();
        mutex.unlock();
    }

    @Test
    @Row("EV-16")
    default void shouldTakeFromAllAlsoIfOneIsAbandoned() {
        String name = newName();
        Semaphore semaphore = counting(1);
        Mutex sound = sync().createMutex(checking());
        kill(startHolder(name));
        Mutex mutex = mutex(ipc(), name);

        Outcome found = waits().all(items(semaphore, sound, mutex), NOW);

        assertThat(found).isEqualTo(new Outcome(0, Set.of(Signal.SIGNALED), List.of(2)));
        assertThat(permits(semaphore)).isZero();
        assertThat(sound.token()).isEqualTo(1);
        assertThat(mutex.token()).isEqualTo(2);
    }

    @Test
    @Row("EV-17")
    default void shouldEndByItsAlert() {
        String name = newName();
        Child<Outcome> waiter = start(ipc -> {
            List<Item> items = items(semaphore(ipc, newName()), semaphore(ipc, newName()));
            return ipc.face(Waits.class).all(items, Item.of(semaphore(ipc, name)), Timeout.forever());
        });
        awaitBlocked(waiter.process());
        Semaphore alert = semaphore(ipc(), name);

        alert.release();

        assertThat(waiter.result()).isEqualTo(taken(2));
        assertThat(permits(alert)).isZero();
    }

    @Test
    @Row("EV-17")
    default void shouldPreferWhatIsReadyToItsAlert() {
        Semaphore ready = counting(1);
        Semaphore alert = counting(1);

        assertThat(waits().all(items(ready), Item.of(alert), NOW)).isEqualTo(taken(0));
        assertThat(permits(alert)).isEqualTo(1);
        assertThat(waits().any(items(ready, alert), NOW)).isEqualTo(taken(1));
    }

    @Test
    default void shouldFailLikeACallThatLocks() {
        Mutex mine = sync().createMutex(checking());
        Mutex deep = sync().createMutex(MutexOptions.of(Kind.RECURSIVE).depthMax(1));
        Semaphore ready = counting(1);
        mine.lock();
        deep.lock();

        assertFails(Errno.EDEADLK, () -> waits().any(items(mine, ready), NOW));
        assertFails(Errno.EAGAIN, () -> waits().any(items(deep, ready), NOW));
        assertFails(Errno.EDEADLK, () -> waits().all(items(ready, mine), NOW));

        assertThat(permits(ready)).isEqualTo(1);
        assertThat(waits().any(items(ready, mine), NOW)).isEqualTo(taken(0));
    }

    @Test
    default void shouldFailWhenWhatAMutexProtectsIsLost() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        kill(startHolder(name));
        waits().any(items(mutex), NOW);
        mutex.unlock();

        assertFails(Errno.ENOTRECOVERABLE, () -> waits().any(items(counting(0), mutex), Timeout.forever()));
    }

    @Test
    default void shouldLockARecursiveMutexOnceMore() {
        Mutex mutex = sync().createMutex(MutexOptions.of(Kind.RECURSIVE));
        long token = mutex.lock();

        waits().all(items(mutex), NOW);

        assertThat(mutex.status().depth()).isEqualTo(2);
        assertThat(mutex.token()).isEqualTo(token);
    }

    @Test
    default void shouldNeedTheRightToTake() {
        Semaphore semaphore = counting(1);
        Semaphore gives = semaphore.duplicate(Set.of(Right.WAIT, Right.WRITE));
        Mutex looks = sync().createMutex(checking()).duplicate(Set.of(Right.WAIT, Right.READ));
        Semaphore takes = semaphore.duplicate(Set.of(Right.READ));

        assertFails(Errno.EACCES, () -> waits().any(items(gives), NOW));
        assertFails(Errno.EACCES, () -> waits().all(items(semaphore, looks), NOW));
        assertFails(Errno.EACCES, () -> waits().any(items(takes), NOW));

        assertThat(permits(semaphore)).isEqualTo(1);
    }

    @Test
    @Row("MX-17")
    default void shouldRefuseAMutexWithACeilingBelowTheCaller() {
        Mutex mutex = sync().createMutex(checking().protect(0));

        assertFails(Errno.EINVAL, () -> waits().any(items(mutex), NOW));
    }

    @Test
    default void shouldOnlyLookWhereAPortDoes() {
        Semaphore semaphore = counting(0);
        Port port = waits().newPort();
        port.bind(Item.of(semaphore), 7, Mode.PERSISTENT);
        assertThat(port.tryReceive()).isNull();

        semaphore.release();

        assertThat(port.tryReceive()).isEqualTo(new Packet(7, Set.of(Signal.SIGNALED)));
        assertThat(permits(semaphore)).isEqualTo(1);
    }

    @Test
    default void shouldWaitForASignalOfTheUsersOfASemaphore() {
        Semaphore semaphore = counting(0);
        Item either = new Item(semaphore, Set.of(Signal.SIGNALED, Signal.USER_1));
        waits().signal(semaphore, Set.of(), Set.of(Signal.USER_1));

        assertThat(waits().any(List.of(either), NOW).signals()).containsExactly(Signal.USER_1);

        semaphore.release();
        assertThat(waits().all(List.of(either), NOW).signals()).containsOnly(Signal.SIGNALED, Signal.USER_1);
        assertThat(permits(semaphore)).isZero();
    }

    @Test
    @Row("SE-17")
    default void shouldOweWhatItTook() {
        String name = newName();
        Semaphore semaphore =
                sync().openSemaphore(name, CREATE, SemaphoreOptions.counting(1).undo());
        Child<Boolean> taker = start(ipc -> {
            ipc.face(Waits.class).all(items(semaphore(ipc, name)), NOW);
            SyncClient.waitForEver(ipc);
            return true;
        });
        awaitBlocked(taker.process());
        assertThat(permits(semaphore)).isZero();

        kill(taker);

        assertThat(permits(semaphore)).isEqualTo(1);
    }

    @Test
    @Row({"HA-05", "EV-18"})
    default void shouldTakeNothingThroughAHandleThatIsClosed() {
        Semaphore[] handle = new Semaphore[1];
        String name = newName();
        Child<Outcome> waiter = start(ipc -> {
            handle[0] = semaphore(ipc, newName());
            return ipc.face(Waits.class).all(items(semaphore(ipc, name), handle[0]), Timeout.forever());
        });
        awaitBlocked(waiter.process());

        handle[0].close();

        assertFails(Errno.ECANCELED, waiter::result);
    }

    @Test
    @Row("G-08")
    default void shouldEndAWaitForAllWhenItIsInterrupted() {
        Child<Outcome> waiter = startWaiterForBoth(newName(), newName());

        waiter.process().interrupt();

        assertFails(Errno.EINTR, waiter::result);
    }

    @Test
    default void shouldTakeByNumberToo() {
        Syscalls calls = ipc().face(Syscalls.class);
        Semaphore semaphore = counting(2);
        Semaphore alert = counting(1);
        Set<Signal> signaled = Set.of(Signal.SIGNALED);
        List<Integer> both = List.of(semaphore.number(), alert.number());

        Object all = calls.call(Sysno.WAIT_ALL.number(), both, List.of(signaled, signaled), true, NOW);
        Object any = calls.call(Sysno.WAIT_ANY.number(), both, List.of(signaled, signaled), NOW);
        Object alerted = calls.call(Sysno.WAIT_ALL.number(), both, List.of(signaled, signaled), true, NOW);

        assertThat(List.of(all, any, alerted)).containsExactly(taken(0), taken(0), taken(1));
        assertFails(
                Errno.EINVAL, () -> calls.call(Sysno.WAIT_ALL.number(), both, List.of(signaled, signaled), "yes", NOW));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.WAIT_ALL.number(), List.of(), List.of(), true, NOW));
    }
}
