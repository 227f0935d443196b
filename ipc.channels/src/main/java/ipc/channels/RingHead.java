package ipc.channels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
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

    /** The messages by priority; null if there is one priority, which leave as they lie. */
    private final @Nullable RecordLists lists;

    /** Where the first record is or will be. */
    private int at;

    /** Bytes of memory that were passed in all. */
    private long position;

    private long taken;
    private long takenBytes;

    RingHead(Records records, int priorities) {
        this.records = records;
        this.lists = priorities == 1 ? null : new RecordLists(records, priorities);
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

    /** Returns the record after another one in the order of delivery, or {@link Records#NONE}. */
    int after(int record) {
        if (lists != null) {
            return lists.after(record);
        }
        int next = records.following(record);
        int word = records.word(next);
        int there = word == Records.WRAP ? 0 : next;
        return word == Records.NOTHING ? Records.NONE : there;
    }

    /** Returns the word of a record that is there. */
    int word(int record) {
        return records.word(record);
    }

    long cargo(int record) {
        return records.cargo(record);
    }

    ByteBuffer copy(int record) {
        return records.copy(record);
    }

    void copyOut(int record, int length, ByteBuffer buffer) {
        records.copyOut(record, length, buffer);
    }

    /** Removes a record that is the first of its priority, and has this word. */
    void remove(int record, int word) {
        int length = Records.lengthIn(word);
        if (lists == null) {
            passTo(records.wrapped(record + Records.size(length)));
        } else {
            lists.remove(record, Records.priorityIn(word));
            advance(lists.sortedTo());
        }
        publish(length);
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
        if (lists == null) {
            throw new IllegalStateException("messages that leave as they lie leave no holes");
        }
        lists.sort();
        int end = lists.moveTogether(records.image(), at);
        AT.setOpaque(this, 0);
        POSITION.setRelease(this, 0L);
        return end;
    }
}
