package ipc.mq;

import ipc.api.mq.spi.QueueSlot;
import java.nio.ByteBuffer;

/** A slot out of its queue; made once for each place and used again. */
final class Slot implements QueueSlot {
    private final SlotQueue queue;
    private final int index;
    private final ByteBuffer bytes;
    private int number;
    private boolean leased;
    private int priority;
    private int redeliveries;

    Slot(SlotQueue queue, int index, ByteBuffer bytes) {
        this.queue = queue;
        this.index = index;
        this.bytes = bytes;
    }

    /** Goes out to a sender. */
    Slot loaned(int as) {
        number = as;
        leased = false;
        bytes.clear();
        return this;
    }

    /** Goes out to a receiver. */
    Slot leased(int as, int length, int priorityOfMessage, int redeliveredBefore) {
        number = as;
        leased = true;
        priority = priorityOfMessage;
        redeliveries = redeliveredBefore;
        bytes.position(0).limit(length);
        return this;
    }

    int index() {
        return index;
    }

    /** Tells whether a receiver has it. */
    boolean isLeased() {
        return leased;
    }

    /** Came back from a receiver. */
    void settled() {
        leased = false;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public int redeliveries() {
        return redeliveries;
    }

    @Override
    public void publish(int length, int as, long expiryNanos) {
        queue.publish(index, length, as, expiryNanos);
    }

    @Override
    public void settle(boolean requeue) {
        if (leased) {
            queue.endLease(this, requeue);
        } else {
            queue.free(index);
        }
    }
}
