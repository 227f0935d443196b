package ipc.api.events;

/**
 * What a new event bus is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used.
 */
public final class BusOptions {
    /** The largest {@link #publicationBytesMax}: 1 MiB. */
    public static final int BYTES_MAX = 1 << 20;

    /** The largest {@link #subscriptionsMax}. */
    public static final int SUBSCRIPTIONS_MAX = 1 << 16;

    private static final int BYTES = 4096;
    private static final int SUBSCRIPTIONS = 64;
    private static final BusOptions STANDARD = new BusOptions(BYTES, SUBSCRIPTIONS, 0600, false);

    private final int publicationBytesMax;
    private final int subscriptionsMax;
    private final int mode;
    private final boolean existing;

    private BusOptions(int publicationBytesMax, int subscriptionsMax, int mode, boolean existing) {
        this.publicationBytesMax = publicationBytesMax;
        this.subscriptionsMax = subscriptionsMax;
        this.mode = mode;
        this.existing = existing;
    }

    /** {@return options of a bus for publications of 4,096 bytes at most and 64 subscriptions} */
    public static BusOptions standard() {
        return STANDARD;
    }

    /** {@return options that make nothing, and open what is there} */
    public static BusOptions existing() {
        return new BusOptions(BYTES, SUBSCRIPTIONS, 0600, true);
    }

    /**
     * Sets how many bytes a publication may {@linkplain Publication#bytes count}.
     *
     * @param bytes 1 to {@link #BYTES_MAX}; the system may allow less
     * @return the new options
     */
    public BusOptions publicationBytesMax(int bytes) {
        return new BusOptions(bytes, subscriptionsMax, mode, existing);
    }

    /**
     * Sets how many subscriptions there may be at a time.
     *
     * @param subscriptions 1 to {@link #SUBSCRIPTIONS_MAX}; the system may allow less
     * @return the new options
     */
    public BusOptions subscriptionsMax(int subscriptions) {
        return new BusOptions(publicationBytesMax, subscriptions, mode, existing);
    }

    /**
     * Sets the permissions, which belong to the name; 0600 if nothing is said.
     *
     * @param bits 0 to 0777, from which the process's umask is taken away
     * @return the new options
     */
    public BusOptions mode(int bits) {
        return new BusOptions(publicationBytesMax, subscriptionsMax, bits, existing);
    }

    /** {@return how many bytes a publication may count} */
    public int publicationBytesMax() {
        return publicationBytesMax;
    }

    /** {@return how many subscriptions there may be} */
    public int subscriptionsMax() {
        return subscriptionsMax;
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
