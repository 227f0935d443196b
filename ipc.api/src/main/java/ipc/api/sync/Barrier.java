package ipc.api.sync;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a barrier, at which so many threads wait for each other as it has parties (POSIX
 * {@code pthread_barrier}). When as many have come they all go on, and the next ones wait for each other anew.
 *
 * <p>Who comes is counted, not known: any thread may be any of the parties. What a thread does before it comes
 * <i>happens before</i> what any of the parties does after it has gone on. If the mechanism is swapped meanwhile, those
 * that wait have come in the new provider, too.
 *
 * <p>As at a {@link java.util.concurrent.CyclicBarrier}, either all of those that wait together go on or none does. If
 * one of them leaves, because of its time-out, an interruption, its death, or because its handle was closed, the
 * others would wait in vain. The barrier is broken then: the one that leaves is told its own reason; those that wait
 * with it, and all that come later, get {@link ipc.api.Errno#EPIPE}, the errno of who goes on alone, until somebody
 * {@linkplain #reset resets} the barrier. It is not {@code EOWNERDEAD}, after which the caller <em>has</em> something,
 * nor {@code ECANCELED}, which speaks of the caller's own handle. Who leaves when all have come already goes on with
 * them, and if it is dead, nobody misses it. {@link ipc.api.Waits} wait for a barrier only by signals of its users:
 * whoever comes counts as a party, and nobody can come to several barriers at once.
 */
@ProviderType
public interface Barrier extends Handle {
    /** What {@link #await} returns to one thread of each generation, the last to come. */
    int SERIAL = 0;

    /**
     * Comes to the barrier and waits until all others have come.
     *
     * <p>The result serves as {@code PTHREAD_BARRIER_SERIAL_THREAD} does: exactly one of those that go on together gets
     * {@link #SERIAL}, and may do what is to be done once.
     *
     * @param timeout how long to wait; a malformed one is refused before the caller has come, also if it would not wait
     * @return how many were still to come: parties - 1 to the first one, {@link #SERIAL} to the last one
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the time-out is malformed
     * @errno EPIPE it is broken, or breaks or is reset during the wait
     * @errno ETIMEDOUT not all came; the barrier is broken if the caller came
     * @errno EINTR the process or the thread was interrupted, perhaps before; the barrier is broken if the caller came
     * @errno ECANCELED the handle was closed during the wait; the barrier is broken now
     * @errno EAGAIN no provider has been there for longer than calls wait; the barrier is broken if the caller came
     * @errno ENOSYS no provider of synchronisation
     */
    int await(Timeout timeout);

    /**
     * Comes to the barrier and waits until all others have come, however long that takes.
     *
     * @return how many were still to come, as {@link #await(Timeout)}
     * @right WAIT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EPIPE it is broken, or breaks or is reset during the wait
     * @errno EINTR the process or the thread was interrupted, perhaps before; the barrier is broken if the caller came
     * @errno ECANCELED the handle was closed during the wait; the barrier is broken now
     * @errno EAGAIN no provider has been there for longer than calls wait; the barrier is broken if the caller came
     * @errno ENOSYS no provider of synchronisation
     */
    default int await() {
        return await(Timeout.forever());
    }

    /**
     * Makes the barrier as if nobody had come: those that wait get {@code EPIPE}, and it is not broken any more.
     *
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    void reset();

    /**
     * Returns attributes and figures.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of synchronisation
     */
    BarrierStatus status();

    @Override
    Barrier duplicate(Set<Right> rights);

    @Override
    Barrier replace(Set<Right> rights);
}
