package ipc.api.sync;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a new mutex is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used, so that one place reports every bad value with its bounds.
 */
public final class MutexOptions {
    /** What happens when its owner locks it again. */
    public enum Kind {
        /** The owner waits for itself (POSIX {@code PTHREAD_MUTEX_NORMAL}). */
        NORMAL,
        /** The owner is told (POSIX {@code PTHREAD_MUTEX_ERRORCHECK}). */
        ERROR_CHECKING,
        /** It has to be unlocked as often as it was locked (POSIX {@code PTHREAD_MUTEX_RECURSIVE}). */
        RECURSIVE
    }

    /** What owning it does to priorities. */
    public enum Protocol {
        /** Nothing (POSIX {@code PTHREAD_PRIO_NONE}). */
        NONE,
        /**
         * While a process of a higher priority waits for it, the owner's process runs at that priority, and so does who
         * keeps the owner waiting (POSIX {@code PTHREAD_PRIO_INHERIT}).
         */
        INHERIT,
        /** The owner's process runs at the mutex's ceiling at least (POSIX {@code PTHREAD_PRIO_PROTECT}). */
        PROTECT
    }

    /** Highest ceiling: the highest priority of a process. */
    public static final int CEILING_MAX = 31;

    private final Kind kind;
    private Protocol protocol = Protocol.NONE;
    private int ceiling;
    private int depthMax = Integer.MAX_VALUE;
    private boolean robust = true;
    private boolean fair;
    private boolean refusesDeadlock;

    private MutexOptions(Kind kind) {
        this.kind = kind;
    }

    private MutexOptions copy() {
        MutexOptions copy = new MutexOptions(kind);
        copy.protocol = protocol;
        copy.ceiling = ceiling;
        copy.depthMax = depthMax;
        copy.robust = robust;
        copy.fair = fair;
        copy.refusesDeadlock = refusesDeadlock;
        return copy;
    }

    /**
     * Returns options of a robust mutex.
     *
     * @param kind what happens when its owner locks it again
     * @return the options
     */
    public static MutexOptions of(Kind kind) {
        return new MutexOptions(Objects.requireNonNull(kind, "kind"));
    }

    /**
     * Lets the owner inherit the priority of those that wait.
     *
     * @return the new options
     */
    public MutexOptions inherit() {
        MutexOptions copy = copy();
        copy.protocol = Protocol.INHERIT;
        return copy;
    }

    /**
     * Gives the owner a priority; nobody of a higher one may lock it.
     *
     * @param priority 0 to {@link #CEILING_MAX}
     * @return the new options
     */
    public MutexOptions protect(int priority) {
        MutexOptions copy = copy();
        copy.protocol = Protocol.PROTECT;
        copy.ceiling = priority;
        return copy;
    }

    /**
     * Sets how deep a recursive mutex may be locked.
     *
     * @param depth 1 or more
     * @return the new options
     */
    public MutexOptions depthMax(int depth) {
        MutexOptions copy = copy();
        copy.depthMax = depth;
        return copy;
    }

    /**
     * Leaves the mutex locked for ever if its owner dies (POSIX {@code PTHREAD_MUTEX_STALLED}).
     *
     * @return the new options
     */
    public MutexOptions stalled() {
        MutexOptions copy = copy();
        copy.robust = false;
        return copy;
    }

    /**
     * Lets nobody who would wait overtake those who wait already.
     *
     * @return the new options
     */
    public MutexOptions fair() {
        MutexOptions copy = copy();
        copy.fair = true;
        return copy;
    }

    /**
     * Lets a lock fail with {@code EDEADLK} that would close a cycle: whose owner waits, be it through others, for a
     * mutex that the caller has. A call that has to wait then looks along the chain of owners first. Beyond POSIX.
     *
     * @return the new options
     */
    public MutexOptions refuseDeadlock() {
        MutexOptions copy = copy();
        copy.refusesDeadlock = true;
        return copy;
    }

    /** {@return what happens when its owner locks it again} */
    public Kind kind() {
        return kind;
    }

    /** {@return what owning it does to priorities} */
    public Protocol protocol() {
        return protocol;
    }

    /** {@return the priority of its owner, if it protects} */
    public int ceiling() {
        return ceiling;
    }

    /** {@return how deep it may be locked, if it is recursive} */
    public int depthMax() {
        return depthMax;
    }

    /** {@return whether the death of an owner is told to the next one} */
    public boolean isRobust() {
        return robust;
    }

    /** {@return whether waiting callers are not overtaken} */
    public boolean isFair() {
        return fair;
    }

    /** {@return whether a lock that would close a cycle of waits is refused} */
    public boolean refusesDeadlock() {
        return refusesDeadlock;
    }

    /** {@return whether both describe the same mutex} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MutexOptions that && figures().equals(that.figures());
    }

    @Override
    public int hashCode() {
        return figures().hashCode();
    }

    private List<Object> figures() {
        return List.of(kind, protocol, ceiling, depthMax, robust, fair, refusesDeadlock);
    }
}
