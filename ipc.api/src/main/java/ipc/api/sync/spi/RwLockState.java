package ipc.api.sync.spi;

import ipc.api.spi.ObjectState;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything in a read-write lock, for another provider to go on with.
 *
 * @param options what it was made with
 * @param holds who has it, by process, then by thread, unmodifiable
 * @param health whether a writer has died
 * @param writes how often it was taken for writing
 */
public record RwLockState(RwLockOptions options, List<Hold> holds, Health health, long writes) implements ObjectState {
    /**
     * Somebody who has a lock.
     *
     * @param process its number
     * @param thread of that process
     * @param mode in which way
     * @param depth how often, more than once only for reading
     */
    public record Hold(int process, long thread, Mode mode, int depth) {}

    /**
     * Returns the state of a lock with which nothing has happened yet.
     *
     * @param options what it is made with
     * @return free
     */
    public static RwLockState first(RwLockOptions options) {
        return new RwLockState(options, List.of(), Health.SOUND, 0);
    }

    /**
     * Counts holders.
     *
     * @param mode in which way they have it
     * @return how many
     */
    public int holders(Mode mode) {
        return (int) holds.stream().filter(hold -> hold.mode() == mode).count();
    }

    @Override
    public long items() {
        return holds.size();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("holders", (long) holds.size());
        sums.put("depth", holds.stream().mapToLong(Hold::depth).sum());
        sums.put("writers", (long) holders(Mode.WRITE));
        sums.put("upgradable", (long) holders(Mode.UPGRADABLE));
        sums.put("writes", writes);
        return sums;
    }

    /** {@inheritDoc} A writer beside others, two that may go on to write, or a holder that is none, is one. */
    @Override
    public String contradiction() {
        if (holders(Mode.WRITE) > 0 && holds.size() > 1) {
            return holds.size() + " have it, one of them for writing";
        }
        if (holders(Mode.UPGRADABLE) > 1) {
            return holders(Mode.UPGRADABLE) + " may go on to write";
        }
        for (Hold hold : holds) {
            if (hold.depth() < 1 || (hold.depth() > 1 && hold.mode() != Mode.READ)) {
                return hold + " is no hold";
            }
        }
        return health == Health.LOST && !holds.isEmpty() ? holds.size() + " have it, and it is lost" : "";
    }
}
