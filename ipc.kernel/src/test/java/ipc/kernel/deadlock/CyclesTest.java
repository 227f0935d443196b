package ipc.kernel.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Want;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The search for calls that wait for each other, at a size that no program of a test reaches. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class CyclesTest {
    private static final int MANY = 10_000;

    private final LiveScheduler scheduler = new LiveScheduler();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Each wants what the next one has. */
    private record Wanting(Task next) implements Want {
        @Override
        public List<Wanted> wanted() {
            Owner holder = new Owner(1, next.thread().threadId());
            return List.of(new Wanted("a lock", "held by", List.of(holder)));
        }

        @Override
        public boolean needsAll() {
            return true;
        }

        @Override
        public boolean isLock() {
            return true;
        }
    }

    @AfterEach
    void letGo() {
        end.countDown();
    }

    @Test
    void shouldFindACircleOfAnyLength() {
        List<Task> tasks = Stream.generate(this::task).limit(MANY).toList();
        for (int i = 1; i < MANY; i++) {
            tasks.get(i - 1).want(new Wanting(tasks.get(i)));
        }
        Cycles cycles = new Cycles(scheduler);

        assertThat(cycles.closedBy(tasks.getFirst())).isNull();
        tasks.getLast().want(new Wanting(tasks.getFirst()));
        Cycle found = cycles.closedBy(tasks.getFirst());

        assertThat(Objects.requireNonNull(found).steps()).hasSize(MANY);
    }

    @Test
    void shouldFindACircleOfThoseWhoWait() {
        WaitQueue queue = scheduler.newWaitQueue("for ever");
        Task first = waitingTask(queue);
        Task second = waitingTask(queue);
        first.want(new Wanting(second));
        second.want(new Wanting(first));

        assertThat(new Cycles(scheduler).all()).hasSize(1);

        queue.wake(Integer.MAX_VALUE);
    }

    @Test
    void shouldFindNoCircleOfThoseWhoAreAboutToBeRefused() {
        Task first = task();
        first.want(new Wanting(first));

        assertThat(new Cycles(scheduler).all()).isEmpty();
    }

    /** Returns the task of a thread that waits. */
    private Task waitingTask(WaitQueue queue) {
        CompletableFuture<Task> task = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            long ticket = queue.ticket();
            task.complete(scheduler.current());
            queue.park(ticket, TaskDeadline.NEVER);
        });
        while (!task.join().waits()) {
            Thread.yield();
        }
        return task.join();
    }

    /** Returns the task of a thread that stands still. */
    private Task task() {
        CompletableFuture<Task> task = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            task.complete(scheduler.current());
            awaitEnd();
        });
        return task.join();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
