package ipc.kernel.deadlock;

import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Want;
import java.lang.invoke.VarHandle;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Says within a second that calls wait for each other, once for each cycle.
 *
 * <p>A thread that runs while calls wait for locks looks twice a second. Under the seeded scheduler it looks once after
 * the latest call has begun to wait, so that it does not keep time going for itself.
 */
public final class DeadlockWatch {
    private static final long PAUSE_NANOS = 500_000_000;

    private final KernelScheduler scheduler;
    private final Caller observer;
    private final Cycles cycles;
    private final Consumer<Runnable> inside;
    private final Consumer<String> log;
    private final WaitQueue pause;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean news;

    /** What was said and is still so; touched by the one running thread. */
    private Set<Cycle> known = Set.of();

    /**
     * Makes a watch that hears of waits.
     *
     * @param scheduler whose tasks wait
     * @param observer for whom its thread looks
     * @param inside does something where locks may be asked who has them
     * @param log told of cycles
     */
    public DeadlockWatch(KernelScheduler scheduler, Caller observer, Consumer<Runnable> inside, Consumer<String> log) {
        this.scheduler = scheduler;
        this.observer = observer;
        this.cycles = new Cycles(scheduler);
        this.inside = inside;
        this.log = log;
        this.pause = scheduler.newWaitQueue("next look for deadlocks");
        scheduler.onWant(this::begins);
    }

    private void begins(Want want) {
        if (!want.isLock()) {
            return;
        }
        VarHandle.fullFence(); // the want is there before the look at news, which the thread takes back before it looks
        if (!news) {
            news = true; // before the look at running; the thread looks in the opposite order
        }
        if (!running.get() && running.compareAndSet(false, true)) {
            scheduler.start("deadlock watch", observer, this::watch);
        }
    }

    private void watch() {
        do {
            long ticket = pause.ticket();
            pause.park(ticket, TaskDeadline.NEVER, scheduler.nowNanos() + PAUSE_NANOS);
            news = false; // before the look: who begins to wait from now on is seen at the next one
            lookAnyhow();
        } while (goesOn());
    }

    /** One look that fails, with a provider, is not the last one. */
    private void lookAnyhow() {
        try {
            inside.accept(this::look);
        } catch (RuntimeException failure) {
            log.accept("look for deadlocks: " + failure);
        }
    }

    private boolean goesOn() {
        if (news || (!scheduler.steps() && isAwaited())) {
            return true;
        }
        running.set(false);
        return news && running.compareAndSet(false, true);
    }

    private boolean isAwaited() {
        return !scheduler
                .tasks(task -> {
                    Want want = task.want();
                    return want != null && want.isLock();
                })
                .isEmpty();
    }

    private void look() {
        List<Cycle> present = cycles.all();
        present.stream()
                .filter(cycle -> !known.contains(cycle))
                .forEach(cycle -> log.accept("deadlock: " + cycle.words()));
        known = new HashSet<>(present);
    }
}
