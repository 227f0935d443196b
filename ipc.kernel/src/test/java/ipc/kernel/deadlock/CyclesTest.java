package ipc.kernel.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.spi.Owner;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.Task;
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
