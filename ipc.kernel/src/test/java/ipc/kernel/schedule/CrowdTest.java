package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.WaitQueue;
import ipc.testkit.kernel.Watchdog;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many who wait, virtual threads and threads of the platform, and are woken in one step by either kind. */
class CrowdTest {
    private static final int ROUNDS = 20;

    private final LiveScheduler scheduler = new LiveScheduler();

    @ParameterizedTest
    @CsvSource({"100, true", "100, false", "16, true", "16, false", "15, true", "15, false", "2, true", "2, false"})
    void shouldRunOnWhateverThreadsTheyAre(int waiters, boolean virtualWaker) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            WaitQueue queue = scheduler.newWaitQueue("queue");
            CountDownLatch passed = new CountDownLatch(waiters);
            List<Thread> crowd = IntStream.range(0, waiters)
                    .mapToObj(number -> start(number % 3 > 0, () -> {
                        queue.park(queue.ticket(), TaskDeadline.NEVER);
                        passed.countDown();
                    }))
                    .toList();
            while (queue.waiting() < waiters) {
                Thread.onSpinWait();
            }
            FutureTask<Integer> wake = new FutureTask<>(() -> queue.wake(Integer.MAX_VALUE));

            start(virtualWaker, wake);

            assertThat(wake.get()).isEqualTo(waiters);
            assertThat(passed.await(Watchdog.limit().toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            for (Thread each : crowd) {
                each.join();
            }
        }
    }

    private static Thread start(boolean virtual, Runnable body) {
        return virtual
                ? Thread.startVirtualThread(body)
                : Thread.ofPlatform().daemon().start(body);
    }
}
