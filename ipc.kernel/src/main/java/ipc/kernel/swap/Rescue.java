package ipc.kernel.swap;

/** Brings back a provider that was there before; implemented where providers come from. */
@FunctionalInterface
public interface Rescue {
    /** Nothing can be brought back. */
    Rescue NONE = (name, why) -> {};

    /**
     * A provider turned out to be of no use, and none that was there before can take its place.
     *
     * @param name symbolic name of its bundle
     * @param why it is of no use
     */
    void instead(String name, String why);
}
