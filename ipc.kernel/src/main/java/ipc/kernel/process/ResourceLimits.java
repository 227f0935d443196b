package ipc.kernel.process;

import ipc.api.Limit;
import java.util.EnumMap;
import java.util.Map;

/** The limits of one process; a child starts with a copy. */
public final class ResourceLimits {
    private static final long HANDLES_SOFT = 1024;
    private static final long HANDLES_HARD = HandleTable.SIZE_MAX;
    private static final long MEMORY_BYTES = 1L << 30;
    private static final long QUEUE_BYTES = 256L << 20;
    private static final long CHILDREN = 4096;
    private static final long THREADS = 4096;

    /** Replaced as a whole, so that readers need no lock. */
    private volatile Map<Limit, Limit.Value> values;

    ResourceLimits() {
        Map<Limit, Limit.Value> defaults = new EnumMap<>(Limit.class);
        defaults.put(Limit.HANDLES, new Limit.Value(HANDLES_SOFT, HANDLES_HARD));
        defaults.put(Limit.MEMORY_BYTES, new Limit.Value(MEMORY_BYTES, Long.MAX_VALUE));
        defaults.put(Limit.QUEUE_BYTES, new Limit.Value(QUEUE_BYTES, Long.MAX_VALUE));
        defaults.put(Limit.CHILDREN, new Limit.Value(CHILDREN, Long.MAX_VALUE));
        defaults.put(Limit.THREADS, new Limit.Value(THREADS, Long.MAX_VALUE));
        values = defaults;
    }

    ResourceLimits(ResourceLimits parent) {
        values = parent.values;
    }

    /**
     * Returns a limit.
     *
     * @param limit which one
     * @return its values
     */
    public Limit.Value get(Limit limit) {
        Limit.Value value = values.get(limit);
        if (value == null) {
            throw new IllegalStateException("no value of " + limit);
        }
        return value;
    }

    /**
     * Returns what binds now.
     *
     * @param limit which one
     * @return its soft value
     */
    public long soft(Limit limit) {
        return get(limit).soft();
    }

    /**
     * Sets a limit.
     *
     * @param limit which one
     * @param value its values
     */
    public synchronized void set(Limit limit, Limit.Value value) {
        Map<Limit, Limit.Value> changed = new EnumMap<>(values);
        changed.put(limit, value);
        values = changed;
    }
}
