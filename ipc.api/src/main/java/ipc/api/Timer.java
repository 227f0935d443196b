package ipc.api;

import java.time.Duration;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a timer, which expires once or again and again, and counts how often (Linux {@code timerfd}).
 *
 * <p>It is signaled from an expiration on. Of an {@linkplain Reset#AUTO automatic} timer one call takes all that have
 * come, after which it is not signaled (Win32 synchronization timer); which one of several that wait is not defined. A
 * {@linkplain Reset#MANUAL manual} one stays signaled until it is set again, and lets all pass. An expiration takes
 * place at its time whoever waits; none is lost, however late somebody looks.
 *
 * <p>Waiting for several objects ({@link Waits}) takes an automatic timer that is signaled as {@link #tryAwait} does; a
 * {@link Port} only tells. Timers belong to the kernel: no provider is needed, and none is asked.
 */
@ProviderType
public interface Timer extends Handle {
    /** What ends a timer's being signaled. */
    enum Reset {
        /** Only setting it again. */
        MANUAL,
        /** A wait that takes its expirations. */
        AUTO
    }

    /**
     * Arms the timer, whatever it did until now; expirations that nobody has taken are forgotten.
     *
     * @param first when it expires: after a time on the kernel's monotonic clock, zero and less at once; or at an
     *     instant of the real-time clock, which it then follows also when that clock is set
     * @param period from one expiration to the next on the same clock; zero for one only
     * @return whether it was armed
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the first time is malformed or never comes, or the period is negative; nothing was changed
     */
    boolean set(Timeout first, Duration period);

    /**
     * Disarms the timer; expirations that nobody has taken stay.
     *
     * @return whether it was armed
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     */
    boolean cancel();

    /**
     * Waits until the timer is signaled, and takes the expirations of an automatic one.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return how many expirations there were since it was set, or since some were taken; 1 or more
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT it did not expire in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     */
    long await(Timeout timeout);

    /**
     * As {@link #await}, if the timer is signaled.
     *
     * @return how many expirations there were; 0 if it is not signaled
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     */
    long tryAwait();

    /**
     * Returns what the timer is set to, and what it has counted.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     */
    TimerStatus status();

    @Override
    Timer duplicate(Set<Right> rights);

    @Override
    Timer replace(Set<Right> rights);
}
