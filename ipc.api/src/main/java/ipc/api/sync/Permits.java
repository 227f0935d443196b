package ipc.api.sync;

import java.util.concurrent.TimeUnit;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A semaphore with the methods of {@link java.util.concurrent.Semaphore}, which behave as they do there.
 *
 * <p>That class cannot be extended, because its queue inspection is final. Failures that it does not know are
 * {@link ipc.api.IpcException}s: a release past the maximum, more permits at once than there can ever be, a closed
 * handle, a missing right. Fewer permits than 0 are an {@link IllegalArgumentException}. No permits at all are taken at
 * once, here from a fair semaphore too, where others wait.
 */
@ProviderType
public interface Permits {
    /**
     * Takes a permit, waiting for one.
     *
     * @throws InterruptedException the thread, or its process, was interrupted
     */
    default void acquire() throws InterruptedException {
        acquire(1);
    }

    /**
     * Takes permits, waiting for them.
     *
     * @param permits 0 or more
     * @throws InterruptedException the thread, or its process, was interrupted
     */
    void acquire(int permits) throws InterruptedException;

    /** Takes a permit, waiting for one whatever interrupts. */
    default void acquireUninterruptibly() {
        acquireUninterruptibly(1);
    }

    /**
     * Takes permits, waiting for them whatever interrupts.
     *
     * @param permits 0 or more
     */
    void acquireUninterruptibly(int permits);

    /**
     * Takes a permit if one is there, whoever waits.
     *
     * @return whether it was taken
     */
    default boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Takes permits if they are there, whoever waits.
     *
     * @param permits 0 or more
     * @return whether they were taken
     */
    boolean tryAcquire(int permits);

    /**
     * Takes a permit if one comes in time.
     *
     * @param timeout how long to wait; not at all if it is 0 or less
     * @param unit of it
     * @return whether it was taken
     * @throws InterruptedException the thread, or its process, was interrupted
     */
    default boolean tryAcquire(long timeout, TimeUnit unit) throws InterruptedException {
        return tryAcquire(1, timeout, unit);
    }

    /**
     * Takes permits if they come in time.
     *
     * @param permits 0 or more
     * @param timeout how long to wait; not at all if it is 0 or less
     * @param unit of it
     * @return whether they were taken
     * @throws InterruptedException the thread, or its process, was interrupted
     */
    boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException;

    /** Gives a permit. */
    default void release() {
        release(1);
    }

    /**
     * Gives permits.
     *
     * @param permits 0 or more
     */
    void release(int permits);

    /** {@return how many permits are there} */
    int availablePermits();

    /** {@return how many permits there were, all of which are taken now} */
    int drainPermits();

    /** {@return whether those who wait are not overtaken} */
    boolean isFair();

    /** {@return how many calls wait, of all processes} */
    int getQueueLength();

    /** {@return whether somebody waits} */
    default boolean hasQueuedThreads() {
        return getQueueLength() > 0;
    }
}
