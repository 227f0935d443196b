package ipc.testkit.channels;

import static ipc.testkit.channels.ChannelBug.*;

import ipc.api.channels.spi.ChannelSlot;
import ipc.api.channels.spi.ChannelState.Message;
import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message of a {@link PlantedLane}, wherever it is: also while a sender fills it or a receiver reads it. */
final class PlantedMessage implements ChannelSlot {
    private final PlantedLane lane;
    private final ByteBuffer bytes;
    private int length;
    private int priority;
    final long cargo;
    long arrival;
    long lease;
    Memory.@Nullable Charge loan;

    PlantedMessage(PlantedLane lane, int length, int priority, long cargo) {
        this.lane = lane;
        this.length = length;
        this.priority = priority;
        this.cargo = cargo;
        this.bytes = ByteBuffer.allocate(length);
    }

    PlantedMessage(PlantedLane lane, ByteBuffer content, int priority, long cargo) {
        this(lane, content.remaining(), priority, cargo);
        bytes.put(content).clear();
    }

    PlantedMessage(PlantedLane lane, ByteBuffer shared) {
        this.lane = lane;
        this.bytes = shared;
        this.cargo = 0;
    }

    int length() {
        return length;
    }

    ByteBuffer content() {
        return bytes.duplicate().clear().limit(length);
    }

    /** Its memory is free for another one. */
    void left() {
        if (lane.has(SHARES_ITS_STATE)) {
            bytes.clear().put(new byte[bytes.capacity()]);
        }
    }

    void stamp(int transaction) {
        bytes.putInt(0, transaction);
    }

    void fill(int newLength, int newPriority) {
        length = newLength;
        priority = newPriority;
    }

    /** Gets ready for a receiver who reads it in place. */
    void lease(long number, Memory.Charge charge) {
        lease = number;
        loan = charge;
        bytes.clear().limit(length);
    }

    Message state() {
        ByteBuffer content = content();
        ByteBuffer copy = lane.has(SHARES_ITS_STATE)
                ? content
                : ByteBuffer.allocate(length).put(content).flip();
        long carried = lane.has(STATE_WITHOUT_CARGO) ? 0 : cargo;
        return new Message(copy, priority, carried, lane.has(STATE_WITHOUT_LEASES) ? 0 : lease);
    }

    @Override
    public ByteBuffer bytes() {
        return lane.has(GIVES_OTHER_BUFFERS) ? bytes.slice() : bytes;
    }

    @Override
    public int priority() {
        return lease != 0 && lane.has(LEASES_HAVE_NO_PRIORITY) ? 0 : priority;
    }

    /** Returns the priority by which it is in line. */
    int rank() {
        return priority;
    }

    @Override
    public long number() {
        return lease;
    }

    @Override
    public void publish(int newLength, int newPriority) {
        lane.loans.publish(this, newLength, newPriority);
    }

    @Override
    public void settle(boolean requeue) {
        lane.loans.settle(this, requeue);
    }
}
