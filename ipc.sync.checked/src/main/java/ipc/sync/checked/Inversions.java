package ipc.sync.checked;

import ipc.api.kernel.Scheduler;
import ipc.api.sync.LockInversion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The circles that were found in the order of locks. */
final class Inversions {
    /** How many are kept, and how many are logged; enough to see what a system suffers from. */
    static final int KEPT = 64;

    private static final Logger LOG = System.getLogger("ipc.sync.checked");

    private final Scheduler scheduler;
    private final AtomicReference<Found> found = new AtomicReference<>(new Found(List.of(), 0));

    /** A circle, beginning with its oldest lock, by which another finder of the same knows it. */
    private record Circle(List<Long> locks, LockInversion inversion) {}

    /** The latest circles, and how many there were. */
    private record Found(List<Circle> latest, long count) {
        private boolean knows(Circle circle) {
            return latest.stream().anyMatch(each -> each.locks().equals(circle.locks()));
        }

        private Found with(Circle circle) {
            if (knows(circle)) {
                return this;
            }
            List<Circle> more = Stream.concat(latest.stream(), Stream.of(circle))
                    .skip(latest.size() < KEPT ? 0 : 1)
                    .toList();
            return new Found(more, count + 1);
        }
    }

    Inversions(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Reports the circle that a new order closes, if it does; the shortest, if it closes several. */
    void search(Order order) {
        List<Order> way = wayBack(order);
        if (!way.isEmpty()) {
            report(way);
        }
    }

    /** Returns the orders of the circle, the given one first; none if there is no circle. */
    private static List<Order> wayBack(Order order) {
        Map<TrackedLock, Order> reachedBy = new HashMap<>();
        Deque<TrackedLock> ahead = new ArrayDeque<>(List.of(order.to()));
        reachedBy.put(order.to(), order);
        while (!ahead.isEmpty()) {
            TrackedLock at = ahead.removeFirst();
            if (at == order.from()) {
                return way(order, reachedBy);
            }
            for (Order next : at.next().values()) {
                if (reachedBy.putIfAbsent(next.to(), next) == null) {
                    ahead.addLast(next.to());
                }
            }
        }
        return List.of();
    }

    private static List<Order> way(Order first, Map<TrackedLock, Order> reachedBy) {
        List<Order> way = new ArrayList<>();
        Order last = Objects.requireNonNull(reachedBy.get(first.from()));
        while (last != first) {
            way.add(last);
            last = Objects.requireNonNull(reachedBy.get(last.from()));
        }
        way.add(first);
        Collections.reverse(way);
        return way;
    }

    private void report(List<Order> way) {
        List<Order> circle = new ArrayList<>(way);
        List<Long> ids = way.stream().map(order -> order.from().id()).toList();
        Collections.rotate(circle, -ids.indexOf(Collections.min(ids)));
        LockInversion inversion = new LockInversion(
                scheduler.nowNanos(), circle.stream().map(Order::step).toList());
        Circle mine = new Circle(circle.stream().map(order -> order.from().id()).toList(), inversion);
        Found before = found.getAndUpdate(known -> known.with(mine));
        if (!before.knows(mine) && before.count() < KEPT) {
            LOG.log(Level.WARNING, () -> sentence(inversion)); // before the call waits, perhaps for ever
        }
    }

    private static String sentence(LockInversion inversion) {
        return inversion.steps().stream()
                .map(step -> "process " + step.process() + " wants " + step.wants() + " and has " + step.has())
                .collect(Collectors.joining("; ", "locks are taken in a circle: ", ""));
    }

    List<LockInversion> latest() {
        return found.get().latest().stream().map(Circle::inversion).toList();
    }

    long found() {
        return found.get().count();
    }
}
