package ipc.api;

import java.util.EnumSet;
import java.util.Set;

/**
 * A state of an object that can be waited for (Zircon): asserted or not, at every moment.
 *
 * <p>The first ones are up to the object, the others up to its users, who set and clear them by {@link Waits#signal}.
 */
public enum Signal {
    /** There is something to take: a message, bytes, the end of a file. */
    READABLE,
    /** There is room for one more. */
    WRITABLE,
    /** Nobody is left at the other end. */
    PEER_CLOSED,
    /**
     * The object is signaled (Win32): a semaphore has a permit, nobody has the mutex, the event is set, the timer has
     * expired, the process has ended. A wait that ends by this takes the permit, locks the mutex, resets an event or a
     * timer that resets itself; a port only tells.
     */
    SIGNALED,
    /** Means what the users of the object agree on, as do the following ones. */
    USER_0,
    /** The second signal of the users. */
    USER_1,
    /** The third signal of the users. */
    USER_2,
    /** The fourth signal of the users. */
    USER_3,
    /** The fifth signal of the users. */
    USER_4,
    /** The sixth signal of the users. */
    USER_5,
    /** The seventh signal of the users. */
    USER_6,
    /** The eighth signal of the users. */
    USER_7;

    /** {@return whether users may set and clear it} */
    public boolean isUsers() {
        return ordinal() >= USER_0.ordinal();
    }

    /** {@return the signals that users may set and clear; a set of its own} */
    public static Set<Signal> users() {
        return EnumSet.range(USER_0, USER_7);
    }
}
