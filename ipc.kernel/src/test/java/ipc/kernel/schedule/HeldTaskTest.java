package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that are held where they wait, while their provider is replaced. */
class HeldTaskTest {
    private static final long SEED = 1;
    private static final int GATE = 1;
    private static final int OTHER_GATE = 2;
    private static final long SOON_NANOS = 1_000_000;

    private final SeededScheduler scheduler = new SeededScheduler(SEED, waits -> {});
    private final TestCaller client = new TestCaller();
    private final WaitQueue queue = scheduler.newWaitQueue("queue");
    private final CompletableFuture<Unwind.Reason> end = new CompletableFuture<>();
    private boolean interrupted;

    @Test
    void shouldPassWakesBy() {
        run(() -> {
            held();

            assertThat(queue.wake(Integer.MAX_VALUE)).isZero();
            queue.wakeNext();

            assertThat(queue.waiting()).isOne();
        });
    }

    @Test
    void shouldOutstayTheirTime() {
        run(() -> {
            held();

            while (scheduler.nowNanos() < 2 * SOON_NANOS) {
                others();
            }

            assertThat(queue.waiting()).isOne();
        });
    }

    @Test
    void shouldLeaveByARestartWhenTheirCallerEnds() {
        run(() -> {
            held();

            client.cancelled = true;
            scheduler.eject(task -> true);

            assertThat(endOfWait()).isEqualTo(Unwind.Reason.RESTART);
        });
    }

    @Test
    void shouldLeaveByARestartWhenInterrupted() {
        run(() -> {
            Task held = held();

            held.thread().interrupt();

            assertThat(endOfWait()).isEqualTo(Unwind.Reason.RESTART);
            assertThat(interrupted).isTrue();
        });
    }

    @Test
    void shouldBeginAgainWhenLetGo() {
        run(() -> {
            Task held = held();

            held.letGo();

            assertThat(endOfWait()).isEqualTo(Unwind.Reason.RESTART);
            assertThat(held.restarts()).isTrue();
            held.hasLeft();
            assertThat(held.restarts()).isFalse();
        });
    }

    @Test
    void shouldNotHoldWhoRuns() {
        run(() -> assertThat(scheduler.current().hold(GATE)).isFalse());
    }

    @Test
    void shouldNotHoldWhoWaitsOutsideOrElsewhere() {
        run(() -> {
            scheduler.start("outside", client, this::await);
            scheduler.start("elsewhere", client, () -> awaitInside(OTHER_GATE));
            while (queue.waiting() < 2) {
                others();
            }

            List<Task> waiting = scheduler.tasks(Task::waits);

            assertThat(waiting).hasSize(2).noneMatch(task -> task.hold(GATE));
        });
    }

    private Task held() {
        scheduler.start("waiter", client, () -> awaitInside(GATE));
        while (true) {
            for (Task task : scheduler.tasks(Task::waits)) {
                if (task.hold(GATE)) {
                    return task;
                }
            }
            others();
        }
    }

    private void awaitInside(int gate) {
        scheduler.current().enter(gate, client);
        await();
    }

    private void await() {
        try {
            queue.park(queue.ticket(), new Soon());
        } catch (Unwind unwind) {
            interrupted = Thread.currentThread().isInterrupted();
            end.complete(unwind.reason());
        }
    }

    private Unwind.Reason endOfWait() {
        while (!end.isDone()) {
            others();
        }
        return end.join();
    }

    private void others() {
        scheduler.yieldNow(scheduler.current());
    }

    private void run(Runnable body) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        scheduler.start("main", new TestCaller(), () -> {
            try {
                body.run();
                done.complete(null);
            } catch (Throwable failure) { // also a failed assertion
                done.completeExceptionally(failure);
            }
        });
        done.join();
    }

    private static final class Soon implements Deadline {
        @Override
        public boolean immediate() {
            return false;
        }

        @Override
        public long atNanos() {
            return SOON_NANOS;
        }
    }
}
