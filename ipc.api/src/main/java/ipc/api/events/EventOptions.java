package ipc.api.events;

/**
 * What a new event is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used.
 */
public final class EventOptions {
    private final boolean manual;
    private final boolean set;
    private final int mode;
    private final boolean existing;

    private EventOptions(boolean manual, boolean set, int mode, boolean existing) {
        this.manual = manual;
        this.set = set;
        this.mode = mode;
        this.existing = existing;
    }

    /** {@return options of an event that lets all go and stays set until it is reset, at first unset} */
    public static EventOptions manual() {
        return new EventOptions(true, false, 0600, false);
    }

    /** {@return options of an event that lets one go and resets itself, at first unset} */
    public static EventOptions auto() {
        return new EventOptions(false, false, 0600, false);
    }

    /** {@return options that make nothing, and open what is there, of either kind} */
    public static EventOptions existing() {
        return new EventOptions(false, false, 0600, true);
    }

    /**
     * Lets it be set at first.
     *
     * @return the new options
     */
    public EventOptions set() {
        return new EventOptions(manual, true, mode, existing);
    }

    /**
     * Sets the permissions, which belong to the name; 0600 if nothing is said.
     *
     * @param bits 0 to 0777, from which the process's umask is taken away
     * @return the new options
     */
    public EventOptions mode(int bits) {
        return new EventOptions(manual, set, bits, existing);
    }

    /** {@return whether it lets all go} */
    public boolean isManual() {
        return manual;
    }

    /** {@return whether it is set at first} */
    public boolean isSet() {
        return set;
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
