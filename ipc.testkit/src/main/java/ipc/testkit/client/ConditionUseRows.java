package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.kill;
import static ipc.testkit.client.SyncClient.mutex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.admin.WaitSnapshot;
import ipc.api.sync.Condition;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Waiting for signals, and having the mutex again afterwards. */
interface ConditionUseRows extends SyncClient {
    /** Starts a program that waits for condition 0, says whether it was signalled, and keeps the mutex no longer. */
    private Child<Boolean> startWait(String name) {
        Child<Boolean> child = start(ipc -> {
            Mutex mutex = mutex(ipc, name);
            mutex.lock();
            boolean signalled = mutex.condition(0).await();
            mutex.unlock();
            return signalled;
        });
        awaitBlocked(child.process());
        return child;
    }

    @Test
    @Row({"CV-01", "CV-03", "CV-04"})
    default void shouldReachOneWaiterWithOneSignal() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Child<Boolean> first = startWait(name);
        Child<Boolean> second = startWait(name);

        mutex.lock();
        mutex.condition(0).signal();
        mutex.unlock();

        assertThat(first.result()).isTrue();
        assertThat(mutex.status().waiting()).isEqualTo(1);
        mutex.condition(0).signal();
        assertThat(second.result()).isTrue();
    }

    @Test
    @Row({"CV-02", "CV-03"})
    default void shouldReachAllWaitersAndNobodyElse() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Child<Boolean> first = startWait(name);
        Child<Boolean> second = startWait(name);

        mutex.condition(0).broadcast();

        assertThat(first.result() && second.result()).isTrue();
        mutex.lock();
        assertFails(Errno.ETIMEDOUT, () -> mutex.condition(0).await(Timeout.after(Duration.ofMillis(1))));
        mutex.unlock();
    }

    @Test
    @Row({"CV-04", "CV-05", "CV-12"})
    default void shouldHaveTheMutexAgainAfterATimeout() {
        Mutex mutex = sync().createMutex(MutexOptions.of(Kind.RECURSIVE));
        mutex.lock();
        mutex.lock();

        assertFails(Errno.ETIMEDOUT, () -> mutex.condition(1).await(Timeout.after(Duration.ofMillis(2))));
        assertFails(Errno.ETIMEDOUT, () -> mutex.condition(1).await(Timeout.until(Instant.EPOCH)));

        assertThat(mutex.status().depth()).as("as deep as before").isEqualTo(2);
        assertThat(mutex.status().owner()).isEqualTo(ipc().self().pid());
    }

    @Test
    @Row({"CV-06", "CV-07"})
    default void shouldRefuseBadTimesAndStrangersBeforeAnythingHappens() {
        Mutex mutex = sync().createMutex(checking());
        Condition condition = mutex.condition(0);

        assertFails(Errno.EPERM, condition::await);
        long token = mutex.lock();
        assertFails(Errno.EINVAL, () -> condition.await(Timeout.after(0, 1_000_000_000)));

        assertThat(mutex.token()).isEqualTo(token);
        assertThatThrownBy(() -> mutex.condition(Mutex.CONDITIONS)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @Row("CV-08")
    default void shouldTellThatAnOwnerDiedMeanwhile() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Child<Boolean> waits = startWait(name);
        Child<Boolean> holder = startHolder(name);
        mutex.condition(0).signal();
        awaitBlocked(waits.process());

        kill(holder);

        assertFails(Errno.EOWNERDEAD, waits::result);
    }

    @Test
    @Row({"CV-04", "CV-10"})
    default void shouldComeBackWithTheMutexWhenInterrupted() {
        String name = newName();
        mutex(ipc(), name);
        Child<Long> waits = start(ipc -> {
            Mutex mutex = mutex(ipc, name);
            mutex.lock();
            assertThat(mutex.condition(0).await()).isFalse();
            return mutex.token();
        });
        awaitBlocked(waits.process());

        waits.process().interrupt();

        assertThat(waits.result()).isEqualTo(2);
    }

    @Test
    @Row("CV-13")
    default void shouldLoseNoSignalToADeadWaiter() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Child<Boolean> dead = startWait(name);
        Child<Boolean> alive = startWait(name);

        dead.process().kill();
        mutex.condition(0).signal();

        dead.status();
        assertThat(alive.result()).isTrue();
        assertThat(mutex.status().waiting()).isZero();
    }

    @Test
    @Row("CV-13")
    default void shouldPassOnTheSignalOfOneThatDiesBeforeItHasTheMutex() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Child<Boolean> dead = startWait(name);
        Child<Boolean> alive = startWait(name);
        mutex.lock();
        mutex.condition(0).signal();
        await(() -> admin().waits().stream().anyMatch(wait -> isForMutex(wait, name, dead)));

        dead.process().kill();
        dead.status();
        mutex.unlock();

        assertThat(alive.result()).isTrue();
    }

    private static boolean isForMutex(WaitSnapshot wait, String name, Child<Boolean> child) {
        return wait.pid() == child.process().pid() && wait.waitingFor().equals(name + " free");
    }

    @Test
    @Row("CV-11")
    default void shouldEndAWaitWhoseHandleIsClosed() {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        Mutex[] used = new Mutex[1];
        Child<Boolean> waits = start(ipc -> {
            used[0] = mutex(ipc, name);
            used[0].lock();
            return used[0].condition(0).await();
        });
        awaitBlocked(waits.process());

        used[0].close();

        assertFails(Errno.ECANCELED, waits::result);
        assertThat(mutex.tryLock()).as("given up before").isTrue();
        mutex.unlock();
    }
}
