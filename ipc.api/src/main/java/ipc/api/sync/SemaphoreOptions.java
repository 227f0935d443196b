package ipc.api.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new semaphore is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used, so that one place reports every bad value with its bounds.
 */
public final class SemaphoreOptions {
    /** Most permits of any semaphore (POSIX {@code SEM_VALUE_MAX}, as on Linux). */
    public static final int PERMITS_MAX = Integer.MAX_VALUE;

    private final int permits;
    private int permitsMax = PERMITS_MAX;
    private boolean fair;
    private boolean undo;

    private SemaphoreOptions(int permits) {
        this.permits = permits;
    }

    private SemaphoreOptions copy() {
        SemaphoreOptions copy = new SemaphoreOptions(permits);
        copy.permitsMax = permitsMax;
        copy.fair = fair;
        copy.undo = undo;
        return copy;
    }

    /**
     * Returns options of a counting semaphore.
     *
     * @param permits how many it has at first, 0 to its maximum
     * @return the options
     */
    public static SemaphoreOptions counting(int permits) {
        return new SemaphoreOptions(permits);
    }

    /**
     * Returns options of a semaphore with at most one permit.
     *
     * @param permits how many it has at first, 0 or 1
     * @return the options
     */
    public static SemaphoreOptions binary(int permits) {
        return counting(permits).permitsMax(1);
    }

    /**
     * Sets how many permits it has at most (Win32).
     *
     * @param max 1 to {@link #PERMITS_MAX}
     * @return the new options
     */
    public SemaphoreOptions permitsMax(int max) {
        SemaphoreOptions copy = copy();
        copy.permitsMax = max;
        return copy;
    }

    /**
     * Lets nobody who would wait overtake those who wait already.
     *
     * @return the new options
     */
    public SemaphoreOptions fair() {
        SemaphoreOptions copy = copy();
        copy.fair = true;
        return copy;
    }

    /**
     * Lets a process that ends, or closes its last handle, give back what it took more than it gave, and take back what
     * it gave more than it took, as far as that is there (System V {@code SEM_UNDO}).
     *
     * @return the new options
     */
    public SemaphoreOptions undo() {
        SemaphoreOptions copy = copy();
        copy.undo = true;
        return copy;
    }

    /** {@return how many permits it has at first} */
    public int permits() {
        return permits;
    }

    /** {@return how many permits it has at most} */
    public int permitsMax() {
        return permitsMax;
    }

    /** {@return whether waiting callers are not overtaken} */
    public boolean isFair() {
        return fair;
    }

    /** {@return whether the end of a process undoes what it did} */
    public boolean undoes() {
        return undo;
    }

    /** {@return whether both describe the same semaphore} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SemaphoreOptions that && figures().equals(that.figures());
    }

    @Override
    public int hashCode() {
        return figures().hashCode();
    }

    private List<Object> figures() {
        return List.of(permits, permitsMax, fair, undo);
    }
}
