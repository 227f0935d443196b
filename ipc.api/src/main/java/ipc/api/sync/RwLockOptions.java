package ipc.api.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new read-write lock is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used, so that one place reports every bad value with its bounds.
 */
public final class RwLockOptions {
    /** Most threads that may ever be allowed to have a lock at once. */
    public static final int HOLDERS_MAX = 65_536;

    private static final RwLockOptions STANDARD = new RwLockOptions(256, true);

    private final int holdersMax;
    private final boolean robust;

    private RwLockOptions(int holdersMax, boolean robust) {
        this.holdersMax = holdersMax;
        this.robust = robust;
    }

    /** {@return options of a robust lock that 256 threads may have at once} */
    public static RwLockOptions standard() {
        return STANDARD;
    }

    /**
     * Sets how many threads may have the lock at once; memory for so many is charged when it is made.
     *
     * @param holders 1 to {@link #HOLDERS_MAX}
     * @return the new options
     */
    public RwLockOptions holdersMax(int holders) {
        return new RwLockOptions(holders, robust);
    }

    /**
     * Leaves the lock as it is for ever if the process of a holder dies.
     *
     * @return the new options
     */
    public RwLockOptions stalled() {
        return new RwLockOptions(holdersMax, false);
    }

    /** {@return how many threads may have the lock at once} */
    public int holdersMax() {
        return holdersMax;
    }

    /** {@return whether the death of a writer is told to who comes next} */
    public boolean isRobust() {
        return robust;
    }

    /** {@return whether both describe the same lock} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RwLockOptions that && figures().equals(that.figures());
    }

    @Override
    public int hashCode() {
        return figures().hashCode();
    }

    private List<Object> figures() {
        return List.of(holdersMax, robust);
    }
}
