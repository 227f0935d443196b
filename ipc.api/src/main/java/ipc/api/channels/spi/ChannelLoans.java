package ipc.api.channels.spi;

import ipc.api.kernel.Deadline;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Messages of an end that are filled and read in the channel's own memory.
 *
 * <p>What is claimed or under lease counts towards the bounds of its direction, and is never dropped to make room.
 */
@ConsumerType
public interface ChannelLoans {
    /**
     * Claims a slot for a message to the other end, waiting while there is no room.
     *
     * @param bytes how many it may have, 0 to {@code messageBytesMax}
     * @param deadline until when to wait
     * @return the slot; or null if there is no room and the deadline is immediate, or the policy is neither to wait nor
     *     to drop what is oldest
     * @errno EPIPE the other end is closed
     * @errno ENOMEM no memory for the slot; nothing was claimed
     */
    @Nullable
    ChannelSlot claim(int bytes, Deadline deadline);

    /**
     * Takes the first message under lease, waiting while there is none. One that was copied in is copied once more.
     *
     * @param deadline until when to wait
     * @return its slot; or null if the deadline is immediate and there is no message
     * @errno EMSGSIZE the first message carries something; it stays
     * @errno EPIPE there is no message and the other end is closed
     * @errno ENOMEM no memory for a copy; the message stays
     */
    @Nullable
    ChannelSlot lease(Deadline deadline);

    /**
     * Finds a message that was under lease when the channel was restored.
     *
     * @param number its {@link ChannelSlot#number}
     * @return its slot
     */
    ChannelSlot leased(long number);
}
