package ipc.kernel.waits;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.kernel.Kernel;
import ipc.sync.GuardedSync;
import ipc.testkit.kernel.Watchdog;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a wait between two calls. */
class WaitFaceTest {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    WaitFaceTest() {
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
    }

    private WeakReference<Semaphore> awaitAndClose() {
        Semaphore semaphore = ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(1));
        assertThat(ipc.face(Waits.class)
                        .any(List.of(Item.of(semaphore)), Timeout.forever())
                        .index())
                .isZero();
        semaphore.close();
        return new WeakReference<>(semaphore);
    }

    @Test
    void shouldKeepNoClosedHandle() {
        WeakReference<Semaphore> closed = awaitAndClose();

        long end = System.nanoTime() + Watchdog.limit().toNanos();
        while (closed.get() != null) {
            assertThat(System.nanoTime()).as("the watchdog barks").isLessThan(end);
            System.gc();
        }
    }
}
