package ipc.api.pipes;

import ipc.api.Timeout;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of the pipes (POSIX {@code pipe}, {@code mkfifo}, {@code open}).
 *
 * <p>Names begin with a slash and have no other; at most 255 bytes follow it. A name lives in the name space of the
 * process. A FIFO lives until its name is unlinked and its last end is closed; what is in it, until everybody has
 * closed it.
 */
@ProviderType
public interface Pipes {
    /**
     * Makes a pipe without a name (POSIX {@code pipe}).
     *
     * @param options capacity, packets and the non-blocking flag of both ends
     * @return its two ends, each with all rights
     * @errno EINVAL the capacity is outside its bounds
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows, or the user as many pages of pipes as the hard quota
     * @errno ENOMEM no memory for the bytes
     * @errno ENOSYS no provider of pipes
     */
    PipePair create(PipeOptions options);

    /**
     * Makes a pipe with a name, and does not open it (POSIX {@code mkfifo}).
     *
     * @param name such as {@code /log}
     * @param options mode, capacity and packets
     * @errno EEXIST the name is taken
     * @errno EACCES the policy refuses, or the name has a second slash
     * @errno EINVAL no leading slash; the capacity is outside its bounds; a mode outside 0 to 0777
     * @errno ENOENT the name is only a slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno ENFILE the user has as many pages of pipes as the hard quota allows
     * @errno ENOMEM no memory for the bytes
     * @errno ENOSYS no provider of pipes
     */
    void makeFifo(String name, PipeOptions options);

    /**
     * Opens an end of a FIFO, and waits without end for somebody who opens the other one.
     *
     * @param name such as {@code /log}
     * @param options which end, and its flag
     * @return the end, with the rights that the way needs, and all others
     * @errno ENOENT nothing has that name
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno ENXIO opened for writing only, non-blocking, and nobody has it open for reading
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno EINTR the wait was interrupted
     * @errno ENOSYS no provider of pipes
     */
    default PipeEnd open(String name, PipeOptions options) {
        return open(name, options, Timeout.forever());
    }

    /**
     * Opens an end of a FIFO, and waits for a time for somebody who opens the other one. Opening both ends never waits,
     * and neither does a non-blocking open.
     *
     * @param name such as {@code /log}
     * @param options which end, and its flag
     * @param timeout how long to wait; looked at only if the call has to
     * @return the end, with the rights that the way needs, and all others
     * @errno ENOENT nothing has that name
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; or the call has to wait and the time-out is malformed
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno ENXIO opened for writing only, non-blocking, and nobody has it open for reading
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ETIMEDOUT nobody opened the other end
     * @errno EINTR the wait was interrupted
     * @errno ENOSYS no provider of pipes
     */
    PipeEnd open(String name, PipeOptions options, Timeout timeout);

    /**
     * Removes a name at once; the FIFO lives on until its last end closes.
     *
     * @param name such as {@code /log}
     * @errno ENOENT nothing has that name
     * @errno EACCES the caller is not the owner
     * @errno EINVAL no leading slash
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     */
    void unlink(String name);

    /**
     * Makes a buffer that holds nothing yet, for bytes that go through pipes without being copied.
     *
     * @return the buffer, which the caller owns
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     */
    PipeBuffer newBuffer();

    /**
     * Shows a read end as a channel, for ordinary Java code.
     *
     * <p>It behaves as its types promise: closing it closes the end and ends reads that wait with an
     * {@link java.nio.channels.AsynchronousCloseException}; interrupting a thread that reads closes it with a
     * {@link java.nio.channels.ClosedByInterruptException}. Other failures are {@link java.io.IOException}s whose cause
     * says more. Through a non-blocking description a read that finds nothing returns 0. A read into several buffers
     * waits for the first byte only.
     *
     * @param end an open read end
     * @return a channel that owns the end
     * @errno EBADF it is no read end
     */
    ScatteringByteChannel reading(PipeEnd end);

    /**
     * Shows a write end as a channel, for ordinary Java code; as {@link #reading} otherwise. What is written from
     * several buffers goes in as one piece if it is at most {@link PipeOptions#ATOMIC_BYTES} in all. Otherwise each
     * buffer is a write of its own: if a later one fails, that is thrown, and the positions tell what is in.
     *
     * @param end an open write end
     * @return a channel that owns the end
     * @errno EBADF it is no write end
     */
    GatheringByteChannel writing(PipeEnd end);

    /**
     * Shows a read end as a stream.
     *
     * @param end an open read end, through a description that blocks
     * @return a stream that owns the end
     * @errno EBADF it is no read end
     */
    default InputStream input(PipeEnd end) {
        return Channels.newInputStream(reading(end));
    }

    /**
     * Shows a write end as a stream, without a buffer.
     *
     * @param end an open write end, through a description that blocks
     * @return a stream that owns the end
     * @errno EBADF it is no write end
     */
    default OutputStream output(PipeEnd end) {
        return Channels.newOutputStream(writing(end));
    }
}
