package ipc.mq.reference;

import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState.Message;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A slot out of its queue: under lease with a message, or on loan without. */
record TextbookSlot(
        TextbookQueue queue, @Nullable Message message, int number, int priority, int redeliveries, ByteBuffer bytes)
        implements QueueSlot {
    @Override
    public void publish(int length, int as, long expiryNanos) {
        queue.end(number, queue.copyOf(bytes.slice(0, length), as, expiryNanos));
    }

    @Override
    public void settle(boolean requeue) {
        queue.end(number, requeue && message != null ? message.requeued() : null);
    }
}
