package ipc.channels;

import java.nio.ByteBuffer;

/** A place for one message that a receiver reads; under the receivers' lock. */
final class LeaseSlot extends LoanSlot {
    private final Leases leases;

    /** Whether senders fill it, and have it back when it is empty. */
    private final boolean senders;

    private long number;
    private int record = Records.NONE;
    private int priority;

    LeaseSlot(int index, ByteBuffer bytes, Leases leases, boolean senders) {
        super(index, bytes);
        this.leases = leases;
        this.senders = senders;
    }

    boolean isSenders() {
        return senders;
    }

    void lease(long lease, int at, int word) {
        number = lease;
        record = at;
        priority = Records.priorityIn(word);
        first(Records.lengthIn(word));
    }

    int record() {
        return record;
    }

    /** Its record has another place. */
    void moved(int to) {
        record = to;
    }

    /** Its message went back, or was received. */
    void unlease() {
        record = Records.NONE;
    }

    boolean isLeased() {
        return record != Records.NONE;
    }

    void copyIn(Records records, int from, int length) {
        records.copyOut(from, length, bytes().clear());
    }

    void copyOut(int length, ByteBuffer buffer) {
        int position = buffer.position();
        buffer.put(position, first(length), 0, length); // if that fails, nothing has changed
        buffer.position(position + length);
    }

    ByteBuffer copy(int length) {
        return ByteBuffer.allocate(length).put(0, first(length), 0, length);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public void publish(int length, int level) {
        throw new IllegalStateException("a message under lease is not sent");
    }

    @Override
    public void settle(boolean requeue) {
        if (requeue) {
            leases.goBack(this);
        } else {
            leases.end(this);
        }
    }
}
