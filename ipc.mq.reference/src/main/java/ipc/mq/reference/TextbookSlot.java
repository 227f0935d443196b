package ipc.mq.reference;

import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState.Message;
import java.nio.ByteBuffer;

/** A slot out of its queue, with a copy of the message's bytes. */
final class TextbookSlot implements QueueSlot {
    private final TextbookQueue queue;
    private final Message message;
    private final ByteBuffer bytes;
    private final boolean loaned;

    /** A slot for a message to come. */
    TextbookSlot(TextbookQueue queue, int number, int bytesMax) {
        this.queue = queue;
        loaned = true;
        bytes = ByteBuffer.allocate(bytesMax);
        message = new Message(bytes, 0, Long.MAX_VALUE, 0, number);
    }

    /** A slot with a message, whose lease says its number. */
    TextbookSlot(TextbookQueue queue, Message message) {
        this.queue = queue;
        this.message = message;
        loaned = false;
        bytes = ByteBuffer.wrap(arrayOf(message.bytes()));
    }

    @Override
    public int number() {
        return message.lease();
    }

    @Override
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public int priority() {
        return message.priority();
    }

    @Override
    public int redeliveries() {
        return message.redeliveries();
    }

    @Override
    public void publish(int length, int priority, long expiryNanos) {
        queue.endLoan(newMessage(bytes.slice(0, length), priority, expiryNanos));
    }

    @Override
    public void settle(boolean requeue) {
        if (loaned) {
            queue.endLoan(null);
        } else {
            queue.endLease(message, requeue);
        }
    }

    Message message() {
        return message;
    }

    static Message newMessage(ByteBuffer bytes, int priority, long expiryNanos) {
        return new Message(ByteBuffer.wrap(arrayOf(bytes)).asReadOnlyBuffer(), priority, expiryNanos, 0, 0);
    }

    /** The same message queued (lease 0) or under lease, perhaps once more delivered. */
    static Message copyOf(Message message, int redeliveries, int lease) {
        ByteBuffer bytes = message.bytes().duplicate();
        return new Message(bytes, message.priority(), message.expiryNanos(), redeliveries, lease);
    }

    private static byte[] arrayOf(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return array;
    }
}
