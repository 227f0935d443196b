package ipc.api.pipes.spi;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a pipe does without copies of the client's: it moves bytes into another pipe, and if it is a pipe of bytes,
 * memory through itself.
 *
 * <p>A gift is a region of the kernel's; the bytes between position and limit of its buffer are bytes of the pipe,
 * which nobody else changes. When its last byte has left or was dropped, the provider releases it, and not otherwise:
 * neither what was {@linkplain #take taken}, nor at the end of the object, whose state may have been handed over.
 */
@ConsumerType
public interface DirectPipe {
    /** What is first in the pipe is no whole gift. */
    int NO_GIFT = -3;

    /**
     * Moves or copies bytes into another pipe of the same provider, waiting for the first of them, and for room there.
     * Of packets, whole ones: as many as there are, have room, and are within {@code bytesMax}.
     *
     * @param to another pipe, of packets if this one is
     * @param bytesMax 1 or more
     * @param keep whether the bytes also stay in this pipe
     * @param deadline until when to wait
     * @return how many, 1 or more; 0 if there are none and nobody has the write end open; {@link PipeObject#NOT_NOW};
     *     or {@link PipeObject#BROKEN} if nobody has the read end of the other pipe open
     * @errno EMSGSIZE the first packet has more bytes than {@code bytesMax}; nothing has changed
     */
    int transfer(PipeObject to, int bytesMax, boolean keep, Deadline deadline);

    /**
     * Takes a gift in as the last bytes of the pipe, waiting for room for all of them.
     *
     * @param gift at least one byte and not more than the pipe holds; stays the giver's if the call fails
     * @param deadline until when to wait
     * @return how many bytes; {@link PipeObject#NOT_NOW} or {@link PipeObject#BROKEN}
     */
    int give(Memory.Region gift, Deadline deadline);

    /**
     * Hands out a gift of which nothing was read yet, waiting while there are no bytes and somebody has the write end
     * open.
     *
     * @param taker receives the gift, called at most once, at the end
     * @param deadline until when to wait
     * @return how many bytes; 0 if there are none and nobody has the write end open; {@link PipeObject#NOT_NOW}; or
     *     {@link #NO_GIFT}, and then nothing has changed
     */
    int take(Consumer<Memory.Region> taker, Deadline deadline);
}
