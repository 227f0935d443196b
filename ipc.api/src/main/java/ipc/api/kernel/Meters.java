package ipc.api.kernel;

import java.util.function.LongSupplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counters, gauges and histograms with names and units, cheap enough to be always on.
 *
 * <p>A name belongs to one meter: asking again gives the same one, so that figures go on through a swap.
 */
@ProviderType
public interface Meters {
    /** Something that only grows. */
    @ProviderType
    interface Counter {
        /**
         * Adds; threads on different processors do not disturb each other.
         *
         * @param amount 0 or more
         */
        void add(long amount);
    }

    /** A distribution of values, off until an operator switches it on. */
    @ProviderType
    interface Histogram {
        /** {@return whether recording has an effect; ask before measuring costs anything} */
        boolean enabled();

        /**
         * Records a value; without effect while off.
         *
         * @param value 0 or more; above one hour in nanoseconds it counts as one hour
         */
        void record(long value);
    }

    /**
     * Returns the counter of that name.
     *
     * @param name dotted, beginning with the mechanism: {@code mq.expired}
     * @param unit {@code messages}, {@code bytes}, {@code nanoseconds}, …
     * @return the counter
     */
    Counter counter(String name, String unit);

    /**
     * Sets what a gauge of that name shows.
     *
     * @param name dotted, beginning with the mechanism
     * @param unit its unit
     * @param value read when somebody looks; must not block
     */
    void gauge(String name, String unit, LongSupplier value);

    /**
     * Returns the histogram of that name.
     *
     * @param name dotted, beginning with the mechanism
     * @param unit its unit
     * @return the histogram
     */
    Histogram histogram(String name, String unit);
}
