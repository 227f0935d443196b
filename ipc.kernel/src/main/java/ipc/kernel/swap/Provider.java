package ipc.kernel.swap;

/**
 * A provider that is there.
 *
 * @param <M> the mechanism's SPI
 * @param service the provider
 * @param name symbolic name of its bundle
 * @param version of its bundle
 * @param ranking higher is preferred
 */
public record Provider<M>(M service, String name, String version, int ranking) {
    /** Returns how people call it. */
    public String label() {
        return version.isEmpty() ? name : name + " " + version;
    }

    /** Tells whether an operator means this one: by its symbolic name, or with a slash and the version. */
    boolean isCalled(String target) {
        return target.equals(name) || target.equals(name + "/" + version);
    }
}
