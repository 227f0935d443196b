package ipc.channels;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The records of a ring in a list for each priority; under the receivers' lock. */
final class RecordLists {
    private final Records records;

    /** The first and the last record of each priority. */
    private final int[] first;

    private final int[] last;

    /** A bit for each priority that has records. */
    private long present;

    /** Where the first record is or will be that is in no list yet. */
    private int sortedTo;

    RecordLists(Records records, int priorities) {
        this.records = records;
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
        return firstOf(present);
    }

    private int firstOf(long priorities) {
        return priorities == 0 ? Records.NONE : first[Long.SIZE - 1 - Long.numberOfLeadingZeros(priorities)];
    }

    /** Returns the oldest record of the lowest priority, or {@link Records#NONE}. */
    int oldestOfLowest() {
        return present == 0 ? Records.NONE : first[Long.numberOfTrailingZeros(present)];
    }

    /** Returns the record after another one in the order of delivery, or {@link Records#NONE}. */
    int after(int record) {
        int next = records.link(record);
        return next != Records.NONE ? next : firstOf(present & ((1L << records.priority(record)) - 1));
    }

    /** Takes the first record of its priority out of its list; it leaves a hole. */
    void remove(int record, int priority) {
        int next = records.link(record);
        first[priority] = next;
        if (next == Records.NONE) {
            present &= ~(1L << priority);
        }
        records.leave(record);
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
                old = records.wrapped(old + Records.size(Records.lengthIn(word)));
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
        add(to, records.priority(to));
        return size;
    }
}
