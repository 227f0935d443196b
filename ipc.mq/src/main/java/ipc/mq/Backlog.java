package ipc.mq;

import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueState.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The receivers' side of a queue: messages in the order of delivery, and what became of those that left. Guarded by the
 * receivers' lock; senders touch only the ring that leads here, and the expiry of a slot that they hold.
 */
final class Backlog {
    /** No message. */
    static final long NONE = -1;

    private final IndexRing inbox;
    private final IndexRing free;
    private final PriorityLists lists;
    private final SlotArena arena;
    private final Tally tally;

    /** By slot: the entry of a message in line or out under lease. */
    private final long[] entries;

    /** By slot: how often its message has gone back. */
    private final int[] redeliveries;

    /** By slot: when its message expires; written by the sender before the entry goes into the inbox. */
    private final long[] expiries;

    private long arrived;
    private int queued;
    private int leased;
    private long received;
    private long expired;
    private long redelivered;

    Backlog(int priorities, SlotArena arena, IndexRing inbox, IndexRing free, Tally tally) {
        int slots = arena.slots();
        this.inbox = inbox;
        this.free = free;
        this.arena = arena;
        this.tally = tally;
        this.lists = new PriorityLists(slots, priorities);
        this.entries = new long[slots];
        this.redeliveries = new int[slots];
        this.expiries = new long[slots];
        Arrays.fill(expiries, Long.MAX_VALUE);
    }

    /** Returns the bytes that a backlog of this size takes on the heap, about. */
    static long bytes(int slots, int priorities) {
        return PriorityLists.bytes(slots, priorities) + (2L * Long.BYTES + Integer.BYTES) * slots;
    }

    /** Continues the figures of another queue; its messages follow by {@link #restore}. */
    void continueFrom(QueueStatistics figures) {
        arrived = figures.sent();
        received = figures.received();
        expired = figures.expired();
        redelivered = figures.redelivered();
        tally.continueFrom(arrived, received + expired, figures.depthHighest());
    }

    /** Puts a message of another queue in line behind those before it, or out under lease. */
    void restore(int slot, Message message) {
        int length = arena.fill(slot, message.bytes().duplicate());
        long entry = Entry.of(slot, length, message.priority());
        expiries[slot] = message.expiryNanos();
        if (message.lease() == 0) {
            queue(entry);
        } else {
            lease(entry);
        }
        redeliveries[slot] = message.redeliveries();
    }

    /** Says when the message expires that the calling sender is about to put into the inbox. */
    void expires(int slot, long nanos) {
        expiries[slot] = nanos;
    }

    /** Takes the first message out of the line, its entry; {@link #NONE} if there is none. */
    long first() {
        if (lists.isEmpty()) {
            if (inbox.isEmpty()) {
                return NONE;
            }
            long entry = inbox.take();
            arrived++;
            if (inbox.isEmpty()) { // it is alone: no need to put it in line
                tally.lined(arrived);
                return arrival(entry);
            }
            queue(entry);
            drain();
        } else if (tally.mayBeAbove(lists.highest())) {
            drain();
        }
        queued--;
        return entries[lists.removeFirst()];
    }

    /** The message that was {@link #first} stays the first. */
    void putBack(long entry) {
        int slot = Entry.slot(entry);
        entries[slot] = entry;
        lists.addFirst(slot, Entry.priority(entry));
        queued++;
    }

    /** Puts all that have arrived in line. */
    void drain() {
        while (!inbox.isEmpty()) {
            arrived++;
            queue(inbox.take());
        }
        tally.lined(arrived);
    }

    private void queue(long entry) {
        int slot = Entry.slot(arrival(entry));
        entries[slot] = entry;
        lists.addLast(slot, Entry.priority(entry));
        queued++;
    }

    private long arrival(long entry) {
        redeliveries[Entry.slot(entry)] = 0;
        return entry;
    }

    /** The message that was {@link #first} has been received; its slot is free. */
    void received(int slot) {
        received++;
        tally.leaves();
        free.put(slot);
    }

    /** The message that was {@link #first} goes out under lease. */
    void lease(long entry) {
        entries[Entry.slot(entry)] = entry;
        leased++;
    }

    /** A lease ends with the message received. */
    void released(int slot) {
        leased--;
        received(slot);
    }

    /** A lease ends with the message back at the head of its priority. */
    void requeued(int slot) {
        leased--;
        redelivered++;
        redeliveries[slot]++;
        lists.addFirst(slot, Entry.priority(entries[slot]));
        queued++;
    }

    /** A slot that was loaned comes back without a message. */
    void returned(int slot) {
        free.put(slot);
    }

    /** Tells whether a message that was {@link #first} has passed its expiry. */
    boolean isDue(long entry, long nowNanos) {
        return expiries[Entry.slot(entry)] <= nowNanos;
    }

    /** A message that was {@link #first} has passed its expiry. Returns a copy; the slot is free. */
    Message expire(long entry) {
        Message dead = message(entry, 0);
        expired++;
        tally.leaves();
        free.put(Entry.slot(entry));
        return dead;
    }

    /** Takes out all that have expired, anywhere in the line. */
    List<Message> purge(long nowNanos) {
        List<Message> dead = new ArrayList<>();
        removeIf(entry -> {
            boolean due = isDue(entry, nowNanos);
            if (due) {
                queued--;
                dead.add(expire(entry));
            }
            return due;
        });
        return dead;
    }

    /** Returns when the next message in line expires. */
    long earliestExpiry() {
        long[] earliest = {Long.MAX_VALUE};
        removeIf(entry -> {
            earliest[0] = Math.min(earliest[0], expiries[Entry.slot(entry)]);
            return false;
        });
        return earliest[0];
    }

    boolean isEmpty() {
        return queued == 0;
    }

    /** Returns copies of the messages in line, first to last. */
    List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        removeIf(entry -> {
            messages.add(message(entry, 0));
            return false;
        });
        return messages;
    }

    private void removeIf(LongPredicate condition) {
        lists.removeIf(slot -> condition.test(entries[slot]));
    }

    /** Returns a copy of the message under lease in a slot. */
    Message leased(Slot slot) {
        return message(entries[slot.index()], slot.number());
    }

    private Message message(long entry, int lease) {
        int slot = Entry.slot(entry);
        return new Message(
                arena.copy(slot, Entry.length(entry)).asReadOnlyBuffer(),
                Entry.priority(entry),
                expiries[slot],
                redeliveries[slot],
                lease);
    }

    int redeliveries(int slot) {
        return redeliveries[slot];
    }

    long expiryNanos(int slot) {
        return expiries[slot];
    }

    /** Returns the figures; all that have arrived are in line, and no sender is at work. */
    QueueStatistics figures() {
        return new QueueStatistics(arrived, received, queued, leased, expired, redelivered, tally.depthHighest());
    }
}
