package ipc.api.sync.spi;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The condition variables of a mutex. A waiter has a number, so that its wait goes on in another provider.
 *
 * <p>A signal is for one of those that have begun to wait before it and have not got one; the wait queue decides which.
 */
@ConsumerType
public interface Conditions {
    /**
     * Gives up the mutex, however deep, and begins to wait, in one step. Does not wait itself.
     *
     * @param condition which one, 0 to 63
     * @param owner process and thread
     * @return the waiter's number, 1 or more; or {@link MutexObject#NOT_OWNER}
     */
    long begin(int condition, Owner owner);

    /**
     * Waits for a signal and takes it, which ends the wait; an exception out of the park does not end it.
     *
     * @param condition which one
     * @param waiter its number
     * @param deadline until when to wait; not immediate
     * @return how deep the mutex was; 0 if no such waiter is known, because the state was lost
     */
    int await(int condition, long waiter, Deadline deadline);

    /**
     * Ends a wait without a signal. A signal that only this waiter could have taken is forgotten; any other one is for
     * another waiter.
     *
     * @param condition which one
     * @param waiter its number
     * @return how deep the mutex was; 0 if no such waiter is known
     */
    int leave(int condition, long waiter);

    /**
     * Lets waiters go.
     *
     * @param condition which one
     * @param count how many; {@link Integer#MAX_VALUE} for all
     */
    void signal(int condition, int count);
}
