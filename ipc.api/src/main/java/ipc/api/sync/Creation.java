package ipc.api.sync;

/**
 * Whether a name that is opened may be made, or has to be. Immutable: each method returns another one.
 *
 * <p>Values are checked when they are used.
 */
public final class Creation {
    private static final Creation NONE = new Creation(-1, false);

    private final int mode;
    private final boolean exclusive;

    private Creation(int mode, boolean exclusive) {
        this.mode = mode;
        this.exclusive = exclusive;
    }

    /** {@return opens what is there and makes nothing} */
    public static Creation none() {
        return NONE;
    }

    /**
     * Makes what is not there (POSIX {@code O_CREAT}).
     *
     * @param mode permissions, 0 to 0777, from which the process's umask is taken away
     * @return opens or makes
     */
    public static Creation mode(int mode) {
        return new Creation(mode, false);
    }

    /**
     * Fails if the name is taken (POSIX {@code O_EXCL}); has meaning with {@link #mode(int)} only.
     *
     * @return makes, and does not open
     */
    public Creation exclusive() {
        return this == NONE ? NONE : new Creation(mode, true);
    }

    /** {@return whether what is not there is made} */
    public boolean creates() {
        return this != NONE;
    }

    /** {@return whether a name that is taken is refused} */
    public boolean isExclusive() {
        return exclusive;
    }

    /** {@return the permissions of what is made} */
    public int mode() {
        return mode;
    }
}
