package ipc.kernel.swap;

import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapReport.Moved;
import ipc.api.admin.SwapReport.Timing;
import ipc.api.admin.SwapStep;
import ipc.api.admin.SwapWay;
import ipc.kernel.schedule.KernelScheduler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one swap does, step by step, until it becomes a report.
 *
 * <p>Two threads write, never at once as long as all goes well: the one that swaps and the one that runs provider code.
 * A provider that comes back after it was given up finds the journal closed.
 */
final class Journal {
    private final KernelScheduler scheduler;
    private final SwapHistory history;
    private final Head head;
    private final long number;
    private final List<Timing> steps = new ArrayList<>();
    private final List<String> stuck = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private @Nullable SwapStep present;
    private Moved moved = new Moved(0, 0, 0, 0);
    private long sinceNanos;
    private long closedAtNanos;
    private long pauseNanos;
    private boolean closed;

    /** What is known of a swap before it begins. */
    record Head(String mechanism, SwapWay way, String from, int generation) {}

    Journal(KernelScheduler scheduler, SwapHistory history, Head head) {
        this.scheduler = scheduler;
        this.history = history;
        this.head = head;
        this.number = history.nextNumber();
    }

    void begin(SwapStep step) {
        if (turnTo(step)) {
            history.began(number, head.mechanism(), step);
        }
    }

    private synchronized boolean turnTo(@Nullable SwapStep step) {
        if (closed) {
            return false;
        }
        long now = scheduler.nowNanos();
        if (present != null) {
            steps.add(new Timing(present, now - sinceNanos));
        }
        present = step;
        sinceNanos = now;
        closedAtNanos = step == SwapStep.FREEZE ? now : closedAtNanos;
        return true;
    }

    /** Returns the step that is under way. */
    synchronized String step() {
        return String.valueOf(present);
    }

    synchronized void waiters(int waiters) {
        moved = new Moved(0, 0, 0, waiters);
    }

    synchronized void gateOpened() {
        pauseNanos += scheduler.nowNanos() - closedAtNanos;
    }

    synchronized void moved(long objects, long items, long bytes) {
        moved = new Moved(objects, items, bytes, moved.waiters());
    }

    synchronized void stuck(List<String> calls) {
        stuck.addAll(calls);
    }

    synchronized void because(String reason) {
        if (!closed && !reason.isEmpty()) {
            reasons.add(reason);
        }
    }

    SwapReport end(String to, SwapOutcome outcome, int generation) {
        turnTo(null);
        SwapReport report = report(to, outcome, generation);
        history.add(report);
        return report;
    }

    private synchronized SwapReport report(String to, SwapOutcome outcome, int generation) {
        closed = true;
        return new SwapReport(
                number,
                head.mechanism(),
                head.way(),
                head.from(),
                to,
                head.generation(),
                generation,
                outcome,
                List.copyOf(steps),
                moved,
                pauseNanos,
                String.join("; ", reasons),
                List.copyOf(stuck));
    }
}
