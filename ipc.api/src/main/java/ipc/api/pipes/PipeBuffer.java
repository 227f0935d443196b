package ipc.api.pipes;

import ipc.api.Timeout;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Memory of the kernel's that goes through pipes without being copied: whoever gives it away has it no more (Linux
 * {@code vmsplice} with {@code SPLICE_F_GIFT}).
 *
 * <p>A buffer holds one piece of memory or none. The memory belongs to the thread that {@linkplain #allocate allocated}
 * or {@linkplain #take took} it: for any other the bytes throw {@link WrongThreadException}. Once it is given or
 * released, each access through bytes that were handed out before throws {@link IllegalStateException}; so nobody sees
 * or changes what is on its way, or belongs to somebody else.
 *
 * <p>The memory counts for the process that has it or has given it, and from the moment at which another one takes it
 * for that one, even above its limit. In a pipe it takes as much room as it has bytes. A plain read copies its bytes
 * out; whatever nobody takes is freed with the pipe. Using a buffer that holds nothing, or to hold a second piece, or
 * that a call of another thread uses, is a programmer's error and throws {@link IllegalStateException}.
 */
@ProviderType
public interface PipeBuffer extends AutoCloseable {
    /**
     * Allocates memory, all zeros.
     *
     * @param bytes 1 to 1 GiB
     * @return its bytes, as {@link #bytes}: position 0, limit their number
     * @errno EBADF the buffer is closed
     * @errno EINVAL less than 1 or more than 1 GiB
     * @errno ENOMEM the limit of the process or of the system would be passed
     */
    ByteBuffer allocate(int bytes);

    /** {@return the bytes of what this holds, the same buffer each time} */
    ByteBuffer bytes();

    /**
     * Gives what is before the position of {@link #bytes} away, waiting while the pipe has no room for all of it.
     *
     * <p>If the call fails, this holds what it held.
     *
     * @param writer a write end of a pipe of bytes, of the same process
     * @param timeout how long to wait; looked at only if the call has to
     * @return how many bytes were given, at least 1; the rest of the memory goes with them
     * @right WRITE
     * @errno EBADF a handle is closed, is no write end, or belongs to another process
     * @errno EACCES the handle lacks the right
     * @errno EINVAL nothing is before the position, the pipe keeps packets apart, or the call has to wait and the
     *     time-out is malformed
     * @errno EMSGSIZE more is before the position than the pipe holds
     * @errno EPIPE nobody has the read end open
     * @errno EAGAIN no room, and the description is non-blocking
     * @errno ETIMEDOUT no room appeared
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of pipes
     */
    int give(PipeEnd writer, Timeout timeout);

    /**
     * Takes what is first in a pipe, waiting while it is empty and somebody has its write end open.
     *
     * <p>What was given comes as it is; bytes that were written are copied into new memory.
     *
     * @param reader a read end of a pipe of bytes, of the same process
     * @param timeout how long to wait; looked at only if the call has to
     * @return how many bytes this holds now, with position 0 and the limit behind them; 0 at the end of the file
     * @right READ
     * @errno EBADF a handle is closed, is no read end, or belongs to another process
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the pipe keeps packets apart, or the call has to wait and the time-out is malformed
     * @errno EAGAIN empty, somebody may still write, and the description is non-blocking
     * @errno ENOMEM bytes were written, and the limit of the process or of the system allows no copy
     * @errno ETIMEDOUT the pipe stayed empty
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of pipes
     */
    int take(PipeEnd reader, Timeout timeout);

    /** Frees what this holds. */
    void release();

    /** Frees what this holds, and ends it; closing twice is harmless. */
    @Override
    void close();
}
