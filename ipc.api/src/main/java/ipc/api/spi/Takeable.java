package ipc.api.spi;

import ipc.api.kernel.ShortLock;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An object from which a wait takes what it waited for: a permit, a lock, the state of an event. It is available while
 * {@link ipc.api.Signal#SIGNALED} is asserted.
 *
 * <p>So that a call can take from several objects in one step, also from those of other mechanisms, the kernel itself
 * holds their guards, in an order of its own, while it asks all of them and then takes from all or from none. Nothing
 * is kept for anybody: between two looks of a waiting call everybody else may take.
 *
 * <p>{@link #offers} and {@link #take} are called under the guard. They do not acquire locks, wake, wait or fail. What
 * is taken makes nothing available to others, so nobody has to be woken afterwards.
 */
@ConsumerType
public interface Takeable extends Waitable {
    /** There is nothing to take at this moment. */
    int NOT_NOW = -1;

    /** Something can be taken. */
    int READY = 0;

    /**
     * {@return the lock under which the object changes and is looked at, the same at every call} Whoever makes the
     * object available does so under this lock, and wakes {@link #raised} afterwards.
     */
    ShortLock guard();

    /**
     * Tells what {@link #take} would do, and changes nothing.
     *
     * <p>What somebody waits for in turn, in an object that is fair, is not on offer.
     *
     * @param owner who would take
     * @return {@link #READY}; {@link #NOT_NOW}; or a number below that, with a meaning of the mechanism's own: a call
     *     that would take fails
     */
    int offers(Owner owner);

    /**
     * Takes; called only after {@link #offers} said {@link #READY}, under the same hold of the guard.
     *
     * @param owner who takes
     * @return 0 or more; or a number below {@link #NOT_NOW}, with a meaning of the mechanism's own: it was taken all
     *     the same
     */
    long take(Owner owner);
}
