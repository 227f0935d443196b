package ipc.api.sync.spi;

import ipc.api.spi.ObjectState;
import ipc.api.sync.SemaphoreOptions;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Everything in a semaphore, for another provider to go on with.
 *
 * @param options what it was made with
 * @param permits how many are there
 * @param acquired how many were ever taken
 * @param released how many were ever given
 */
public record SemaphoreState(SemaphoreOptions options, int permits, long acquired, long released)
        implements ObjectState {

    /**
     * Returns the state of a semaphore with which nothing has happened yet.
     *
     * @param options what it is made with
     * @return its first permits, and figures that are 0
     */
    public static SemaphoreState first(SemaphoreOptions options) {
        return new SemaphoreState(options, options.permits(), 0, 0);
    }

    @Override
    public long items() {
        return permits;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("permits", (long) permits);
        sums.put("acquired", acquired);
        sums.put("released", released);
        return sums;
    }

    @Override
    public String contradiction() {
        long accounted = options.permits() + released - acquired;
        if (permits != accounted) {
            return permits + " permits are there, the figures say " + accounted;
        }
        return permits < 0 || permits > options.permitsMax()
                ? permits + " permits, bounds 0 to " + options.permitsMax()
                : "";
    }
}
