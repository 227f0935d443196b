package ipc.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of its threads (POSIX {@code pthread_create}, Win32 {@code CreateThread}).
 *
 * <p>The threads of a process share all it has: handles, credentials, limits and its end. What the kernel records by
 * thread is who owns a lock. A bundle or a program may also start threads of Java's; the kernel then hears of their
 * calls, but neither of their beginning nor of their end, so that nobody can wait for them and a lock that one of them
 * leaves behind stays locked until its process ends.
 */
@ProviderType
public interface Threads {
    /** Longest name of a thread, in characters. */
    int NAME_CHARS_MAX = 255;

    /**
     * Starts a thread of the calling process; it runs concurrently with the caller, under the seeded scheduler in turns
     * with all others.
     *
     * <p>It ends when its body returns or throws, and leaves its process as it is; what it throws is logged, and told
     * by {@link IpcThread#status}. Robust locks that it still has are given up as those of a dead owner. When a program
     * ends, by its return, by {@link Ipc#exit} on whichever thread, or by being killed, its other threads unwind at
     * their next call, which {@code finally} blocks see; those of a bundle that stops get {@link Errno#ESRCH} there.
     *
     * @param name for people who look; need not be unique
     * @param body what it does
     * @return a handle of the thread with the rights to wait, to inspect, to duplicate and to pass on; the thread does
     *     not depend on it
     * @errno EINVAL the name is empty or longer than {@link #NAME_CHARS_MAX}
     * @errno EAGAIN the process has as many such threads as {@link Limit#THREADS} allows (POSIX {@code pthread_create})
     * @errno EMFILE the process has as many handles as {@link Limit#HANDLES} allows
     * @errno ENFILE the system has as many handles as it allows
     */
    IpcThread start(String name, Runnable body);
}
