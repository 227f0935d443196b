package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.DirectionOptions;
import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The messages of a lane, one record after the other in a ring of bytes, each with a header before its bytes.
 *
 * <p>Records enter at the tail and are linked into a list for each priority. A record that leaves out of its turn
 * leaves a hole, which is closed when the head comes to it, or when the holes stand in the way of a message for which
 * there is room: then all records move together.
 */
final class RecordRing {
    /** No record. */
    static final int NONE = -1;

    private static final int SIZE = 0;
    private static final int LENGTH = 4;
    private static final int PRIORITY = 8;
    private static final int NEXT = 12;
    private static final int CARGO = 16;
    private static final int HEADER = 24;
    private static final int ALIGN = 8;

    /** In place of a priority: the record has left. */
    private static final int GONE = -1;

    private final int depthMax;
    private final int bytesMax;
    private final Memory.Region region;
    private final ByteBuffer memory;

    /** The first and the last record of each priority. */
    private final int[] first;

    private final int[] last;

    /** A bit for each priority that has records. */
    private long present;

    private int head;
    private int tail;

    /** Where the records before the wrap end; has meaning while the tail is before the head. */
    private int wrapAt;

    private boolean wrapped;

    /** Records between head and tail, holes included. */
    private int records;

    private int count;
    private int bytes;

    RecordRing(DirectionOptions options, Memory kernel) {
        this.depthMax = options.depthMax();
        this.bytesMax = options.bytesMax();
        this.first = new int[options.priorities()];
        this.last = new int[options.priorities()];
        Arrays.fill(first, NONE);
        this.region = kernel.allocate(capacity(options));
        this.memory = region.buffer().order(ByteOrder.nativeOrder());
    }

    /** However full and wherever wrapped, the ring without holes has room for what the options allow. */
    private static long capacity(DirectionOptions options) {
        long all = options.bytesMax() + (long) options.depthMax() * (HEADER + ALIGN);
        long capacity = all + HEADER + ALIGN + options.messageBytesMax();
        if (capacity > Integer.MAX_VALUE) {
            throw IpcException.of(
                    Errno.ENOMEM,
                    "keep %,d messages of %,d bytes in all, limit %,d bytes with headers",
                    options.depthMax(),
                    options.bytesMax(),
                    Integer.MAX_VALUE);
        }
        return capacity;
    }

    void release() {
        region.release();
    }

    int count() {
        return count;
    }

    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean hasRoom(int length) {
        return count < depthMax && length <= bytesMax - bytes;
    }

    /** Copies a message in, for which there is room; if that fails, nothing has changed. Returns its record. */
    int append(ByteBuffer message, int length, int priority, long cargo) {
        int size = (HEADER + length + ALIGN - 1) & -ALIGN;
        int record = place(size);
        if (record == NONE) {
            compact();
            record = place(size);
        }
        copyIn(record + HEADER, message, length);
        memory.putInt(record + SIZE, size);
        memory.putInt(record + LENGTH, length);
        memory.putLong(record + CARGO, cargo);
        enter(record, size, priority);
        count++;
        bytes += length;
        return record;
    }

    /** Twice as fast from an array than from buffer to buffer, and most often there is one. */
    private void copyIn(int at, ByteBuffer message, int length) {
        int position = message.position();
        if (message.hasArray()) {
            memory.put(at, message.array(), message.arrayOffset() + position, length);
        } else {
            memory.put(at, message, position, length);
        }
    }

    /** Finds where a record of a size may go; changes nothing. */
    private int place(int size) {
        if (wrapped) {
            return head - tail >= size ? tail : NONE;
        }
        if (memory.capacity() - tail >= size) {
            return tail;
        }
        return head >= size ? 0 : NONE;
    }

    /** The record is in its place, with bytes and all: moves the tail behind it, and links it. */
    private void enter(int record, int size, int priority) {
        if (record != tail) {
            wrapAt = tail;
            wrapped = true;
        }
        tail = record + size;
        records++;
        memory.putInt(record + PRIORITY, priority);
        memory.putInt(record + NEXT, NONE);
        if (first[priority] == NONE) {
            first[priority] = record;
            present |= 1L << priority;
        } else {
            memory.putInt(last[priority] + NEXT, record);
        }
        last[priority] = record;
    }

    /** Returns the next record to be received, or NONE. */
    int first() {
        return present == 0 ? NONE : first[Long.SIZE - 1 - Long.numberOfLeadingZeros(present)];
    }

    /** Returns the oldest record of the lowest priority, or NONE. */
    int oldestOfLowest() {
        return present == 0 ? NONE : first[Long.numberOfTrailingZeros(present)];
    }

    /** Returns the record after another one in the order of delivery, or NONE. */
    int after(int record) {
        int next = memory.getInt(record + NEXT);
        if (next != NONE) {
            return next;
        }
        long lower = present & ((1L << priority(record)) - 1);
        return lower == 0 ? NONE : first[Long.SIZE - 1 - Long.numberOfLeadingZeros(lower)];
    }

    int length(int record) {
        return memory.getInt(record + LENGTH);
    }

    int priority(int record) {
        return memory.getInt(record + PRIORITY);
    }

    long cargo(int record) {
        return memory.getLong(record + CARGO);
    }

    /** Replaces the first four bytes of a message. */
    void stamp(int record, int value) {
        boolean swapped = memory.order() != ByteOrder.BIG_ENDIAN;
        memory.putInt(record + HEADER, swapped ? Integer.reverseBytes(value) : value);
    }

    /** Copies a message out; the buffer's position moves behind it. If that fails, nothing has changed. */
    void copyOut(int record, ByteBuffer buffer) {
        int position = buffer.position();
        int length = length(record);
        if (buffer.hasArray()) {
            memory.get(record + HEADER, buffer.array(), buffer.arrayOffset() + position, length);
        } else {
            buffer.put(position, memory, record + HEADER, length);
        }
        buffer.position(position + length);
    }

    /** Returns a copy of a message. */
    ByteBuffer copy(int record) {
        int length = length(record);
        return ByteBuffer.allocate(length).put(0, memory, record + HEADER, length);
    }

    /** Removes a record that is the first of its priority. */
    void remove(int record) {
        int priority = priority(record);
        int next = memory.getInt(record + NEXT);
        first[priority] = next;
        if (next == NONE) {
            present &= ~(1L << priority);
        }
        count--;
        bytes -= length(record);
        memory.putInt(record + PRIORITY, GONE);
        advance();
    }

    /** Moves the head past records that have left. */
    private void advance() {
        while (records > 0 && memory.getInt(head + PRIORITY) == GONE) {
            head = following(head);
            wrapped &= head != 0;
            records--;
        }
        if (records == 0) {
            clear();
        }
    }

    private int following(int record) {
        int next = record + memory.getInt(record + SIZE);
        return wrapped && next == wrapAt ? 0 : next;
    }

    private void clear() {
        head = 0;
        tail = 0;
        wrapped = false;
        records = 0;
    }

    /** Moves all records together, which keep their order. */
    private void compact() {
        ByteBuffer old =
                ByteBuffer.allocate(memory.capacity()).order(memory.order()).put(0, memory, 0, memory.capacity());
        int from = head;
        int left = records;
        int end = wrapped ? wrapAt : NONE;
        clear();
        present = 0;
        Arrays.fill(first, NONE);
        for (; left > 0; left--) {
            int size = old.getInt(from + SIZE);
            int priority = old.getInt(from + PRIORITY);
            if (priority != GONE) {
                int record = tail;
                memory.put(record, old, from, size);
                enter(record, size, priority);
            }
            from = from + size == end ? 0 : from + size;
        }
    }
}
