package ipc.api.events.spi;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Takeable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One event.
 *
 * <p>Releases are numbered. A wait knows how many there were when it began, its <em>ticket</em>: a release is for those
 * that began before it. So a wait is the same in every provider, and nobody who comes later takes what was for another.
 * Every call may come from any thread at once. A wait for many takes what {@link #begin} does.
 */
@ConsumerType
public interface EventObject extends AnyEvent, Takeable {
    /** The event was set: there is nothing to wait for. */
    long PASSED = -1;

    /**
     * Begins a wait, unless the event is set; an automatic one becomes unset then. Does not wait itself.
     *
     * @return the ticket, 0 or more; or {@link #PASSED}
     */
    long begin();

    /**
     * Waits until a release is there for a wait, and ends it; an exception out of the park does not end it.
     *
     * @param ticket from {@link #begin}, of this object or of one whose state it goes on from
     * @param deadline until when to wait
     * @return false if the deadline is immediate and there is no release for it; the wait has not ended
     */
    boolean await(long ticket, Deadline deadline);

    /**
     * Ends a wait early, in one step: with a release, or without. One that only this wait could have taken is then for
     * those that wait now if it comes from {@link #set}, which may set the event, and forgotten if it comes from
     * {@link #pulse}.
     *
     * @param ticket of a wait that has begun and not ended
     * @param takes whether a release that is there for it is taken
     * @return whether one was
     */
    boolean leave(long ticket, boolean takes);

    /**
     * Lets all waits go and sets the event, if it is manual; otherwise lets one go, or sets the event if none waits.
     *
     * @return whether it was set before
     */
    boolean set();

    /** {@return whether the event was set; it is unset now} */
    boolean reset();

    /**
     * Lets all waits go if the event is manual, otherwise one; it is unset now.
     *
     * @return whether it was set before
     */
    boolean pulse();

    @Override
    EventState state();
}
