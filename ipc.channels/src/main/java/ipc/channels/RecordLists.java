package ipc.channels;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The records of a ring in a list for each priority; under the receivers' lock. */
final class RecordLists {
    private final Records records;
    private final LeaseSlots slots;

    /** The first and the last record of each priority. */
    private final int[] first;

    private final int[] last;

    /** A bit for each priority that has records. */
    private long present;

    /** Where the first record is or will be that is in no list yet. */
    private int sortedTo;

    RecordLists(Records records, LeaseSlots slots, int priorities, int from) {
        this.records = records;
        this.slots = slots;
        this.sortedTo = from;
        this.first = new int[priorities];
        this.last = new int[priorities];
    }

    int sortedTo() {
        return sortedTo;
    }

    /** Takes up what has been published since the last time. */
    void sort() {
        int word = records.word(sortedTo);
        while (word != Records.NOTHING) {
            if (word == Records.WRAP) {
                sortedTo = 0;
            } else {
                add(sortedTo, Records.priorityIn(word));
                sortedTo = records.following(sortedTo);
            }
            word = records.word(sortedTo);
        }
    }

    private void add(int record, int priority) {
        records.link(record, Records.NONE);
        if ((present & 1L << priority) == 0) {
            first[priority] = record;
            present |= 1L << priority;
        } else {
            records.link(last[priority], record);
        }
        last[priority] = record;
    }

    /** Returns the next record to be received, or {@link Records#NONE}. */
    int first() {
        return present == 0 ? Records.NONE : first[Long.SIZE - 1 - Long.numberOfLeadingZeros(present)];
    }

    /** Returns the oldest record of the lowest priority, or {@link Records#NONE}. */
    int oldestOfLowest() {
        return present == 0 ? Records.NONE : first[Long.numberOfTrailingZeros(present)];
    }

    /** Takes a record out of its list, most often the first of its priority; it leaves a hole. */
    void remove(int record, int priority) {
        unlink(record, priority);
        records.leave(record);
    }

    /** Takes a record out of its list, whose message a receiver reads in place. */
    void lease(int record, int priority) {
        unlink(record, priority);
        records.lease(record);
    }

    private void unlink(int record, int priority) {
        int next = records.link(record);
        int before = Records.NONE;
        for (int each = first[priority]; each != record; each = records.link(each)) {
            before = each;
        }
        if (before == Records.NONE) {
            first[priority] = next;
        } else {
            records.link(before, next);
        }
        if (next == Records.NONE) {
            last[priority] = before;
        }
        if (first[priority] == Records.NONE) {
            present &= ~(1L << priority);
        }
    }

    /** Puts a record back into its list, before all that came after it. */
    void goBack(int record, int priority, int from) {
        int before = Records.NONE;
        int next = (present & 1L << priority) == 0 ? Records.NONE : first[priority];
        while (next != Records.NONE && records.distance(from, next) < records.distance(from, record)) {
            before = next;
            next = records.link(next);
        }
        records.link(record, next);
        if (before == Records.NONE) {
            first[priority] = record;
        } else {
            records.link(before, record);
        }
        if (next == Records.NONE) {
            last[priority] = record;
        }
        present |= 1L << priority;
    }

    /** Moves the records of an image, from a place to the last one sorted, to the start; returns where they end. */
    int moveTogether(ByteBuffer image, int from) {
        int end = 0;
        int old = from;
        present = 0;
        Arrays.fill(first, Records.NONE);
        while (old != sortedTo) {
            int word = image.getInt(old);
            if (word == Records.WRAP) {
                old = 0;
            } else {
                end += kept(image, old, end);
                old = records.wrapped(old + Records.sizeIn(word));
            }
        }
        sortedTo = records.wrapped(end);
        return end;
    }

    private int kept(ByteBuffer image, int from, int to) {
        if (Records.isGone(image, from)) {
            return 0;
        }
        int size = records.put(to, image, from);
        if (records.isLeased(to)) {
            slots.at(Records.slotIn(records.cargo(to))).moved(to);
        } else {
            add(to, records.priority(to));
        }
        return size;
    }
}
