package ipc.sync;

import ipc.api.sync.spi.MutexState.Signal;
import ipc.api.sync.spi.MutexState.Waiter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who waits for one condition, and the signals for them; under the lock of the mutex.
 *
 * <p>Waiters are numbered as they come. A signal carries the number of the latest waiter at its moment, and is for one
 * of those up to it: so nobody who comes later takes it, and which of the others does is up to the wait queue. There
 * are never more signals up to a number than waiters.
 */
final class Signals {
    /** The waiter has no signal yet. */
    static final int NONE_YET = -1;

    /** Nobody waits under that number. */
    private static final int UNKNOWN = 0;

    /** By number, how deep they had the mutex. */
    private final TreeMap<Long, Integer> waiters = new TreeMap<>();

    /** Up to which number each signal is, ascending. */
    private final Deque<Long> signals = new ArrayDeque<>();

    /** How many signals there are; read without the lock, as a hint. */
    private volatile int count;

    void enter(long number, int depth) {
        waiters.put(number, depth);
    }

    /** Adds a signal; those of a state come in ascending order. */
    void add(long last) {
        signals.addLast(last);
        count = signals.size();
    }

    /** Adds signals for those that have none; returns how many. */
    int addUpTo(int wanted, long last) {
        int added = Math.min(wanted, waiters.size() - signals.size());
        for (int i = 0; i < added; i++) {
            add(last);
        }
        return added;
    }

    boolean seemsEmpty() {
        return count == 0;
    }

    /** Takes a signal for a waiter, the one that fewest others could take, and ends its wait. */
    int take(long number) {
        Integer depth = waiters.get(number);
        if (depth == null) {
            return UNKNOWN;
        }
        for (Iterator<Long> each = signals.iterator(); each.hasNext(); ) {
            if (each.next() >= number) {
                each.remove();
                count = signals.size();
                waiters.remove(number);
                return depth;
            }
        }
        return NONE_YET;
    }

    /** Ends a wait without a signal. */
    int leave(long number) {
        Integer depth = waiters.remove(number);
        if (depth == null) {
            return UNKNOWN;
        }
        forgetOneTooMany();
        return depth;
    }

    /** A waiter has left: at most one signal is now for nobody. */
    private void forgetOneTooMany() {
        int signalsUpTo = 0;
        for (Iterator<Long> each = signals.iterator(); each.hasNext(); ) {
            long last = each.next();
            signalsUpTo++;
            if (signalsUpTo > waiters.headMap(last, true).size()) {
                each.remove();
                count = signals.size();
                return;
            }
        }
    }

    void waiters(int condition, List<Waiter> all) {
        for (Map.Entry<Long, Integer> each : waiters.entrySet()) {
            all.add(new Waiter(each.getKey(), condition, each.getValue()));
        }
    }

    void signals(int condition, List<Signal> all) {
        signals.forEach(last -> all.add(new Signal(condition, last)));
    }
}
