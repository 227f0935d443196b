package ipc.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of timers (Linux {@code timerfd_create}, Win32 {@code CreateWaitableTimer}).
 *
 * <p>A timer has no name: who is to use it is given a handle. It ends with its last handle; as many as a process may
 * have handles it may have timers ({@link Limit#HANDLES}). What an armed timer costs is its memory: nothing runs for
 * it.
 */
@ProviderType
public interface Timers {
    /**
     * Makes a timer that is not armed.
     *
     * @param reset what ends its being signaled
     * @return a handle with all rights
     * @errno EMFILE the process has as many handles as {@link Limit#HANDLES} allows
     * @errno ENFILE the system has as many handles as it allows
     */
    Timer create(Timer.Reset reset);
}
