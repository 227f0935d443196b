package ipc.itests;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.Barriers;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.testkit.client.Child;
import org.junit.jupiter.api.BeforeEach;

/**
 * Programs at work with synchronisation: a mutex that is held several times and waited for by somebody of a higher
 * priority, a condition that is waited for, a semaphore with permits and one without, a barrier to which half have
 * come.
 */
abstract class SyncAtWork extends FelixClient {
    static final Creation CREATE = Creation.mode(0600);
    static final int URGENT = 30;

    private Sync sync;
    final String heldName = newName();
    private Mutex held;
    private long token;
    private Child<Long> locks;
    private Mutex signalled;
    private Child<Boolean> waits;
    private Semaphore empty;
    private Child<Boolean> acquires;
    private Semaphore full;
    private Barrier half;
    private Child<Integer> meets;

    @BeforeEach
    final void useAll() {
        sync = ipc().face(Sync.class);
        MutexOptions recursive = MutexOptions.of(Kind.RECURSIVE).inherit();
        held = sync.openMutex(heldName, CREATE, recursive);
        token = held.lock();
        held.lock();
        locks = start(ipc -> {
            ipc.self().priority(URGENT);
            return mutex(ipc, heldName).lock();
        });
        String signalledName = newName();
        signalled = sync.openMutex(signalledName, CREATE, recursive);
        waits = start(ipc -> {
            Mutex own = mutex(ipc, signalledName);
            own.lock();
            own.lock();
            boolean reached = own.condition(5).await();
            own.unlock();
            own.unlock();
            return reached;
        });
        String emptyName = newName();
        empty = semaphore(ipc(), emptyName);
        acquires = start(ipc -> {
            semaphore(ipc, emptyName).acquire();
            return true;
        });
        full = sync.createSemaphore(SemaphoreOptions.counting(3).permitsMax(4));
        full.acquire();
        String halfName = newName();
        half = ipc().face(Barriers.class).open(halfName, CREATE, BarrierOptions.of(2));
        meets = start(ipc -> ipc.face(Barriers.class)
                .open(halfName, Creation.none(), BarrierOptions.of(1))
                .await());
        awaitBlocked(meets.process());
        awaitBlocked(locks.process());
        awaitBlocked(waits.process());
        awaitBlocked(acquires.process());
    }

    static Mutex mutex(Ipc ipc, String name) {
        return ipc.face(Sync.class).openMutex(name, CREATE, MutexOptions.of(Kind.ERROR_CHECKING));
    }

    static Semaphore semaphore(Ipc ipc, String name) {
        return ipc.face(Sync.class).openSemaphore(name, CREATE, SemaphoreOptions.counting(0));
    }

    /** Ends all that was begun, as if nothing had happened meanwhile. */
    final void assertHasEverything() {
        assertThat(held.token()).isEqualTo(token);
        held.unlock();
        assertThat(held.status().depth()).isEqualTo(1);
        held.unlock();
        assertThat(locks.result()).isEqualTo(token + 1);
        signalled.lock();
        signalled.condition(5).signal();
        signalled.unlock();
        assertThat(waits.result()).as("reached by the signal").isTrue();
        assertThat(half.status().arrived()).isEqualTo(1);
        assertThat(half.await()).isEqualTo(Barrier.SERIAL);
        assertThat(meets.result()).isEqualTo(1);
        empty.release();
        assertThat(acquires.result()).isTrue();
        assertFails(Errno.EOVERFLOW, () -> full.release(3));
        assertThat(full.release(2)).isEqualTo(2);
    }

    final Child<Boolean> waitsForASignal() {
        return waits;
    }
}
