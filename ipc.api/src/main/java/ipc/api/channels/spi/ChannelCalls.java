package ipc.api.channels.spi;

import ipc.api.kernel.Deadline;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The calls made at one end of a channel that wait for their replies, each by its transaction.
 *
 * <p>The kernel begins a call, awaits its answer, and abandons it if that fails, all with one transaction that no other
 * call has meanwhile. The wait for the answer may begin again in another provider's object.
 */
@ConsumerType
public interface ChannelCalls {
    /**
     * Sends a request whose first four bytes are replaced by the transaction, waiting while there is no room.
     *
     * @param request at least four bytes; position moves to limit on success only
     * @param transaction below 0; in big-endian order at the start of request and reply
     * @param room how many bytes the reply may have
     * @param deadline until when to wait
     * @return false, and the call has not begun, for the reasons for which {@link ChannelEnd#send} returns false
     * @errno EPIPE the other end is closed
     */
    boolean begin(ByteBuffer request, int transaction, int room, Deadline deadline);

    /**
     * Copies the reply out and ends the call, waiting while there is none.
     *
     * @param transaction of a call that has begun
     * @param reply where to; position moves behind the reply
     * @param deadline until when to wait
     * @return false if the deadline is immediate and there is no reply
     * @errno EMSGSIZE a reply came that has more bytes than the call said, or carries something
     * @errno EPIPE there is no reply and the other end is closed
     */
    boolean await(int transaction, ByteBuffer reply, Deadline deadline);

    /**
     * Ends a call without its reply; one that is there already dies unread. Has no effect if the call is over.
     *
     * @param transaction of the call
     */
    void abandon(int transaction);
}
