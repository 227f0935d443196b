package ipc.api.kernel;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes wait queues and short locks, and tells the time.
 *
 * <p>Two kernels offer it to the same provider: <em>live</em>, where processes are threads that run at once, and
 * <em>seeded</em>, where one runs at a time, a seed chooses which, and time is virtual.
 */
@ProviderType
public interface Scheduler {
    /**
     * Makes a wait queue.
     *
     * @param name what is waited for, as wait graphs and statistics show it: {@code "/orders not full"}
     * @return a queue nobody waits on; garbage once unreachable
     */
    WaitQueue newWaitQueue(String name);

    /**
     * Makes a short lock.
     *
     * @param name what it protects, as reports show it
     * @return a lock nobody holds; garbage once unreachable
     */
    ShortLock newLock(String name);

    /** {@return the monotonic clock in nanoseconds from an arbitrary origin} */
    long nowNanos();
}
