package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;

import ipc.api.Errno;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOutcome;
import ipc.api.sync.Mutex;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.ChangedCopy;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Synchronisation whose provider is replaced while programs are at work with it, and an owner that dies. */
@InContainer
class SyncSwapIT extends SyncAtWork {
    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.sync"));
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
        assertHasEverything();
    }

    @Test
    @Row({"G-17", "CV-14"})
    void shouldWaitForAStoppedProvider() throws BundleException {
        bundleNamed("ipc.sync").stop();
        awaitBlocked(waitsForASignal().process());

        bundleNamed("ipc.sync").start();

        assertHasEverything();
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
        assertHasEverything();
    }
}
