package ipc.api.events;

import java.util.Objects;

/**
 * What a subscription wants. Immutable: each method returns new options. Two are equal if they say the same.
 *
 * <p>Values are checked when they are used.
 */
public final class SubscriptionOptions {
    /** The largest {@link #depthMax}. */
    public static final int DEPTH_MAX = 1 << 16;

    /** Most characters of a pattern, and of a filter. */
    public static final int TEXT_MAX = 1024;

    private static final int DEPTH = 64;

    private final String pattern;
    private final String filter;
    private final int depthMax;
    private final WhenBehind whenBehind;

    private SubscriptionOptions(String pattern, String filter, int depthMax, WhenBehind whenBehind) {
        this.pattern = Objects.requireNonNull(pattern, "pattern");
        this.filter = Objects.requireNonNull(filter, "filter");
        this.depthMax = depthMax;
        this.whenBehind = Objects.requireNonNull(whenBehind, "whenBehind");
    }

    /**
     * Returns options of a subscription with 64 places, for which publishers wait.
     *
     * @param pattern a topic; or a topic and {@code /*} for all topics below it; or {@code *} for all
     * @return the options
     */
    public static SubscriptionOptions to(String pattern) {
        return new SubscriptionOptions(pattern, "", DEPTH, WhenBehind.BLOCK);
    }

    /**
     * Wants only publications whose properties a filter matches; names are compared exactly.
     *
     * @param text an OSGi filter: {@code (&(disk=sda)(free<=10))}; empty for none
     * @return the new options
     */
    public SubscriptionOptions filter(String text) {
        return new SubscriptionOptions(pattern, text, depthMax, whenBehind);
    }

    /**
     * Sets how many publications wait for the subscriber at most.
     *
     * @param places 1 to {@link #DEPTH_MAX}; the system may allow less
     * @return the new options
     */
    public SubscriptionOptions depthMax(int places) {
        return new SubscriptionOptions(pattern, filter, places, whenBehind);
    }

    /**
     * Sets what becomes of a publication when all places are taken; publishers wait if nothing is said.
     *
     * @param policy what to do
     * @return the new options
     */
    public SubscriptionOptions whenBehind(WhenBehind policy) {
        return new SubscriptionOptions(pattern, filter, depthMax, policy);
    }

    /** {@return which topics} */
    public String pattern() {
        return pattern;
    }

    /** {@return which properties; empty for any} */
    public String filter() {
        return filter;
    }

    /** {@return how many publications wait at most} */
    public int depthMax() {
        return depthMax;
    }

    /** {@return what becomes of a publication when all places are taken} */
    public WhenBehind whenBehind() {
        return whenBehind;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubscriptionOptions that
                && pattern.equals(that.pattern)
                && filter.equals(that.filter)
                && depthMax == that.depthMax
                && whenBehind == that.whenBehind;
    }

    @Override
    public int hashCode() {
        return Objects.hash(pattern, filter, depthMax, whenBehind);
    }

    @Override
    public String toString() {
        return pattern + filter + " " + depthMax + " " + whenBehind;
    }
}
