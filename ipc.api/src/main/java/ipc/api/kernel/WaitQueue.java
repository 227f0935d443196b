package ipc.api.kernel;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one place where calls wait: an event count whose waiters are ordered by priority, then by arrival.
 *
 * <pre>{@code
 * while (true) {
 *     long ticket = notFull.ticket();       // before the test: a wake between test and park is not lost
 *     if (offer(message)) {
 *         notEmpty.wake(1);
 *         return;
 *     }
 *     notFull.park(ticket, deadline);       // nothing has been changed yet: the call may unwind from here
 * }
 * }</pre>
 *
 * <p><b>Not losing a wake-up.</b> {@link #wake} costs next to nothing while nobody holds a ticket, and therefore does
 * not order memory. The waker's change and the waiter's test after {@link #ticket} must exclude each other under one
 * {@link ShortLock}; or the waker issues a full fence between its change and {@code wake}.
 *
 * <p><b>Order.</b> A wake goes to the waiter of highest process priority, among equals to the one that has waited
 * longest. A caller that does not wait may take what a woken waiter was to find; the waiter then waits on, in its old
 * place. A waiter that leaves for another reason (time-out, interrupt, death) after it was woken passes the wake on. A
 * call that came back from its wait and then fails by itself, because the client's buffer refuses, has used up a wake
 * that was not only for it, and wakes the next one.
 */
@ProviderType
public interface WaitQueue {
    /**
     * Passes a moment in which the condition may come true without anybody having to wake the caller: a few spins of a
     * thread that has a processor, a few turns of others on the one it shares.
     *
     * <p>To be asked before {@link #ticket}, with the condition tested in between, as cheaply as it can be; a caller
     * that lingers does not wait yet, and has no place. How often that pays is the scheduler's knowledge. Plain fields
     * that others write are read anew after each call of this method, which makes them good enough for a hint.
     *
     * @param attempt 0 at first, then one more each time
     * @return true: test again; false: it is time to take a ticket
     */
    boolean linger(int attempt);

    /** {@return a ticket, to be taken before the condition is tested} */
    long ticket();

    /**
     * Waits until a {@link #wake} that came after the ticket, and returns; the caller tests its condition again.
     *
     * <p>Nothing may be held or half-done here: the call can end from inside by an exception of the kernel's own (kill,
     * swap), which a provider must let pass.
     *
     * @param ticket from {@link #ticket}, taken before the test
     * @param deadline when to give up
     * @errno ETIMEDOUT the deadline passed
     * @errno EAGAIN the deadline is {@linkplain Deadline#immediate immediate}
     * @errno EINTR the process was interrupted
     * @errno ECANCELED the handle that the call came through was closed
     */
    default void park(long ticket, Deadline deadline) {
        park(ticket, deadline, Long.MAX_VALUE);
    }

    /**
     * As {@link #park(long, Deadline)}, but also returns at a moment at which the condition should be tested again.
     *
     * @param ticket from {@link #ticket}, taken before the test
     * @param deadline when to give up
     * @param recheckNanos when to return without a wake, on {@link Scheduler#nowNanos}
     * @errno ETIMEDOUT the deadline passed
     * @errno EAGAIN the deadline is {@linkplain Deadline#immediate immediate}
     * @errno EINTR the process was interrupted
     * @errno ECANCELED the handle that the call came through was closed
     */
    void park(long ticket, Deadline deadline, long recheckNanos);

    /**
     * Wakes up to {@code count} waiters, and makes every ticket taken before void.
     *
     * @param count 1 or more; {@link Integer#MAX_VALUE} for all
     * @return how many waiters were woken
     */
    int wake(int count);

    /**
     * Wakes the first waiter, unless one that was woken by this method is still on its way.
     *
     * <p>For conditions that one waiter after the other uses up: however many changes come while a woken waiter has not
     * run yet, only it is woken, and it may find all of them. In return, a call that has parked and got what it came
     * for calls this again if there is more; a waiter that leaves for another reason passes the wake on by itself.
     */
    void wakeNext();

    /** {@return how many calls wait now; exact while the lock under which wakers work is held} */
    int waiting();
}
