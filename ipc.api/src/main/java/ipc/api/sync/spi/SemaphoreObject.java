package ipc.api.sync.spi;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Takeable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One semaphore.
 *
 * <p>Every call may come from any thread at once. A call whose deadline is immediate answers "not now" and overtakes
 * who waits; any other parks, and an exception out of the park leaves the semaphore unchanged. In a fair semaphore a
 * call that may wait does so while another one waits. A wait for many takes one permit, as {@link #acquire} does.
 */
@ConsumerType
public interface SemaphoreObject extends SyncObject, Takeable {
    /** The maximum would be passed. */
    int TOO_MANY = -1;

    /**
     * Takes permits, waiting until all of them are there.
     *
     * @param permits 1 to the maximum
     * @param deadline until when to wait
     * @return false if the deadline is immediate and they are not there
     */
    boolean acquire(int permits, Deadline deadline);

    /**
     * Gives permits.
     *
     * @param permits 0 or more
     * @return how many were there before, or {@link #TOO_MANY}: nothing was given
     */
    int release(long permits);

    /** {@return how many permits were there, all of which are taken now} */
    int drain();

    /**
     * Gives or takes permits for a process that has gone, as far as the bounds allow. Never waits.
     *
     * @param change more than 0 to give, less to take
     */
    void adjust(long change);

    @Override
    SemaphoreState state();
}
