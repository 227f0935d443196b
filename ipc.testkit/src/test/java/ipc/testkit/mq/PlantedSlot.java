package ipc.testkit.mq;

import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState.Message;
import java.nio.ByteBuffer;
import java.util.Comparator;

/** A message of a {@link PlantedQueue}, wherever it is. */
final class PlantedSlot implements QueueSlot {
    private final PlantedQueue queue;
    private final ByteBuffer bytes;
    private boolean loaned;
    private int number;
    private int priority;
    private int redeliveries;
    private long expiryNanos;
    private long arrival;

    PlantedSlot(PlantedQueue queue, int bytesMax) {
        this.queue = queue;
        bytes = ByteBuffer.allocate(bytesMax);
        loaned = true;
    }

    PlantedSlot(PlantedQueue queue, Message message, long arrival) {
        this(queue, message.bytes().remaining());
        fill(message.bytes().duplicate(), message.priority(), message.expiryNanos());
        redeliveries = message.redeliveries();
        number = message.lease();
        this.arrival = arrival;
        loaned = false;
    }

    static Comparator<PlantedSlot> order(Bug bug) {
        Comparator<PlantedSlot> byPriority = Comparator.comparingInt(slot -> -slot.priority);
        Comparator<PlantedSlot> byArrival = Comparator.comparingLong(slot -> slot.arrival);
        return switch (bug) {
            case FORGETS_PRIORITIES -> byArrival;
            case LAST_IN_FIRST_OUT -> byPriority.thenComparing(byArrival.reversed());
            default -> byPriority.thenComparing(byArrival);
        };
    }

    void fill(ByteBuffer message, int newPriority, long newExpiryNanos) {
        bytes.clear().put(message).flip();
        priority = newPriority;
        expiryNanos = newExpiryNanos;
    }

    PlantedSlot queue(long newArrival) {
        arrival = newArrival;
        loaned = false;
        return this;
    }

    /** Goes back ahead of all that ever came, unless the bug says otherwise. */
    PlantedSlot back(long now) {
        arrival = queue.has(Bug.REQUEUES_AT_THE_TAIL) ? now : -now;
        redeliveries += queue.has(Bug.COUNTS_NO_REDELIVERY) ? 0 : 1;
        return this;
    }

    void lease(int newNumber) {
        number = newNumber;
    }

    long expiryNanos() {
        return expiryNanos;
    }

    Message message() {
        return message(number);
    }

    Message queuedMessage() {
        return message(0);
    }

    private Message message(int lease) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.limit()).put(0, bytes, 0, bytes.limit());
        long expiry = queue.has(Bug.STATE_WITHOUT_EXPIRY) ? Long.MAX_VALUE : expiryNanos;
        return new Message(copy.asReadOnlyBuffer(), priority, expiry, redeliveries, lease);
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
    public void publish(int length, int newPriority, long newExpiryNanos) {
        bytes.position(0).limit(length);
        priority = newPriority;
        expiryNanos = newExpiryNanos;
        queue.endLoan(this);
    }

    @Override
    public void settle(boolean requeue) {
        if (loaned) {
            queue.endLoan(null);
        } else {
            queue.endLease(this, requeue);
        }
    }
}
