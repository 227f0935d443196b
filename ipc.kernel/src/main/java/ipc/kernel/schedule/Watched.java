package ipc.kernel.schedule;

import ipc.api.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What the kernel keeps of an object for those who wait for it: the users' signals, and who is to hear of changes. */
public final class Watched {
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final AtomicReference<Set<Signal>> signals = new AtomicReference<>(Set.of());

    /**
     * Asks to be told of changes.
     *
     * @param watch who
     */
    public void add(Watch watch) {
        watches.add(watch);
    }

    /**
     * Does not ask to be told any more.
     *
     * @param watch who
     */
    public void remove(Watch watch) {
        watches.remove(watch);
    }

    /** Returns how many ask to be told. */
    public int watches() {
        return watches.size();
    }

    /** Tells of a change that no wait queue of the object tells of: another object in its place, a handle closed. */
    public void changed() {
        watches.forEach(Watch::changed);
    }

    /**
     * Tells whether a signal of the users' is asserted.
     *
     * @param signal which
     * @return whether it is
     */
    public boolean asserts(Signal signal) {
        return signals.get().contains(signal);
    }

    /**
     * Changes signals of the users' in one step.
     *
     * @param clear which to clear
     * @param set which to set; of one in both sets, this counts
     */
    public void signal(Set<Signal> clear, Set<Signal> set) {
        signals.updateAndGet(present -> {
            Set<Signal> next = EnumSet.noneOf(Signal.class);
            next.addAll(present);
            next.removeAll(clear);
            next.addAll(set);
            return next;
        });
        changed(); // the exchange above is the fence that a wake asks for
    }
}
