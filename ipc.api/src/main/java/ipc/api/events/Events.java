package ipc.api.events;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of events (Win32 {@code CreateEvent}, {@code OpenEvent}), counters (Linux {@code eventfd}) and event
 * buses (OSGi EventAdmin).
 *
 * <p>Names begin with a slash and have no other; at most 255 bytes follow it, upper and lower case differ. A name lives
 * in the name space of the process and stands for an event, a counter or a bus. What it stands for ends with its last
 * handle, and the name with it; a subscription is a handle of its bus.
 */
@ProviderType
public interface Events {
    /**
     * Opens an event, and makes it if nothing has that name, unless the options want what is there.
     *
     * @param name such as {@code /ready}
     * @param options of a new one
     * @return a handle with all rights, which tells whether it {@linkplain Named#existed existed}
     * @errno ENOENT nothing has that name and {@linkplain EventOptions#existing none is to be made}, or it is only a
     *     slash
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; it is something else; a mode outside 0 to 0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of events
     */
    Event open(String name, EventOptions options);

    /**
     * Makes an event without a name.
     *
     * @param options of it
     * @return a handle with all rights
     * @errno EACCES the policy refuses
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of events
     */
    Event create(EventOptions options);

    /**
     * Opens a counter, and makes it if nothing has that name, unless the options want what is there.
     *
     * @param name such as {@code /jobs}
     * @param options of a new one
     * @return a handle with all rights, which tells whether it {@linkplain Named#existed existed}
     * @errno ENOENT nothing has that name and {@linkplain CounterOptions#existing none is to be made}, or it is only a
     *     slash
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; it is something else; a first value of 2<sup>64</sup> - 1; a mode outside 0 to
     *     0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of events
     */
    Counter open(String name, CounterOptions options);

    /**
     * Makes a counter without a name.
     *
     * @param options of it
     * @return a handle with all rights
     * @errno EACCES the policy refuses
     * @errno EINVAL a first value of 2<sup>64</sup> - 1
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of events
     */
    Counter create(CounterOptions options);

    /**
     * Opens an event bus, and makes it if nothing has that name, unless the options want what is there.
     *
     * @param name such as {@code /news}
     * @param options of a new one
     * @return a handle with all rights, which tells whether it {@linkplain Named#existed existed}
     * @errno ENOENT nothing has that name and {@linkplain BusOptions#existing none is to be made}, or it is only a
     *     slash
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; it is something else; a size out of its bounds, or more than the system allows; a
     *     mode outside 0 to 0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of events
     */
    EventBus open(String name, BusOptions options);

    /**
     * Makes an event bus without a name.
     *
     * @param options of it
     * @return a handle with all rights
     * @errno EACCES the policy refuses
     * @errno EINVAL a size out of its bounds, or more than the system allows
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of events
     */
    EventBus create(BusOptions options);

    /**
     * Removes a name before its time; what it stood for lives on until its last handle closes.
     *
     * @param name such as {@code /ready}
     * @errno ENOENT nothing has that name
     * @errno EACCES the caller is not the owner
     * @errno EINVAL no leading slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     */
    void unlink(String name);
}
