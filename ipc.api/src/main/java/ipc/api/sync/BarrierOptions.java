package ipc.api.sync;

import org.jspecify.annotations.Nullable;

/**
 * What a new barrier is like. Immutable.
 *
 * <p>Values are checked when they are used, so that one place reports every bad value with its bounds.
 */
public final class BarrierOptions {
    /** Most parties that a barrier may have. */
    public static final int PARTIES_MAX = 65_536;

    private final int parties;

    private BarrierOptions(int parties) {
        this.parties = parties;
    }

    /**
     * Returns options of a barrier for so many.
     *
     * @param parties how many have to come before they all go on, 1 to {@link #PARTIES_MAX}
     * @return the options
     */
    public static BarrierOptions of(int parties) {
        return new BarrierOptions(parties);
    }

    /** {@return how many have to come} */
    public int parties() {
        return parties;
    }

    /** {@return whether both describe the same barrier} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BarrierOptions that && parties == that.parties;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(parties);
    }
}
