package ipc.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventStatistics;

/** What a test that hangs leaves in the log. */
class HangReportTest {

    /** Waits, by way of a virtual thread, for what never comes. */
    static final class Hangs {
        @Test
        @Timeout(value = 100, unit = TimeUnit.MILLISECONDS)
        void shouldEnd() throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            Thread waiter = Thread.ofVirtual().start(() -> awaitInVain(never));
            try {
                waiter.join();
            } finally {
                waiter.interrupt();
            }
        }

        private static void awaitInVain(CountDownLatch never) {
            try {
                never.await();
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void shouldShowVirtualThreadsToo() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            EngineTestKit.engine("junit-jupiter")
                    .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                    .selectors(selectClass(Hangs.class))
                    .execute()
                    .testEvents()
                    .assertStatistics((EventStatistics statistics) -> statistics.failed(1));
        } finally {
            System.setErr(usual);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("took too long", "shouldEnd()", "virtual", "awaitInVain");
    }
}
