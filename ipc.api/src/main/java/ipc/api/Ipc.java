package ipc.api;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's view of the kernel.
 *
 * <p>As a service it is bundle-scoped: the bundle <em>is</em> the process, all its threads act for it, and when the
 * bundle stops, the process exits and everything it held is released. A {@link Program} receives the view of its own
 * new process instead.
 */
@ProviderType
public interface Ipc {
    /** {@return the calling process} */
    IpcProcess self();

    /**
     * Finds a process.
     *
     * @param pid its number
     * @return the process, perhaps a zombie
     * @errno ESRCH there is none
     */
    IpcProcess process(int pid);

    /**
     * Starts a program as a child of this process; it runs concurrently with the caller.
     *
     * @param options what to start and how
     * @return the child
     * @errno ENOENT no program is registered under that name
     * @errno EBADF an end that it is to read or print into is closed, is not the caller's, or is no such end
     * @errno EACCES such an end lacks the right {@code DUPLICATE}, or the one to read or write
     * @errno EPERM other credentials without {@link Capability#SET_USER}
     * @errno EAGAIN the process has as many children as {@link Limit#CHILDREN} allows, or the system as many processes
     *     as it allows (POSIX {@code fork})
     */
    IpcProcess spawn(SpawnOptions options);

    /**
     * Waits for a child to end and takes its status, which is given once.
     *
     * @param pid the child, or 0 for whichever ends first
     * @param timeout how long to wait; one that has passed makes this POSIX's {@code WNOHANG}
     * @return the status, or null if no such child ended in time
     * @errno ECHILD there is no such child, or its status has been taken
     * @errno EINTR the wait was interrupted
     */
    @Nullable
    ExitStatus waitFor(int pid, Timeout timeout);

    /**
     * Returns this process's face of a mechanism, the same at every call.
     *
     * @param <F> the face
     * @param face for example {@link ipc.api.mq.MessageQueues}
     * @return the face; it stays usable while providers come, go and are swapped
     * @errno ENOSYS the kernel knows no such face
     */
    <F> F face(Class<F> face);

    /**
     * {@return what this process reads: the end of a pipe that its spawner gave it or reads itself, otherwise a stream
     * that is at its end}
     */
    InputStream in();

    /**
     * {@return where this process prints: the end of a pipe that its spawner gave it, otherwise where its spawner
     * prints}; where nobody reads any more, {@link PrintStream#checkError} says so.
     */
    PrintStream out();

    /** {@return where this process complains: where its ancestors print that do so to no pipe} */
    default PrintStream err() {
        return out();
    }

    /**
     * Ends this process: the calling thread unwinds to its start, which {@code finally} blocks see, and the others that
     * the kernel has started do so at their next call.
     *
     * @param status 0 to 255
     * @return never
     * @errno EINVAL outside 0 to 255
     * @errno EPERM the process is a bundle; it ends by being stopped
     */
    RuntimeException exit(int status);

    /**
     * Sets the mode bits that named objects created from now on will <em>not</em> have (POSIX).
     *
     * @param mask mode bits, 0 to 0777
     * @return the mask until now; 022 at first, inherited by children
     * @errno EINVAL outside 0 to 0777
     */
    int umask(int mask);

    /**
     * Sleeps on the kernel's clock.
     *
     * @param duration how long
     * @errno EINTR the sleep was interrupted
     */
    void sleep(Duration duration);

    /** Lets other processes run first. */
    void yieldNow();

    /** {@return the kernel's monotonic clock in nanoseconds, from an arbitrary origin; virtual when seeded} */
    long nowNanos();
}
