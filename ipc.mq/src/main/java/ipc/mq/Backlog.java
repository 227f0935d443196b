package ipc.mq;

import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueState.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The receivers' side of a queue: messages in the order of delivery, and what became of those that left. Guarded by the
 * receivers' lock; senders touch only the ring that leads here.
 */
final class Backlog {
    private static final long SLOT_MASK = 0xFFFF_FFFFL;

    private final IndexRing inbox;
    private final IndexRing free;
    private final PriorityLists lists;
    private final SlotArena arena;
    private long arrived;
    private int queued;
    private int leased;
    private long received;
    private long expired;
    private long redelivered;
    private int depthHighest;

    Backlog(IndexRing inbox, IndexRing free, PriorityLists lists, SlotArena arena) {
        this.inbox = inbox;
        this.free = free;
        this.lists = lists;
        this.arena = arena;
    }

    /** What goes through the inbox. */
    static long entry(int slot, int priority) {
        return (long) priority << Integer.SIZE | slot;
    }

    /** Continues the figures of another queue; its messages follow by {@link #restore}. */
    void continueFrom(QueueStatistics figures) {
        arrived = figures.sent();
        received = figures.received();
        expired = figures.expired();
        redelivered = figures.redelivered();
        depthHighest = figures.depthHighest();
    }

    /** Puts a message of another queue in line, behind those before it. */
    void restore(int slot, Message message) {
        arena.fill(slot, message.bytes().duplicate(), message.priority(), message.expiryNanos());
        arena.redeliveries(slot, message.redeliveries());
        if (message.lease() == 0) {
            lists.addLast(slot, message.priority());
            queued++;
        } else {
            leased++;
        }
    }

    /** Takes the first message out of the line; -1 if there is none. */
    int first() {
        if (lists.isEmpty()) {
            if (inbox.isEmpty()) {
                return PriorityLists.NONE;
            }
            long entry = inbox.take();
            arrived++;
            if (inbox.isEmpty()) { // it is alone: no need to put it in line
                depthHighest = Math.max(depthHighest, leased + 1);
                return (int) (entry & SLOT_MASK);
            }
            queue(entry);
        }
        drain();
        queued--;
        return lists.removeFirst();
    }

    /** Puts all that have arrived in line. */
    void drain() {
        while (!inbox.isEmpty()) {
            arrived++;
            queue(inbox.take());
        }
        depthHighest = Math.max(depthHighest, queued + leased);
    }

    private void queue(long entry) {
        lists.addLast((int) (entry & SLOT_MASK), (int) (entry >>> Integer.SIZE));
        queued++;
    }

    /** The message that was {@link #first} has been received; its slot is free. */
    void received(int slot) {
        received++;
        free.put(slot);
    }

    /** The message that was {@link #first} is out under lease. */
    void leased() {
        leased++;
    }

    void released(int slot) {
        leased--;
        received(slot);
    }

    void requeued(int slot) {
        leased--;
        redelivered++;
        arena.redeliveries(slot, arena.redeliveries(slot) + 1);
        lists.addFirst(slot, arena.priority(slot));
        queued++;
    }

    /** A slot that was loaned comes back without a message. */
    void returned(int slot) {
        free.put(slot);
    }

    /** The message that was {@link #first} has passed its expiry; the caller has copied it. */
    void expired(int slot) {
        expired++;
        free.put(slot);
    }

    /** Takes out all that have expired, anywhere in the line. */
    List<Message> purge(long nowNanos) {
        List<Message> dead = new ArrayList<>();
        lists.removeIf(slot -> {
            boolean due = arena.expiryNanos(slot) <= nowNanos;
            if (due) {
                dead.add(message(slot, 0));
                queued--;
                expired(slot);
            }
            return due;
        });
        return dead;
    }

    /** Returns when the next message in line expires. */
    long earliestExpiry() {
        long[] earliest = {Long.MAX_VALUE};
        lists.removeIf(slot -> {
            earliest[0] = Math.min(earliest[0], arena.expiryNanos(slot));
            return false;
        });
        return earliest[0];
    }

    boolean isEmpty() {
        return queued == 0;
    }

    /** Returns the messages in line, first to last. */
    List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        lists.removeIf(slot -> {
            messages.add(message(slot, 0));
            return false;
        });
        return messages;
    }

    Message message(int slot, int lease) {
        return new Message(
                arena.copy(slot).asReadOnlyBuffer(),
                arena.priority(slot),
                arena.expiryNanos(slot),
                arena.redeliveries(slot),
                lease);
    }

    QueueStatistics figures() {
        return new QueueStatistics(arrived, received, queued, leased, expired, redelivered, depthHighest);
    }
}
