package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOutcome;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.ChangedCopy;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * Synchronisation whose provider is replaced: a mutex that is held several times and waited for by somebody of a higher
 * priority, a condition that is waited for, a semaphore with permits and one without, an owner that dies.
 */
@InContainer
class SyncSwapIT extends FelixClient {
    private static final Creation CREATE = Creation.mode(0600);
    private static final int URGENT = 30;

    private Sync sync;
    private Mutex held;
    private long token;
    private Child<Long> locks;
    private Mutex signalled;
    private Child<Boolean> waits;
    private Semaphore empty;
    private Child<Boolean> acquires;
    private Semaphore full;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.sync"));
    }

    @BeforeEach
    void useAll() {
        sync = ipc().face(Sync.class);
        MutexOptions recursive = MutexOptions.of(Kind.RECURSIVE).inherit();
        String heldName = newName();
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
        awaitBlocked(locks.process());
        awaitBlocked(waits.process());
        awaitBlocked(acquires.process());
    }

    private static Mutex mutex(Ipc ipc, String name) {
        return ipc.face(Sync.class).openMutex(name, CREATE, MutexOptions.of(Kind.ERROR_CHECKING));
    }

    private static Semaphore semaphore(Ipc ipc, String name) {
        return ipc.face(Sync.class).openSemaphore(name, CREATE, SemaphoreOptions.counting(0));
    }

    private void shouldHaveEverything() {
        assertThat(held.token()).isEqualTo(token);
        held.unlock();
        assertThat(held.status().depth()).isEqualTo(1);
        held.unlock();
        assertThat(locks.result()).isEqualTo(token + 1);
        signalled.lock();
        signalled.condition(5).signal();
        signalled.unlock();
        assertThat(waits.result()).as("reached by the signal").isTrue();
        empty.release();
        assertThat(acquires.result()).isTrue();
        assertFails(Errno.EOVERFLOW, () -> full.release(3));
        assertThat(full.release(2)).isEqualTo(2);
    }

    @Test
    @Row({"G-17", "CV-14", "MX-03", "SE-19"})
    void shouldGoOnInAnUpdatedProvider(@Service MechanismAdmin mechanisms) throws Exception {
        InputStream newer = ChangedCopy.of(bundleNamed("ipc.sync"))
                .header(Constants.BUNDLE_VERSION, "1.0.1")
                .build();

        bundleNamed("ipc.sync").update(newer);

        await(() -> mechanisms.mechanisms().stream()
                .anyMatch(each -> each.toString().contains("ipc.sync 1.0.1")));
        await(() -> mechanisms.swaps().getLast().outcome() == SwapOutcome.SWITCHED); // reported a moment later
        shouldHaveEverything();
    }

    @Test
    @Row({"G-17", "CV-14"})
    void shouldWaitForAStoppedProvider() throws BundleException {
        bundleNamed("ipc.sync").stop();
        awaitBlocked(waits.process());

        bundleNamed("ipc.sync").start();

        shouldHaveEverything();
    }

    @Test
    @Row({"G-17", "MX-10"})
    void shouldTellOfAnOwnerThatDiedWhileNoProviderWasThere() throws BundleException {
        String name = newName();
        Mutex mutex = mutex(ipc(), name);
        String never = newName();
        Child<Boolean> owner = start(ipc -> {
            mutex(ipc, name).lock();
            semaphore(ipc, never).acquire();
            return true;
        });
        awaitBlocked(owner.process());
        bundleNamed("ipc.sync").stop();
        owner.process().kill();
        owner.status();

        bundleNamed("ipc.sync").start();

        assertFails(Errno.EOWNERDEAD, mutex::lock);
        mutex.consistent();
        mutex.unlock();
        shouldHaveEverything();
    }
}
