package ipc.api.events;

import ipc.api.Right;
import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a counter (Linux {@code eventfd}): those who write add to it, those who read take it, all at once or one
 * by one.
 *
 * <p>A counter is unsigned: values above {@link Long#MAX_VALUE} are negative, as {@link Long#toUnsignedString} and its
 * kind expect. It holds {@link #MAX} at most. Callers that wait are served by process priority, then by arrival; one
 * that need not wait may overtake them. What is done before an addition <i>happens before</i> what is done after the
 * reading that takes it. If the mechanism is swapped during a wait, the call goes on in the new provider; its deadline
 * does not move. Waiting for several objects ({@link ipc.api.Waits}) takes nothing: {@code READABLE} is asserted while
 * the counter is not 0, {@code WRITABLE} while 1 can be added.
 */
@ProviderType
public interface Counter extends Named {
    /** The largest value, 2<sup>64</sup> - 2. */
    long MAX = -2;

    /**
     * Adds, waiting without end while the counter would pass {@link #MAX}.
     *
     * @param value unsigned; 0 to {@link #MAX}
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL 2<sup>64</sup> - 1
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    default void add(long value) {
        add(value, Timeout.forever());
    }

    /**
     * Adds, waiting for a time while the counter would pass {@link #MAX}.
     *
     * @param value unsigned; 0 to {@link #MAX}
     * @param timeout how long to wait; looked at only if the call has to
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL 2<sup>64</sup> - 1; or the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT there was no room in time; nothing was added
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    void add(long value, Timeout timeout);

    /**
     * Adds, if the counter does not pass {@link #MAX}.
     *
     * @param value unsigned; 0 to {@link #MAX}
     * @return whether it was added
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL 2<sup>64</sup> - 1
     * @errno ENOSYS no provider of events
     */
    boolean tryAdd(long value);

    /**
     * Takes the counter, which is 0 then, or 1 of it if it is read {@linkplain CounterOptions#byOne one by one}; waits
     * without end while it is 0.
     *
     * @return what was taken, unsigned
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    default long read() {
        return read(Timeout.forever());
    }

    /**
     * As {@link #read()}, waiting for a time.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return what was taken, unsigned
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT it stayed 0; nothing was taken
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    long read(Timeout timeout);

    /**
     * As {@link #read(Timeout)}, into a buffer, as Linux does: eight bytes in the buffer's order.
     *
     * @param buffer with room for eight bytes at its position, which moves behind them on success only
     * @param timeout how long to wait; looked at only if the call has to
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL less than eight bytes of room, or the buffer is read-only; or the call has to wait and the time-out
     *     is malformed
     * @errno ETIMEDOUT it stayed 0; nothing was taken
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    void read(ByteBuffer buffer, Timeout timeout);

    /**
     * As {@link #read()}, if the counter is not 0.
     *
     * @return what was taken, unsigned; 0 if nothing was there
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    long tryRead();

    /**
     * Returns attributes and value.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    CounterStatus status();

    @Override
    Counter duplicate(Set<Right> rights);

    @Override
    Counter replace(Set<Right> rights);
}
