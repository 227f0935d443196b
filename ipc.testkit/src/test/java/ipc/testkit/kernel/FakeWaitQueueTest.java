package ipc.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FakeWaitQueueTest {
    private final FakeScheduler scheduler = new FakeScheduler();
    private final WaitQueue queue = scheduler.newWaitQueue("probe");

    @AfterEach
    void endCallsLeftBehind() {
        scheduler.close();
    }

    /** A call that needs to be woken so often, and counts how often it was. */
    private Call<AtomicInteger> startWaiting(int wakes, AtomicInteger woken) {
        int parked = queue.waiting();
        Deadline deadline = Deadlines.never();
        Call<AtomicInteger> call = Call.start(() -> {
            for (int i = 0; i < wakes; i++) {
                queue.park(queue.ticket(), deadline);
                woken.incrementAndGet();
            }
            return woken;
        });
        scheduler.awaitParked(parked + 1);
        return call;
    }

    @Test
    void shouldLetACallThatParksAgainGoWhereItWas() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        Call<AtomicInteger> twice = startWaiting(2, first);
        startWaiting(1, second);

        queue.wake(1);
        scheduler.awaitParked(2);
        queue.wake(1);

        assertThat(twice.result()).hasValue(2);
        assertThat(second).hasValue(0);
    }

    @Test
    void shouldGiveTheNextCallOfAThreadAPlaceOfItsOwn() {
        AtomicInteger second = new AtomicInteger();
        Call<Long> twoCalls = Call.start(() -> {
            queue.park(queue.ticket(), Deadlines.never());
            queue.park(queue.ticket(), Deadlines.never());
            return 2L;
        });
        scheduler.awaitParked(1);
        Call<AtomicInteger> other = startWaiting(1, second);

        queue.wake(1);
        scheduler.awaitParked(2);
        queue.wake(1);

        assertThat(other.result()).hasValue(1);
        assertThat(twoCalls.isDone()).isFalse();
    }

    @Test
    void shouldCountWhomItWakes() {
        startWaiting(1, new AtomicInteger());
        startWaiting(1, new AtomicInteger());

        int woken = queue.wake(Integer.MAX_VALUE);

        assertThat(woken).isEqualTo(2);
        assertThat(scheduler.woken()).isEqualTo(2);
    }

    @Test
    void shouldKeepCallsParkedWhileTheClockIsAheadOfTheTimers() {
        long recheck = scheduler.nowNanos() + 10;
        Call<Long> call = Call.start(() -> {
            queue.park(queue.ticket(), Deadlines.never(), recheck);
            return scheduler.nowNanos();
        });
        scheduler.awaitParked(1);

        scheduler.advanceAheadOfTimers(10);
        scheduler.awaitParked(1);
        assertThat(call.isDone()).isFalse();
        scheduler.advance(5);

        assertThat(call.result()).isEqualTo(recheck + 5);
    }
}
