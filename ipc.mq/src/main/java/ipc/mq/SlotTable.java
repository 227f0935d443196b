package ipc.mq;

import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueState.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a queue holds: which slots are free, which messages are in line, and what became of those that left.
 *
 * <p>Guarded by the queue's lock, except where a method says otherwise; knows nothing of waiting. A slot is free, in
 * line, or out (with a sender, a receiver, or being copied).
 */
final class SlotTable {
    /** No slot. */
    static final int NONE = PriorityLists.NONE;

    private static final VarHandle ROOM;
    private static final VarHandle QUEUED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ROOM = lookup.findVarHandle(SlotTable.class, "room", int.class);
            QUEUED = lookup.findVarHandle(SlotTable.class, "queued", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final SlotArena arena;
    private final PriorityLists lists;

    /** The free slots but the spare one. */
    private final FreeSlots free;

    private final int[] lengths;

    /** By slot: how often its message has gone back. */
    private final int[] redeliveries;

    /** By slot: when its message expires. */
    private final long[] expiries;

    /** A free slot beside the others, if there is one: a queue that is mostly empty lives on this and {@code only}. */
    private int spare = NONE;

    /** The one message in line, if it is not in the lists: its slot, length and priority. */
    private int only = NONE;

    private int onlyLength;
    private int onlyPriority;

    private int room;
    private int queued;
    private int leased;
    private int depthHighest;
    private long sent;
    private long received;
    private long expired;
    private long redelivered;

    /** Whether a message with an expiry was ever in line; never unset. Nobody pays for expiry before. */
    private boolean expiring;

    SlotTable(int priorities, SlotArena arena) {
        int slots = arena.slots();
        this.arena = arena;
        this.lists = new PriorityLists(slots, priorities);
        this.free = new FreeSlots(slots);
        this.lengths = new int[slots];
        this.redeliveries = new int[slots];
        this.expiries = new long[slots];
        Arrays.fill(expiries, Long.MAX_VALUE);
        room = slots;
    }

    /** Returns the bytes that a table of this size takes on the heap, about. */
    static long bytes(int slots, int priorities) {
        return PriorityLists.bytes(slots, priorities) + (Long.BYTES + 2L * Integer.BYTES) * slots + slots / Byte.SIZE;
    }

    /** Continues the figures of another queue; its messages follow by {@link #restore}. */
    void continueFrom(QueueStatistics figures) {
        sent = figures.sent();
        received = figures.received();
        expired = figures.expired();
        redelivered = figures.redelivered();
        depthHighest = figures.depthHighest();
    }

    /** Puts a message of another queue in line behind those before it, or out under lease. Returns its slot. */
    int restore(Message message) {
        int slot = takeFree();
        int length = arena.fill(slot, message.bytes().duplicate());
        redeliveries[slot] = message.redeliveries();
        expires(slot, message.expiryNanos());
        if (message.lease() == 0) {
            addLast(slot, length, message.priority());
        } else {
            lengths[slot] = length;
            leased++;
        }
        return slot;
    }

    // ---- free slots

    /** Tells whether a slot seems to be free; without the lock too. */
    boolean seemsToHaveRoom() {
        return (int) ROOM.getOpaque(this) > 0; // a hint: whoever acts on it looks again under the lock
    }

    boolean isFull() {
        return room == 0;
    }

    /** Returns the slot that is to be taken next; there is one. */
    int nextFree() {
        return spare == NONE ? free.next() : spare;
    }

    /** Takes a free slot; there is one. */
    int takeFree() {
        int slot = nextFree();
        take(slot);
        return slot;
    }

    /** Takes the slot that {@link #nextFree} returned. */
    void take(int slot) {
        if (slot == spare) {
            spare = NONE;
        } else {
            free.take(slot);
        }
        room--;
    }

    /** A slot that is out becomes free. */
    void free(int slot) {
        if (queued == 0 && spare == NONE) {
            spare = slot;
        } else {
            free.add(slot);
        }
        room++;
    }

    // ---- messages in line

    /** Tells whether a message seems to be in line; without the lock too. */
    boolean seemsToHaveMessages() {
        return (int) QUEUED.getOpaque(this) > 0; // a hint: whoever acts on it looks again under the lock
    }

    boolean isEmpty() {
        return queued == 0;
    }

    /** Puts the message in a slot that was taken in line. */
    void line(int slot, int length, int priority) {
        addLast(slot, length, priority);
        sent++;
        int depth = queued + leased;
        if (depth > depthHighest) {
            depthHighest = depth;
        }
    }

    private void addLast(int slot, int length, int priority) {
        if (queued == 0) {
            only = slot;
            onlyLength = length;
            onlyPriority = priority;
        } else {
            enlist();
            lengths[slot] = length;
            lists.addLast(slot, priority);
        }
        queued++;
    }

    /** The lists hold all messages in line after this. */
    private void enlist() {
        if (only != NONE) {
            lengths[only] = onlyLength;
            lists.addLast(only, onlyPriority);
            only = NONE;
        }
    }

    /** Says when the message that was put in line in this slot expires. */
    void expires(int slot, long nanos) {
        expiring |= nanos != Long.MAX_VALUE;
        expiries[slot] = nanos;
    }

    /** Tells whether a message with an expiry was ever in line; without the lock too, of those sent before. */
    boolean expiring() {
        return expiring;
    }

    /** Returns the highest priority in line; there is one. */
    int highest() {
        return only == NONE ? lists.highest() : onlyPriority;
    }

    /** Returns the slot of the first message of a priority in line. */
    int first(int priority) {
        return only == NONE ? lists.first(priority) : only;
    }

    int length(int slot) {
        return slot == only ? onlyLength : lengths[slot];
    }

    int redeliveries(int slot) {
        return redeliveries[slot];
    }

    long expiryNanos(int slot) {
        return expiries[slot];
    }

    /** The first message of a priority leaves as received; its slot is out until it is {@link #settled}. */
    void receiveFirst(int priority) {
        removeFirst(priority);
        received++;
    }

    private int removeFirst(int priority) {
        queued--;
        return only == NONE ? lists.removeFirst(priority) : removeOnly();
    }

    private int removeOnly() {
        int slot = only;
        lengths[slot] = onlyLength;
        only = NONE;
        return slot;
    }

    /** A message that was received could not be copied out: it is the first again. */
    void putBack(int slot, int priority) {
        received--;
        addFirst(slot, priority);
    }

    private void addFirst(int slot, int priority) {
        enlist();
        lists.addFirst(slot, priority);
        queued++;
    }

    /** The first message of a priority goes out under lease. */
    void leaseFirst(int priority) {
        removeFirst(priority);
        leased++;
    }

    /** A lease ends with the message received. */
    void released(int slot) {
        leased--;
        received++;
        settled(slot);
    }

    /** A lease ends with the message back at the head of its priority. */
    void requeued(int slot, int priority) {
        leased--;
        redelivered++;
        redeliveries[slot]++;
        addFirst(slot, priority);
    }

    /** The message in a slot that is out is done with; the slot is free. */
    void settled(int slot) {
        if (expiring) {
            expiries[slot] = Long.MAX_VALUE;
        }
        if (redelivered != 0) {
            redeliveries[slot] = 0;
        }
        free(slot);
    }

    // ---- expiry

    /** Tells whether a message has passed its expiry. */
    boolean isDue(int slot, long nowNanos) {
        return expiries[slot] <= nowNanos;
    }

    /** The first message of a priority has passed its expiry. Returns a copy; the slot is free. */
    Message expireFirst(int priority) {
        return expired(removeFirst(priority), priority);
    }

    private Message expired(int slot, int priority) {
        Message dead = message(slot, priority, 0);
        expired++;
        settled(slot);
        return dead;
    }

    /** Takes out all that have expired, anywhere in the line. */
    List<Message> purge(long nowNanos) {
        List<Message> dead = new ArrayList<>();
        enlist();
        lists.removeIf((slot, priority) -> {
            boolean due = isDue(slot, nowNanos);
            if (due) {
                queued--;
                dead.add(expired(slot, priority));
            }
            return due;
        });
        return dead;
    }

    /** Returns when the next message in line expires. */
    long earliestExpiry() {
        enlist();
        long[] earliest = {Long.MAX_VALUE};
        lists.forEach((slot, priority) -> earliest[0] = Math.min(earliest[0], expiries[slot]));
        return earliest[0];
    }

    // ---- views

    /** Returns copies of the messages in line, first to last. */
    List<Message> messages() {
        List<Message> messages = new ArrayList<>(queued);
        enlist();
        lists.forEach((slot, priority) -> messages.add(message(slot, priority, 0)));
        return List.copyOf(messages);
    }

    /** Returns a copy of the message in a slot. */
    Message message(int slot, int priority, int lease) {
        return new Message(
                arena.copy(slot, length(slot)).asReadOnlyBuffer(), priority, expiries[slot], redeliveries[slot], lease);
    }

    QueueStatistics figures() {
        return new QueueStatistics(sent, received, queued, leased, expired, redelivered, depthHighest);
    }
}
