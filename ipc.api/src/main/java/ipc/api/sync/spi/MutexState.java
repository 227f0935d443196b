package ipc.api.sync.spi;

import ipc.api.spi.ObjectState;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexStatus.Health;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything in a mutex and its conditions, for another provider to go on with.
 *
 * @param options what it was made with
 * @param holding who has it
 * @param health whether an owner has died
 * @param token how many ownerships there were
 * @param waiters of all conditions, by number, unmodifiable
 * @param signals not yet taken, by condition, then by the number up to which they are, unmodifiable
 * @param numbers how many waiters there ever were
 */
public record MutexState(
        MutexOptions options,
        Holding holding,
        Health health,
        long token,
        List<Waiter> waiters,
        List<Signal> signals,
        long numbers)
        implements ObjectState {

    /**
     * Who has a mutex.
     *
     * @param process its number, 0 if nobody has it
     * @param thread of that process
     * @param depth how often it was locked
     */
    public record Holding(int process, long thread, int depth) {
        /** Nobody has it. */
        public static final Holding NOBODY = new Holding(0, 0, 0);
    }

    /**
     * Somebody who waits for a signal.
     *
     * @param number its number
     * @param condition what it waits for
     * @param depth how deep it had the mutex
     */
    public record Waiter(long number, int condition, int depth) {}

    /**
     * A signal on its way.
     *
     * @param condition whose
     * @param last it is for a waiter whose number is at most this
     */
    public record Signal(int condition, long last) {}

    /**
     * Returns the state of a mutex with which nothing has happened yet.
     *
     * @param options what it is made with
     * @return free, and without waiters
     */
    public static MutexState first(MutexOptions options) {
        return new MutexState(options, Holding.NOBODY, Health.SOUND, 0, List.of(), List.of(), 0);
    }

    @Override
    public long items() {
        return (holding.process() == 0 ? 0L : 1L) + waiters.size();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("owner", (long) holding.process());
        sums.put("depth", (long) holding.depth());
        sums.put("token", token);
        sums.put("waiters", (long) waiters.size());
        sums.put("signals", (long) signals.size());
        return sums;
    }

    /** {@inheritDoc} A signal without a waiter that it could be for, or a holder without depth, is one. */
    @Override
    public String contradiction() {
        if ((holding.process() == 0) != (holding.depth() == 0)) {
            return "process " + holding.process() + " has it, " + holding.depth() + " deep";
        }
        if (holding.process() != 0 && health == Health.LOST) {
            return "process " + holding.process() + " has it, and it is lost";
        }
        for (Signal signal : signals) {
            long rivals = signals.stream()
                    .filter(other -> other.condition() == signal.condition() && other.last() <= signal.last())
                    .count();
            long candidates = waiters.stream()
                    .filter(waiter -> waiter.condition() == signal.condition() && waiter.number() <= signal.last())
                    .count();
            if (rivals > candidates) {
                return rivals + " signals of condition " + signal.condition() + " are for " + candidates + " waiters";
            }
        }
        return "";
    }
}
