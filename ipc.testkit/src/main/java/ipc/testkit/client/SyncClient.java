package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.Signal;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What most tests of synchronisation do. */
interface SyncClient extends Client {
    /** Makes what it opens, for its owner. */
    Creation CREATE = Creation.mode(0600);

    /** Returns the process's synchronisation. */
    default Sync sync() {
        return ipc().face(Sync.class);
    }

    /** Returns an error-checking mutex. */
    static MutexOptions checking() {
        return MutexOptions.of(Kind.ERROR_CHECKING);
    }

    /** Opens a mutex that is there, or makes an error-checking one. */
    static Mutex mutex(Ipc ipc, String name) {
        return ipc.face(Sync.class).openMutex(name, CREATE, checking());
    }

    /** Opens a semaphore that is there, or makes one without permits. */
    static Semaphore semaphore(Ipc ipc, String name) {
        return ipc.face(Sync.class).openSemaphore(name, CREATE, SemaphoreOptions.counting(0));
    }

    /** Starts a program that locks a mutex and then waits until it is killed. */
    default Child<Boolean> startHolder(String name) {
        Child<Boolean> holder = start(ipc -> {
            mutex(ipc, name).lock();
            waitForEver(ipc);
            return true;
        });
        awaitBlocked(holder.process());
        return holder;
    }

    /** Waits for something that never comes. */
    static void waitForEver(Ipc ipc) {
        ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(0)).acquire();
    }

    /** Checks that waits for many look at the users' signals of an object, and that it has no others. */
    default void shouldBeAwaitedByUsersSignalsOnly(Handle handle) {
        Waits waits = ipc().face(Waits.class);
        Item users = new Item(handle, Set.of(Signal.USER_0, Signal.USER_3));
        Semaphore other = sync().createSemaphore(SemaphoreOptions.counting(0));
        Timeout soon = Timeout.after(Duration.ofMillis(1));

        assertFails(Errno.ETIMEDOUT, () -> waits.any(List.of(Item.of(other), users), soon));
        waits.signal(handle, Set.of(), Set.of(Signal.USER_3));
        assertThat(waits.any(List.of(Item.of(other), users), soon)).isEqualTo(new Outcome(1, Set.of(Signal.USER_3)));
        waits.signal(handle, Set.of(Signal.USER_3), Set.of());
        assertFails(Errno.ETIMEDOUT, () -> waits.any(List.of(users), soon));
        assertFails(Errno.EINVAL, () -> waits.any(List.of(Item.of(handle)), soon));
        assertFails(Errno.EOPNOTSUPP, () -> waits.signalAndWait(handle, Item.of(other), soon));
    }

    /** Kills a program, and waits until it is gone. */
    static void kill(Child<?> child) {
        child.process().kill();
        child.status();
    }
}
