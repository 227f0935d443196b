package ipc.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** Anything a mechanism makes for the kernel, to be reached through handles. */
@ConsumerType
public interface KernelObject {
    /**
     * Returns everything that another provider needs to go on with this object.
     *
     * <p>Consistent also while other calls are inside. It is a record, consists of types of {@code ipc.api} and the JDK
     * only, shares no memory with the object, and leaves the object as it was. The kernel compares it with that of the
     * object made from it, and refuses a swap in which the two differ.
     *
     * @return the state, of the type that the mechanism's SPI names
     */
    ObjectState state();

    /**
     * Releases what the object keeps; the kernel calls this once, last, while no other call is inside.
     */
    void destroy();
}
