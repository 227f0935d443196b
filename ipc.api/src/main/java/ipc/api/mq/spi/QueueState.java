package ipc.api.mq.spi;

import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Everything in a queue, for another provider to go on with.
 *
 * @param options sizes and policy
 * @param messages first to last in the order of delivery, unmodifiable
 * @param leased messages out under lease, unmodifiable
 * @param statistics the figures, to be continued
 */
public record QueueState(
        QueueOptions options, List<Message> messages, List<Message> leased, QueueStatistics statistics) {

    /**
     * A message.
     *
     * @param bytes its bytes between position and limit; read-only, shares no memory with the queue
     * @param priority 0 to {@code priorities - 1}
     * @param expiryNanos when it expires on the kernel's clock; {@link Long#MAX_VALUE} for never
     * @param redeliveries how often it has gone back
     * @param lease 0 if it is queued, else the {@link QueueSlot#number} of its slot
     */
    public record Message(ByteBuffer bytes, int priority, long expiryNanos, int redeliveries, int lease) {}
}
