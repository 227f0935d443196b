package ipc.api.events;

import ipc.api.Handle;
import org.osgi.annotation.versioning.ProviderType;

/** A handle of something that can have a name, and ends with its last handle. */
@ProviderType
public interface Named extends Handle {
    /**
     * Tells whether the object was there when it was opened (Win32 {@code ERROR_ALREADY_EXISTS}): what the options say
     * of a new one had no meaning then. The same for handles made from this one.
     *
     * @return false if the call that opened it made it
     */
    boolean existed();
}
