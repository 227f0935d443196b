package ipc.mq;

import ipc.api.mq.spi.QueueSlot;
import java.nio.ByteBuffer;

/** A slot out of its queue; made once for each place and used again. */
final class Slot implements QueueSlot {
    private final SlotQueue queue;
    private final SlotArena arena;
    private final int index;
    private final ByteBuffer bytes;
    private int number;
    private boolean leased;

    Slot(SlotQueue queue, SlotArena arena, int index) {
        this.queue = queue;
        this.arena = arena;
        this.index = index;
        this.bytes = arena.bytes(index);
    }

    /** Goes out to a sender. */
    Slot loaned(int as) {
        number = as;
        leased = false;
        bytes.clear();
        return this;
    }

    /** Goes out to a receiver. */
    Slot leased(int as, int length) {
        number = as;
        leased = true;
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

    /** Came back. */
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
        return arena.priority(index);
    }

    @Override
    public int redeliveries() {
        return arena.redeliveries(index);
    }

    @Override
    public void publish(int length, int priority, long expiryNanos) {
        arena.head(index, length, priority, expiryNanos);
        queue.publish(this, priority, expiryNanos);
    }

    @Override
    public void settle(boolean requeue) {
        if (leased) {
            queue.endLease(this, requeue);
        } else {
            queue.endLoan(this);
        }
    }
}
