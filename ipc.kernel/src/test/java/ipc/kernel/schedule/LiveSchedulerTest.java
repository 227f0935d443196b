package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.testkit.kernel.Watchdog;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

/** What the live scheduler adds to the threads of the platform. */
class LiveSchedulerTest {
    /** More than one on each processor, so that none finds nothing to do. */
    private static final int YIELDERS = 2 * Runtime.getRuntime().availableProcessors();

    private final LiveScheduler scheduler = new LiveScheduler();

    /** Whether one is kept from starting is a matter of chance. */
    @RepeatedTest(20)
    void shouldStartAThreadWhereOthersDoNothingButYield() throws Exception {
        CountDownLatch started = new CountDownLatch(YIELDERS + 1);
        for (int i = 0; i < YIELDERS; i++) {
            start(() -> {
                started.countDown();
                yieldUntilAllHaveStarted(started);
            });
        }
        start(started::countDown);

        assertThat(started.await(Watchdog.limit().toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private void start(Runnable body) {
        scheduler.start("yields", new TestCaller(), body);
    }

    private void yieldUntilAllHaveStarted(CountDownLatch started) {
        long end = System.nanoTime() + 2 * Watchdog.limit().toNanos(); // so that a failing test leaves nothing behind
        while (started.getCount() > 0 && System.nanoTime() < end) {
            scheduler.yieldNow(scheduler.current());
        }
    }
}
