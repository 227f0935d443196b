package ipc.api.events;

import ipc.api.Right;
import ipc.api.Timeout;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of an event, which is set or not, and lets waiting calls go.
 *
 * <p>A call waits from one moment until another; {@link #set} and {@link #pulse} let go who waits at their own moment,
 * and nobody who comes later: of a {@linkplain EventOptions#manual manual} event all of them, of an
 * {@linkplain EventOptions#auto automatic} one a single one, chosen by process priority, then by arrival. Whoever was
 * let go passes, whatever becomes of the event, and however late its thread runs. One that dies before it could pass
 * takes nothing along: the next one is let go in its place, or the automatic event becomes set.
 *
 * <p>What is done before a {@code set} or {@code pulse} <i>happens before</i> what is done by those it lets go; before
 * a {@code set} that changes the event, also by those that find it set. If the mechanism is swapped during a wait, the
 * call goes on in the new provider; its deadline does not move. Waiting for several objects ({@link ipc.api.Waits})
 * takes an event that is set as {@link #tryAwait} does. It looks at levels, which a pulse is not: a pulse lets no such
 * wait go, and no {@linkplain ipc.api.Port port} has a packet of it.
 */
@ProviderType
public interface Event extends Named {
    /**
     * Waits without end until the event is set, or lets this call go; an automatic event that is set becomes unset.
     *
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    default void await() {
        await(Timeout.forever());
    }

    /**
     * Waits for a time until the event is set, or lets this call go; an automatic event that is set becomes unset.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno ETIMEDOUT it was not let go in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    void await(Timeout timeout);

    /**
     * Tells whether the event is set; an automatic one that is becomes unset.
     *
     * @return whether it was
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    boolean tryAwait();

    /**
     * Sets the event. A manual one lets all waiting calls go, and is set; an automatic one lets one go and stays unset,
     * or is set if none waits.
     *
     * @return whether it was set before
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    boolean set();

    /**
     * Resets the event; who was let go already still passes.
     *
     * @return whether it was set before
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    boolean reset();

    /**
     * Lets waiting calls go as {@link #set} does, and leaves the event unset: if none waits, nothing is kept.
     *
     * @return whether it was set before
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    boolean pulse();

    /**
     * Returns attributes and state.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    EventStatus status();

    @Override
    Event duplicate(Set<Right> rights);

    @Override
    Event replace(Set<Right> rights);
}
