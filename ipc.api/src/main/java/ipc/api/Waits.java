package ipc.api;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Waiting for several objects of any mechanism at once, by their {@linkplain Signal signals}.
 *
 * <p>A wait looks at levels, not at edges: it ends when a signal is asserted at the moment it looks. A signal that was
 * asserted and cleared again before the waiting call could look may go unnoticed. It goes on while the provider of a
 * mechanism is replaced. While a mechanism has no provider, its objects are not ready, and other ones end the wait.
 *
 * <p>Of all signals a wait takes only {@link Signal#SIGNALED}, and that in one step for all objects: it then has a
 * permit of a semaphore, has locked a mutex (whose {@link ipc.api.sync.Mutex#token token} tells), has reset an event
 * that resets itself. Nothing is reserved: until then everybody else may take, and where an object is fair, those who
 * wait for it alone go first. A thread that waits for a mutex here can be interrupted, unlike one that locks it.
 */
@ProviderType
public interface Waits {
    /** How many objects one call can wait for. */
    int ITEMS_MAX = 64;

    /**
     * What is waited for at one object.
     *
     * @param handle an open handle of the calling process
     * @param signals any of which ends the wait; at least one, of those that the object has
     */
    record Item(Handle handle, Set<Signal> signals) {
        private static final Set<Signal> SIGNALED = Set.of(Signal.SIGNALED);

        /** Copies the set. */
        public Item {
            signals = Set.copyOf(signals);
        }

        /**
         * Waits for an object to be signaled: a semaphore, a mutex, an event, a timer, a process, a thread.
         *
         * @param handle an open handle of the calling process
         * @return the item
         */
        public static Item of(Handle handle) {
            return new Item(handle, SIGNALED);
        }
    }

    /**
     * What a wait found.
     *
     * @param index of the first item with an asserted signal; of a wait for all 0, or the number of items if the alert
     *     has ended it
     * @param signals those of that item's signals that are asserted
     * @param abandoned indices of the mutexes that the caller has now and whose last owner died (Win32
     *     {@code WAIT_ABANDONED}), in ascending order: each is to be made {@link ipc.api.sync.Mutex#consistent
     *     consistent}
     */
    record Outcome(int index, Set<Signal> signals, List<Integer> abandoned) {
        /** Copies set and list. */
        public Outcome {
            signals = Set.copyOf(signals);
            abandoned = List.copyOf(abandoned);
        }

        /**
         * What a wait found that has taken over no abandoned mutex.
         *
         * @param index of the first item with an asserted signal
         * @param signals those of its signals that are asserted
         */
        public Outcome(int index, Set<Signal> signals) {
            this(index, signals, List.of());
        }
    }

    /**
     * Waits until a signal of any item is asserted (Win32 {@code WaitForMultipleObjects}, Zircon
     * {@code object_wait_many}, POSIX {@code poll}).
     *
     * <p>If several are, the item of the lowest index counts, and only from that is taken. An object may be given more
     * than once. Without items this sleeps until the timeout. A last item that is to end the wait when no other one is
     * ready serves as an alert.
     *
     * @param items at most {@link #ITEMS_MAX}
     * @param timeout how long to wait; {@code Timeout.after(Duration.ZERO)} to look once
     * @return what was found
     * @right WAIT of each handle; also READ of a semaphore and WRITE of a mutex that are taken from
     * @errno EBADF a handle is closed, or not of this process
     * @errno EACCES a handle lacks {@link Right#WAIT}
     * @errno EINVAL too many items, no signals in one, a signal that the object does not have, or a mutex with a
     *     ceiling below the caller's priority
     * @errno ETIMEDOUT nothing was asserted in time
     * @errno ECANCELED a handle was closed meanwhile
     * @errno EINTR the process was interrupted
     * @errno EDEADLK an error-checking mutex is the caller's already, and nothing before it is ready
     * @errno EAGAIN a recursive mutex is as deep as it may be, and nothing before it is ready; or the provider has been
     *     away for too long
     * @errno ENOTRECOVERABLE what a mutex protects was lost, and nothing before it is ready
     */
    Outcome any(List<Item> items, Timeout timeout);

    /**
     * Waits until all items have an asserted signal at one moment, and takes from all of them in one step (Win32
     * {@code WaitForMultipleObjects} with {@code bWaitAll}).
     *
     * <p>Until then nothing is taken and nothing reserved: others may take what is there, and this waits on. Objects
     * that cannot be taken from are looked at, one after the other, while the others cannot change.
     *
     * @param items at least one, at most {@link #ITEMS_MAX}, each of another object
     * @param alert ends the wait when it is ready and not all items are, and is taken from; or null
     * @param timeout how long to wait; {@code Timeout.after(Duration.ZERO)} to look once
     * @return what was found: index 0 with the signals of the first item; or the number of items, with those of the
     *     alert
     * @right WAIT of each handle; also READ of a semaphore and WRITE of a mutex that are taken from
     * @errno EBADF a handle is closed, or not of this process
     * @errno EACCES a handle lacks a right
     * @errno EINVAL none or too many items, no signals in one, a signal that the object does not have, an object given
     *     twice, or a mutex with a ceiling below the caller's priority
     * @errno ETIMEDOUT they were not ready together in time; nothing was taken
     * @errno ECANCELED a handle was closed meanwhile
     * @errno EINTR the process was interrupted
     * @errno EDEADLK an error-checking mutex is the caller's already
     * @errno EAGAIN a recursive mutex is as deep as it may be
     * @errno ENOTRECOVERABLE what a mutex protects was lost
     */
    Outcome all(List<Item> items, @Nullable Item alert, Timeout timeout);

    /**
     * Waits for all items, without an alert: {@link #all(List, Item, Timeout)}.
     *
     * @param items at least one, at most {@link #ITEMS_MAX}, each of another object
     * @param timeout how long to wait; {@code Timeout.after(Duration.ZERO)} to look once
     * @return what was found: index 0 with the signals of the first item
     * @right WAIT of each handle; also READ of a semaphore and WRITE of a mutex that are taken from
     * @errno ETIMEDOUT they were not ready together in time; nothing was taken
     */
    default Outcome all(List<Item> items, Timeout timeout) {
        return all(items, null, timeout);
    }

    /**
     * Signals an object and waits for another one, in one step (Win32 {@code SignalObjectAndWait}): gives one permit to
     * a semaphore, unlocks a mutex, sets an event. The wait has begun before the first object is signaled, so that it
     * finds whatever others assert in answer and do not clear again; if the object cannot be signaled, nothing is
     * waited for. A pulse of an {@linkplain ipc.api.events.Event event} asserts nothing, and lets no such wait go.
     *
     * @param signaled an open handle of the calling process
     * @param awaited what to wait for and take from, as in {@link #any}; may be the same object
     * @param timeout how long to wait; a malformed one is refused before anything happens
     * @return what was found, at index 0
     * @right WAIT of what is waited for; also READ of a semaphore and WRITE of a mutex that are taken from; WRITE of
     *     what is signaled
     * @errno EBADF a handle is closed, or not of this process
     * @errno EACCES a handle lacks a right
     * @errno EINVAL no signals, a signal that the object does not have, a malformed time-out, or a mutex with a ceiling
     *     below the caller's priority
     * @errno EOPNOTSUPP the first object is of a kind that cannot be signaled
     * @errno EOVERFLOW the semaphore to be signaled would pass its maximum
     * @errno EPERM the mutex to be unlocked is not the caller's
     * @errno ETIMEDOUT nothing was asserted in time, after the first object was signaled; likewise the following ones
     * @errno ECANCELED the handle was closed meanwhile
     * @errno EINTR the process was interrupted
     * @errno EDEADLK an error-checking mutex is the caller's already
     * @errno EAGAIN a recursive mutex is as deep as it may be
     * @errno ENOTRECOVERABLE what a mutex protects was lost
     */
    Outcome signalAndWait(Handle signaled, Item awaited, Timeout timeout);

    /**
     * Makes a handle through which the end of a process can be waited for (Linux {@code pidfd_open}): it is signaled
     * from the moment on at which the process has ended and released what it held.
     *
     * @param process any process, also one that has ended
     * @return the handle, with the rights to wait, to duplicate and to pass on
     * @errno EINVAL the process is of another kernel
     * @errno EMFILE the process has as many handles as {@link Limit#HANDLES} allows
     * @errno ENFILE the system has as many handles as it allows
     */
    Handle process(IpcProcess process);

    /**
     * Sets and clears signals of the users' at an object, in one step, for all handles of it.
     *
     * @param handle an open handle of the calling process
     * @param clear signals to clear
     * @param set signals to set; of one in both sets, this counts
     * @right MANAGE
     * @errno EBADF the handle is closed, or not of this process
     * @errno EACCES the handle lacks {@link Right#MANAGE}
     * @errno EINVAL one of the signals is not {@linkplain Signal#isUsers the users'}; nothing was changed
     * @errno EOPNOTSUPP the object cannot be waited for
     */
    void signal(Handle handle, Set<Signal> clear, Set<Signal> set);

    /**
     * Makes a port to which nothing is bound.
     *
     * @return its handle
     * @errno EMFILE the process has as many handles as {@link Limit#HANDLES} allows
     * @errno ENFILE the system has as many handles as it allows
     */
    Port newPort();
}
