package ipc.api.spi;

import ipc.api.Signal;
import ipc.api.kernel.WaitQueue;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An object, or an end of one, whose state can be waited for together with others.
 *
 * <p>Each signal has a wait queue that is woken when it becomes asserted, also if no call of the object waits there.
 * The kernel looks first, asks to be told of wakes, looks again, and so misses none.
 */
@ConsumerType
public interface Waitable {
    /**
     * Tells whether a signal is asserted, or when it will be if nothing happens until then; takes nothing.
     *
     * @param signal one of those that the mechanism's SPI names
     * @return a moment on the kernel's clock: one gone by, such as 0, if the signal is asserted now,
     *     {@link Long#MAX_VALUE} if time alone does not assert it
     */
    long assertedAt(Signal signal);

    /**
     * Returns where calls that need a signal wait.
     *
     * @param signal one of those that the mechanism's SPI names
     * @return the queue, the same at every call
     */
    WaitQueue raised(Signal signal);
}
