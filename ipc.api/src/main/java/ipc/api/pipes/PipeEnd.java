package ipc.api.pipes;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a pipe: of its read end, of its write end, or of both.
 *
 * <p>Bytes come out in the order they went in. At most {@link PipeOptions#ATOMIC_BYTES} go in as one piece; longer
 * writes may interleave with those of others. What a writer did before its call <i>happens before</i> what the reader
 * of those bytes does after its own. Callers that wait are served by process priority, then by arrival; one that does
 * not wait may overtake them. If the mechanism is swapped during a wait, the call goes on in the new provider; its
 * deadline does not move.
 *
 * <p>A write where nobody reads fails with {@code EPIPE}. The kernel also tells whoever delivers {@code SIGPIPE} of it;
 * while no mechanism of signals is there, nobody does.
 *
 * <p>A call that fails has moved no byte. Any thread of the process may use the handle.
 */
@ProviderType
public interface PipeEnd extends Handle {
    /**
     * Takes what is there, waiting without end while the pipe is empty and somebody has its write end open.
     *
     * @param buffer receives bytes; position moves behind them
     * @return how many, at least 1; 0 at the end of the file, and for a buffer without room
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there are bytes, which stay in the pipe
     * @right READ
     * @errno EBADF the handle is closed, or is no read end
     * @errno EACCES the handle lacks the right
     * @errno EAGAIN empty, somebody may still write, and the description is non-blocking
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of pipes
     */
    default int read(ByteBuffer buffer) {
        return read(buffer, Timeout.forever());
    }

    /**
     * Takes what is there, waiting for a time while the pipe is empty and somebody has its write end open.
     *
     * @param buffer receives bytes; position moves behind them
     * @param timeout how long to wait; looked at only if the call has to
     * @return how many, at least 1; 0 at the end of the file, and for a buffer without room
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there are bytes, which stay in the pipe
     * @right READ
     * @errno EBADF the handle is closed, or is no read end
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EAGAIN empty, somebody may still write, and the description is non-blocking
     * @errno ETIMEDOUT the pipe stayed empty
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of pipes
     */
    int read(ByteBuffer buffer, Timeout timeout);

    /**
     * Takes what is there, if something is.
     *
     * @param buffer receives bytes; position moves behind them
     * @return how many; 0 at the end of the file, and for a buffer without room; -1 if the pipe is empty and somebody
     *     may still write
     * @throws java.nio.ReadOnlyBufferException the buffer is read-only and there are bytes, which stay in the pipe
     * @right READ
     * @errno EBADF the handle is closed, or is no read end
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of pipes
     */
    int tryRead(ByteBuffer buffer);

    /**
     * Writes all bytes, waiting without end for room; through a non-blocking description, those that there is room for.
     *
     * @param bytes those between position and limit; copied, position moves behind those that went in
     * @return how many went in: all, unless the description is non-blocking, or the wait ended early and some were in
     * @right WRITE
     * @errno EBADF the handle is closed, or is no write end
     * @errno EACCES the handle lacks the right
     * @errno EPIPE nobody has the read end open, and nothing went in
     * @errno EAGAIN no room for at most {@link PipeOptions#ATOMIC_BYTES}, or none at all for more, and the description
     *     is non-blocking
     * @errno EINTR the wait was interrupted before anything went in
     * @errno ECANCELED the handle was closed during the wait, before anything went in
     * @errno ENOSYS no provider of pipes
     */
    default int write(ByteBuffer bytes) {
        return write(bytes, Timeout.forever());
    }

    /**
     * Writes all bytes, waiting for a time for room; through a non-blocking description, those for which there is room.
     *
     * @param bytes those between position and limit; copied, position moves behind those that went in
     * @param timeout how long to wait in all; looked at only if the call has to
     * @return how many went in: all, unless the description is non-blocking, or the wait ended early and some were in
     * @right WRITE
     * @errno EBADF the handle is closed, or is no write end
     * @errno EACCES the handle lacks the right
     * @errno EPIPE nobody has the read end open, and nothing went in
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno EAGAIN no room for at most {@link PipeOptions#ATOMIC_BYTES}, or none at all for more, and the description
     *     is non-blocking
     * @errno ETIMEDOUT no room appeared, and nothing went in
     * @errno EINTR the wait was interrupted before anything went in
     * @errno ECANCELED the handle was closed during the wait, before anything went in
     * @errno ENOSYS no provider of pipes
     */
    int write(ByteBuffer bytes, Timeout timeout);

    /**
     * Writes the bytes for which there is room: all or none of at most {@link PipeOptions#ATOMIC_BYTES}, some of more.
     *
     * @param bytes those between position and limit; copied, position moves behind those that went in
     * @return how many went in; -1 if there is no room
     * @right WRITE
     * @errno EBADF the handle is closed, or is no write end
     * @errno EACCES the handle lacks the right
     * @errno EPIPE nobody has the read end open
     * @errno ENOSYS no provider of pipes
     */
    int tryWrite(ByteBuffer bytes);

    /**
     * Moves bytes from this pipe to another one without a copy of the client's (Linux {@code splice}), waiting for the
     * first of them and for room.
     *
     * <p>Moves what is there and has room, in one piece. Either both pipes keep packets apart or none does; of packets,
     * whole ones are moved, as many as there are, have room, and are wanted.
     *
     * @param to a write end of another pipe, of the same process
     * @param bytesMax at most so many, 0 or more
     * @param timeout how long to wait; looked at only if the call has to
     * @return how many, at least 1; 0 at the end of the file, and if none are wanted
     * @right READ
     * @errno EBADF a handle is closed, is no end for its way, or belongs to another process
     * @errno EACCES a handle lacks its right: {@code READ} here, {@code WRITE} there
     * @errno EINVAL both are ends of one pipe, one of the pipes keeps packets apart, {@code bytesMax} is negative, or
     *     the call has to wait and the time-out is malformed
     * @errno EMSGSIZE the first packet has more bytes than {@code bytesMax}; it stays
     * @errno EPIPE nobody has the other pipe open for reading
     * @errno EAGAIN the call would have to wait, and one of the two descriptions is non-blocking
     * @errno ETIMEDOUT this pipe stayed empty, or the other one full
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of pipes
     */
    int splice(PipeEnd to, int bytesMax, Timeout timeout);

    /**
     * Copies bytes from this pipe to another one, which stay in this one (Linux {@code tee}); as {@link #splice}
     * otherwise.
     *
     * @param to a write end of another pipe, of the same process
     * @param bytesMax at most so many, 0 or more
     * @param timeout how long to wait; looked at only if the call has to
     * @return how many, at least 1; 0 at the end of the file, and if none are wanted
     * @right READ
     * @errno EBADF a handle is closed, is no end for its way, or belongs to another process
     * @errno EACCES a handle lacks its right: {@code READ} here, {@code WRITE} there
     * @errno EINVAL both are ends of one pipe, one of the pipes keeps packets apart, {@code bytesMax} is negative, or
     *     the call has to wait and the time-out is malformed
     * @errno EMSGSIZE the first packet has more bytes than {@code bytesMax}; it stays
     * @errno EPIPE nobody has the other pipe open for reading
     * @errno EAGAIN the call would have to wait, and one of the two descriptions is non-blocking
     * @errno ETIMEDOUT this pipe stayed empty, or the other one full
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of pipes
     */
    int tee(PipeEnd to, int bytesMax, Timeout timeout);

    /**
     * Changes how many bytes the pipe holds (Linux {@code F_SETPIPE_SZ}).
     *
     * @param capacityBytes 1 or more, rounded up to pages whose number is a power of two
     * @return how many it holds from now on
     * @right MANAGE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL less than 1 or more than 1 GiB
     * @errno EPERM more than the configured ceiling or the user's quota of pages, and the caller has no privilege
     * @errno EBUSY more is in the pipe than it would hold
     * @errno ENOMEM no memory for the bytes
     * @errno ENOSYS no provider of pipes
     */
    int resize(int capacityBytes);

    /**
     * Returns attributes and figures.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of pipes
     */
    PipeStatus status();

    /**
     * Sets the non-blocking flag of the open description, which duplicates share (POSIX {@code F_SETFL}).
     *
     * @param on true: calls fail with {@code EAGAIN} instead of waiting
     * @return the status until now
     * @right MANAGE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of pipes
     */
    PipeStatus nonBlocking(boolean on);

    @Override
    PipeEnd duplicate(Set<Right> rights);

    @Override
    PipeEnd replace(Set<Right> rights);
}
