package ipc.kernel.swap;

import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapStep;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers swaps, keeps the latest reports and tells observers. */
public final class SwapHistory {
    private static final int REPORTS_MAX = 256;

    private final ArrayDeque<SwapReport> reports = new ArrayDeque<>();
    private final List<SwapObserver> observers = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Adds an observer.
     *
     * @param observer told from now on
     */
    public void add(SwapObserver observer) {
        observers.add(observer);
    }

    /**
     * Removes an observer.
     *
     * @param observer not told any more
     */
    public void remove(SwapObserver observer) {
        observers.remove(observer);
    }

    /** Returns the latest reports, oldest first. */
    public List<SwapReport> reports() {
        synchronized (reports) {
            return List.copyOf(reports);
        }
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void began(long number, String mechanism, SwapStep step) {
        observers.forEach(observer -> observer.began(number, mechanism, step));
    }

    void add(SwapReport report) {
        synchronized (reports) {
            reports.addLast(report);
            if (reports.size() > REPORTS_MAX) {
                reports.removeFirst();
            }
        }
        observers.forEach(observer -> observer.ended(report));
    }
}
