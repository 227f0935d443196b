package ipc.channels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receivers' side of a ring; under the receivers' lock unless said otherwise. */
final class RingHead extends CacheLines {
    private static final VarHandle AT;
    private static final VarHandle POSITION;
    private static final VarHandle TAKEN;
    private static final VarHandle TAKEN_BYTES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            AT = lookup.findVarHandle(RingHead.class, "at", int.class);
            POSITION = lookup.findVarHandle(RingHead.class, "position", long.class);
            TAKEN = lookup.findVarHandle(RingHead.class, "taken", long.class);
            TAKEN_BYTES = lookup.findVarHandle(RingHead.class, "takenBytes", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Records records;
    private final LeaseSlots slots;

    /** The messages by priority; null as long as they leave as they lie. Changed under the senders' lock too. */
    private @Nullable RecordLists lists;

    /** Where the first record is or will be. */
    private int at;

    /** Bytes of memory that were passed in all. */
    private long position;

    private long taken;
    private long takenBytes;

    RingHead(Records records, LeaseSlots slots, int priorities) {
        this.records = records;
        this.slots = slots;
        this.lists = priorities == 1 ? null : new RecordLists(records, slots, priorities, 0);
    }

    // ---- what the other side looks at, under its own lock

    long taken() {
        return (long) TAKEN.getAcquire(this); // pairs with publish()
    }

    long takenBytes() {
        return (long) TAKEN_BYTES.getAcquire(this); // pairs with publish()
    }

    /** Returns what was passed, also by messages that {@link #taken}, asked before, does not count yet. */
    long position() {
        return (long) POSITION.getAcquire(this); // pairs with publish(): what was there has been read
    }

    /** Tells whether there seems to be nothing; without the lock, and therefore perhaps wrong. */
    boolean seemsEmpty() {
        int front = (int) AT.getOpaque(this); // a hint: whoever acts on it looks again under the lock
        return records.word(front) == Records.NOTHING;
    }

    // ---- receivers

    boolean isEmpty() {
        return first() == Records.NONE;
    }

    /** Returns the next record to be received, or {@link Records#NONE}. */
    int first() {
        if (lists != null) {
            lists.sort();
            return lists.first();
        }
        int word = records.word(at);
        if (word == Records.WRAP) {
            passTo(0);
            word = records.word(0);
        }
        return word == Records.NOTHING ? Records.NONE : at;
    }

    /** Returns the oldest record of the lowest priority, or {@link Records#NONE}. */
    int oldestOfLowest() {
        int first = first();
        return lists == null ? first : lists.oldestOfLowest();
    }

    /** Returns all records that are there, also under lease, in the order in which they came. */
    List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        if (lists != null) {
            lists.sort();
        }
        int record = at;
        for (int word = records.word(record); word != Records.NOTHING; word = records.word(record)) {
            if (word == Records.WRAP) {
                record = 0;
            } else {
                if (lists == null || !records.isGone(record)) {
                    all.add(record);
                }
                record = records.following(record);
            }
        }
        return all;
    }

    /** Returns the word of a record that is there. */
    int word(int record) {
        return records.word(record);
    }

    /** Returns what a message carries; below 0 it carries nothing and is in a slot. */
    long cargo(int record) {
        return records.cargo(record);
    }

    /** Returns the number of the lease that a message is under, or 0. */
    long lease(int record) {
        return lists != null && records.isLeased(record) ? slot(record).number() : 0;
    }

    private LeaseSlot slot(int record) {
        return slots.at(Records.slotIn(records.cargo(record)));
    }

    ByteBuffer copy(int record) {
        return records.cargo(record) < 0 ? slot(record).copy(records.length(record)) : records.copy(record);
    }

    void copyOut(int record, int length, ByteBuffer buffer) {
        records.copyOut(record, length, buffer);
    }

    /** Copies a message out of its slot. */
    void copyOutOfSlot(int record, int length, ByteBuffer buffer) {
        slot(record).copyOut(length, buffer);
    }

    /** Copies a message into a slot. */
    void copyOut(int record, int length, LeaseSlot slot) {
        slot.copyIn(records, record, length);
    }

    /** Removes a record whose message nobody has read; returns what that carried, 0 for nothing. */
    long drop(int record) {
        long cargo = records.cargo(record);
        remove(record, records.word(record));
        return Math.max(cargo, 0);
    }

    /** Removes a record that has this word, and is the first if messages leave as they lie. */
    void remove(int record, int word) {
        int length = Records.lengthIn(word);
        long cargo = records.cargo(record);
        if (cargo < 0) {
            slots.emptied(slots.at(Records.slotIn(cargo)));
        }
        if (lists == null) {
            passTo(records.wrapped(record + Records.sizeIn(word)));
        } else {
            lists.remove(record, Records.priorityIn(word));
            advance(lists.sortedTo());
        }
        publish(length);
    }

    // ---- leases

    /** Tells whether messages may leave out of their turn; under either lock. */
    boolean leavesHoles() {
        return lists != null;
    }

    /** Lets messages leave out of their turn from now on; without locks. */
    void leaveHoles(Lane lane) {
        if (lists != null) {
            return;
        }
        lane.lock();
        try {
            if (lists == null) {
                lists = new RecordLists(records, slots, 1, at);
            }
        } finally {
            lane.unlock();
        }
    }

    /** Takes a record out of its list, whose message is in a slot now. */
    void lease(int record, LeaseSlot slot, long number) {
        int word = records.word(record);
        listed().lease(record, Records.priorityIn(word));
        records.cargo(record, Records.cargoOf(slot.index()));
        slot.lease(number, record, word);
    }

    /** The message has left. */
    void end(LeaseSlot slot) {
        int record = slot.record();
        int length = records.length(record);
        slot.unlease();
        records.leave(record);
        advance(listed().sortedTo());
        publish(length);
    }

    /** The message goes back to where it was. */
    void goBack(LeaseSlot slot) {
        int record = slot.record();
        slot.unlease();
        listed().goBack(record, records.priority(record), at);
    }

    private RecordLists listed() {
        if (lists == null) {
            throw new IllegalStateException("messages leave as they lie");
        }
        return lists;
    }

    /** Moves past records that have left. */
    private void advance(int end) {
        while (at != end) {
            if (records.word(at) == Records.WRAP) {
                passTo(0);
            } else if (records.isGone(at)) {
                passTo(records.following(at));
            } else {
                return;
            }
        }
    }

    private void passTo(int next) {
        position += next > at ? next - at : records.capacity() - at + next;
        AT.setOpaque(this, next); // for seemsEmpty()
    }

    /** A message is gone: the place before the room, so that who sees the room sees the place. */
    private void publish(int length) {
        POSITION.setRelease(this, position); // these pair with the reads of the other side
        TAKEN_BYTES.setRelease(this, takenBytes + length);
        TAKEN.setRelease(this, taken + 1);
    }

    /** Moves all records together, which keep their order; also under the senders' lock. Returns where they end. */
    int compact() {
        RecordLists sorted = listed();
        sorted.sort();
        int end = sorted.moveTogether(records.image(), at);
        AT.setOpaque(this, 0);
        POSITION.setRelease(this, 0L);
        return end;
    }
}
