package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.mutex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Sync;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mutexes that refuse deadlock: who would close a cycle of waits is told, and nobody else. */
interface DeadlockRows extends SyncClient {
    /** Opens a mutex that refuses deadlock. */
    static Mutex refusing(Ipc ipc, String name) {
        return ipc.face(Sync.class).openMutex(name, CREATE, checking().refuseDeadlock());
    }

    /** Starts a program that locks the first mutex and then waits for the second; returns what it got from both. */
    default Child<Boolean> startChain(String first, String second) {
        Child<Boolean> child = start(ipc -> {
            Mutex held = refusing(ipc, first);
            held.lock();
            Mutex wanted = refusing(ipc, second);
            wanted.lock();
            wanted.unlock();
            held.unlock();
            return true;
        });
        awaitBlocked(child.process());
        return child;
    }

    @Test
    @Row("MX-24")
    default void shouldRefuseTheLockThatWouldCloseACycle() {
        String first = Client.newName();
        String second = Client.newName();
        Mutex own = refusing(ipc(), second);
        Mutex wanted = refusing(ipc(), first);
        own.lock();
        Child<Boolean> child = startChain(first, second);
        int pid = child.process().pid();

        assertThatThrownBy(() -> wanted.lock(Timeout.forever()))
                .hasMessageStartingWith(
                        "EDEADLK: mutex_lock: process " + ipc().self().pid() + " '")
                .hasMessageContaining(" waits for mutex " + first + " held by process " + pid + " 'test'")
                .hasMessageContaining(", which waits for mutex " + second + " held by process "
                        + ipc().self().pid() + " '");

        assertThat(wanted.status().owner()).isEqualTo(pid);
        own.unlock();
        assertThat(child.result()).isTrue();
        wanted.lock();
        wanted.unlock();
    }

    @Test
    @Row("MX-24")
    default void shouldRefuseTheLockThatWouldCloseALongerCycle() {
        List<String> names = List.of(Client.newName(), Client.newName(), Client.newName());
        Mutex own = refusing(ipc(), names.get(2));
        own.lock();
        Child<Boolean> second = startChain(names.get(1), names.get(2));
        Child<Boolean> first = startChain(names.get(0), names.get(1));

        assertFails(Errno.EDEADLK, refusing(ipc(), names.get(0))::lock);

        own.unlock();
        assertThat(first.result() && second.result()).isTrue();
    }

    @Test
    @Row("MX-24")
    default void shouldRefuseANormalMutexToItsOwner() {
        Mutex mutex = sync().createMutex(MutexOptions.of(Kind.NORMAL).refuseDeadlock());
        mutex.lock();

        assertFails(Errno.EDEADLK, mutex::lock);

        assertThat(mutex.status().depth()).isEqualTo(1);
        mutex.unlock();
    }

    @Test
    @Row("MX-24")
    default void shouldLookAlongMutexesThatDoNotRefuse() {
        String first = Client.newName();
        String second = Client.newName();
        Mutex plain = mutex(ipc(), second);
        plain.lock();
        Child<Boolean> child = start(ipc -> {
            refusing(ipc, first).lock();
            mutex(ipc, second).lock();
            return true;
        });
        awaitBlocked(child.process());

        assertFails(Errno.EDEADLK, refusing(ipc(), first)::lock);

        plain.unlock();
        assertThat(child.result()).isTrue();
    }

    @Test
    @Row("MX-24")
    default void shouldLookAlongWaitsForAll() {
        String first = Client.newName();
        String second = Client.newName();
        Mutex own = mutex(ipc(), second);
        own.lock();
        Child<Boolean> child = start(ipc -> {
            refusing(ipc, first).lock();
            Mutex free = mutex(ipc, Client.newName());
            ipc.face(Waits.class).all(List.of(Item.of(free), Item.of(mutex(ipc, second))), Timeout.forever());
            return true;
        });
        awaitBlocked(child.process());

        assertFails(Errno.EDEADLK, refusing(ipc(), first)::lock);

        own.unlock();
        assertThat(child.result()).isTrue();
    }

    @Test
    default void shouldLetWaitWhereThereIsNoCycle() {
        String first = Client.newName();
        String second = Client.newName();
        Mutex last = refusing(ipc(), second);
        last.lock();
        Child<Boolean> chain = startChain(first, second);
        Child<Boolean> end = start(ipc -> {
            Mutex wanted = refusing(ipc, first);
            wanted.lock();
            wanted.unlock();
            return true;
        });
        awaitBlocked(end.process());

        last.unlock();

        assertThat(chain.result() && end.result()).isTrue();
    }

    @Test
    default void shouldLetAConditionGiveItsMutexBackWhateverItCosts() {
        String first = Client.newName();
        String second = Client.newName();
        Mutex held = refusing(ipc(), second);
        Mutex mutex = refusing(ipc(), first);
        held.lock();
        mutex.lock();
        Child<Boolean> child = start(ipc -> {
            Mutex other = refusing(ipc, first);
            other.lock(); // when the condition gives it up
            assertFails(Errno.ETIMEDOUT, () -> refusing(ipc, second).lock(Timeout.after(Duration.ofSeconds(4))));
            other.unlock();
            return true;
        });
        awaitBlocked(child.process());
        Child<Boolean> signaller = start(ipc -> {
            Mutex watched = refusing(ipc, second);
            Mutex signalled = refusing(ipc, first);
            await(() -> watched.status().waiting() == 1);
            signalled.condition(0).signal();
            return true;
        });

        assertThat(mutex.condition(0).await(Timeout.after(Duration.ofSeconds(30))))
                .isTrue();

        assertThat(mutex.status().owner()).isEqualTo(ipc().self().pid());
        assertThat(child.result() && signaller.result()).isTrue();
        mutex.unlock();
        held.unlock();
    }
}
