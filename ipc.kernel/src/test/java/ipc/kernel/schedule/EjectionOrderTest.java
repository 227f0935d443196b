package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** In which order those go on that the kernel takes out of their waits together. */
class EjectionOrderTest {
    private static final int WAITERS = 20;

    @Test
    void shouldBeTheSameForTheSameSeed() {
        List<Integer> first = order(42);

        List<Integer> second = order(42);

        assertThat(second).hasSize(WAITERS).isEqualTo(first);
    }

    private static List<Integer> order(long seed) {
        SeededScheduler scheduler = new SeededScheduler(seed, waits -> {});
        TestCaller client = new TestCaller();
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        scheduler.start("main", client, () -> {
            WaitQueue queue = scheduler.newWaitQueue("queue");
            for (int i = 0; i < WAITERS; i++) {
                int waiter = i;
                scheduler.start("waiter " + i, client, () -> {
                    waitFor(queue);
                    order.add(waiter);
                });
            }
            while (queue.waiting() < WAITERS) {
                scheduler.yieldNow(scheduler.current());
            }
            client.cancelled = true;
            scheduler.eject(task -> true);
            while (order.size() < WAITERS) {
                scheduler.yieldNow(scheduler.current());
            }
            done.complete(null);
        });
        done.join();
        return order;
    }

    private static void waitFor(WaitQueue queue) {
        try {
            queue.park(queue.ticket(), TaskDeadline.NEVER);
        } catch (IpcException cancelled) {
            assertThat(cancelled.errno()).isEqualTo(Errno.ECANCELED);
        }
    }
}
