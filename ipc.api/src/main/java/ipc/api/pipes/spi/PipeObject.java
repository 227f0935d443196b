package ipc.api.pipes.spi;

import ipc.api.kernel.Deadline;
import ipc.api.pipes.PipeStatistics;
import ipc.api.spi.KernelObject;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One pipe: bytes, or packets, in the order they went in.
 *
 * <p>Every call may come from any thread at once. A call whose deadline is immediate answers "not now"; any other
 * parks, and an exception out of the park leaves everything as it was, except that what a write has put in stays in:
 * the position of its buffer tells how much that is, and the kernel begins the call again with the rest.
 */
@ConsumerType
public interface PipeObject extends KernelObject, PipeSignals {
    /** The call would have had to wait, and was not to. */
    int NOT_NOW = -1;

    /** Nobody has the read end open. */
    int BROKEN = -2;

    /**
     * Copies bytes in, waiting for room until all are in.
     *
     * <p>At most {@link ipc.api.pipes.PipeOptions#ATOMIC_BYTES} go in as one piece, or wait for room for all of them;
     * of more, as many go in as there is room for. In a pipe of packets each such piece is a packet, more are split
     * into packets of that length, and each packet waits for room for all of it.
     *
     * @param bytes at least one between position and limit; position moves behind what went in, also if the call fails
     * @param deadline until when to wait; if immediate, the call ends when there is no room for the next bytes
     * @return how many went in, 1 or more; if none did, {@link #NOT_NOW} or {@link #BROKEN}
     */
    int write(ByteBuffer bytes, Deadline deadline);

    /**
     * Copies bytes out, waiting while there are none and somebody has the write end open.
     *
     * <p>Takes what is there, in one piece; a provider may leave some of it, never all. Of packets, it takes one and
     * drops what does not fit. A buffer that refuses, because it is read-only or another thread has moved its limit,
     * makes the call fail with what the buffer throws; the bytes stay where they were.
     *
     * @param buffer has room for at least one byte; position moves behind the bytes
     * @param deadline until when to wait
     * @return how many, 1 or more; 0 if there are none and nobody has the write end open; or {@link #NOT_NOW}
     */
    int read(ByteBuffer buffer, Deadline deadline);

    /**
     * The kernel says how many open descriptions each end has now. What waits for somebody who has gone is woken; when
     * nobody is left, the bytes are dropped. Never waits.
     *
     * @param readers of the read end
     * @param writers of the write end
     */
    void opened(int readers, int writers);

    /**
     * Changes how many bytes the pipe holds.
     *
     * @param capacityBytes pages whose number is a power of two
     * @return false if more is in the pipe than it would hold; nothing has changed then
     * @errno ENOMEM no memory for its bytes; nothing has changed
     */
    boolean resize(int capacityBytes);

    /** {@return what it does without copies of the client's; of packets, only moves} */
    DirectPipe direct();

    /** {@return figures that are consistent with each other} */
    PipeStatistics statistics();

    /**
     * {@inheritDoc}
     *
     * <p>How many have which end open is not part of it: the kernel knows.
     */
    @Override
    PipeState state();
}
