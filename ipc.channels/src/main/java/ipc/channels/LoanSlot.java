package ipc.channels;

import ipc.api.channels.spi.ChannelSlot;
import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A place for one message outside of the ring: claimed by a sender, announced by a record, leased to a receiver. */
final class LoanSlot implements ChannelSlot {
    /** Where it is among the slots of its lane. */
    private final int index;

    private final Claims claims;
    private final Leases leases;

    /** Whether it was made for receivers, of messages that were copied in. */
    private final boolean receivers;

    private final Memory.Region region;
    private final ByteBuffer bytes;

    /** How many bytes a sender claimed; under the senders' lock. */
    private int claimed;

    /** What follows is of the lease; under the receivers' lock. */
    private long number;

    private int record = Records.NONE;
    private int priority;

    /** The next one of those that nobody uses. */
    @Nullable
    LoanSlot next;

    LoanSlot(int index, LoanSlots.Users users, Memory.Region region) {
        this.index = index;
        this.claims = users.claims();
        this.leases = users.leases();
        this.receivers = users.receivers();
        this.region = region;
        this.bytes = region.buffer().duplicate(); // in network order, as every buffer of a message
    }

    int index() {
        return index;
    }

    boolean isReceivers() {
        return receivers;
    }

    int capacity() {
        return bytes.capacity();
    }

    void free() {
        region.release();
    }

    // ---- claimed

    void claim(int size) {
        claimed = size;
        record = Records.NONE;
        bytes.clear().limit(size);
    }

    int claimed() {
        return claimed;
    }

    /** Returns the first bytes as a message. */
    ByteBuffer filled(int length) {
        return bytes.clear().limit(length);
    }

    // ---- leased

    void lease(long lease, int at, int word) {
        number = lease;
        record = at;
        priority = Records.priorityIn(word);
        bytes.clear().limit(Records.lengthIn(word));
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
        records.copyOut(from, length, bytes.clear());
    }

    void copyOut(int length, ByteBuffer buffer) {
        int position = buffer.position();
        buffer.put(position, bytes, 0, length); // if that fails, nothing has changed
        buffer.position(position + length);
    }

    ByteBuffer copy(int length) {
        return ByteBuffer.allocate(length).put(0, bytes, 0, length);
    }

    // ---- for the kernel

    @Override
    public long number() {
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
    public void publish(int length, int level) {
        claims.publish(this, length, level);
    }

    @Override
    public void settle(boolean requeue) {
        if (!isLeased()) {
            claims.giveUp(this);
        } else if (requeue) {
            leases.goBack(this);
        } else {
            leases.end(this);
        }
    }
}
