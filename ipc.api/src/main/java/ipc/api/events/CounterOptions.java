package ipc.api.events;

/**
 * What a new counter is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used.
 */
public final class CounterOptions {
    private final long value;
    private final boolean byOne;
    private final int mode;
    private final boolean existing;

    private CounterOptions(long value, boolean byOne, int mode, boolean existing) {
        this.value = value;
        this.byOne = byOne;
        this.mode = mode;
        this.existing = existing;
    }

    /**
     * Returns options of a counter that is read all at once.
     *
     * @param value its first value, unsigned; 0 to {@link Counter#MAX}
     * @return the options
     */
    public static CounterOptions of(long value) {
        return new CounterOptions(value, false, 0600, false);
    }

    /** {@return options that make nothing, and open what is there} */
    public static CounterOptions existing() {
        return new CounterOptions(0, false, 0600, true);
    }

    /**
     * Lets each reading take 1 (Linux {@code EFD_SEMAPHORE}).
     *
     * @return the new options
     */
    public CounterOptions byOne() {
        return new CounterOptions(value, true, mode, existing);
    }

    /**
     * Sets the permissions, which belong to the name; 0600 if nothing is said.
     *
     * @param bits 0 to 0777, from which the process's umask is taken away
     * @return the new options
     */
    public CounterOptions mode(int bits) {
        return new CounterOptions(value, byOne, bits, existing);
    }

    /** {@return its first value, unsigned} */
    public long value() {
        return value;
    }

    /** {@return whether each reading takes 1} */
    public boolean isByOne() {
        return byOne;
    }

    /** {@return the permissions of its name} */
    public int mode() {
        return mode;
    }

    /** {@return whether what is not there is made} */
    public boolean creates() {
        return !existing;
    }
}
