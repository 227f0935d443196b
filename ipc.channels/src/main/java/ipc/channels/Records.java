package ipc.channels;

import ipc.api.channels.DirectionOptions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How messages lie in the memory of a ring: each is a record of a word, a link, its cargo, and its bytes.
 *
 * <p>The word says that the record is there, how long and of which priority the message is; it is written last, and
 * read first. Whoever appends a record first makes the word after it say that nothing is there yet, so that a receiver
 * needs to look at no other memory than that which it copies from.
 */
final class Records {
    /** No record. */
    static final int NONE = -1;

    /** Records start and end at multiples. */
    static final int ALIGN = 8;

    /** Bytes of a record before those of the message. */
    static final int HEADER = 16;

    /** A word: nothing is here yet. */
    static final int NOTHING = 0;

    /** A word: the next record is at the start of the memory. */
    static final int WRAP = -1;

    /** In a word: the message is in a slot, and the record ends where its bytes would begin. */
    private static final int IN_SLOT = 1 << 31;

    /** A link: the record has left. */
    private static final int GONE = -2;

    /** A link: a receiver reads the message in place. */
    private static final int LEASED = -3;

    private static final int LINK = 4;
    private static final int CARGO = 8;
    private static final int PRIORITY_SHIFT = 25;
    private static final int PRIORITY_MASK = DirectionOptions.PRIORITIES_MAX - 1;
    private static final int LENGTH_MASK = (1 << PRIORITY_SHIFT) - 1;
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;
    private final int capacity;

    Records(ByteBuffer memory) {
        this.memory = memory.order(ByteOrder.nativeOrder());
        this.capacity = memory.capacity();
    }

    int capacity() {
        return capacity;
    }

    /** Returns the bytes that a message of a length takes. */
    static int size(int length) {
        return (HEADER + length + ALIGN - 1) & -ALIGN;
    }

    // ---- words

    static int wordOf(int length, int priority) {
        return priority << PRIORITY_SHIFT | (length + 1);
    }

    /** Returns the word of a message that a sender wrote into a slot. */
    static int wordInSlot(int length, int priority) {
        return IN_SLOT | wordOf(length, priority);
    }

    /** Returns the bytes of the record. */
    static int sizeIn(int word) {
        return word < 0 ? HEADER : size(lengthIn(word));
    }

    static int lengthIn(int word) {
        return (word & LENGTH_MASK) - 1;
    }

    static int priorityIn(int word) {
        return word >>> PRIORITY_SHIFT & PRIORITY_MASK;
    }

    /** Returns the word at a place where a record begins or will begin. */
    int word(int at) {
        return (int) WORD.getAcquire(memory, at); // pairs with publish(): what the word announces is there
    }

    /** Announces what was written before. */
    void publish(int at, int word) {
        WORD.setRelease(memory, at, word); // pairs with word()
    }

    /** Says that nothing is at a place yet, before the record in front of it is published. */
    void clear(int at) {
        memory.putInt(at, NOTHING);
    }

    /** Returns where the record after one that is there begins. */
    int following(int record) {
        return wrapped(record + sizeIn(memory.getInt(record)));
    }

    /** Returns the place after a record's last byte: at the end of the memory, its start. */
    int wrapped(int end) {
        return end == capacity ? 0 : end;
    }

    // ---- records that are there

    int length(int record) {
        return lengthIn(memory.getInt(record));
    }

    int priority(int record) {
        return priorityIn(memory.getInt(record));
    }

    /** Returns what a message carries; below 0 it carries nothing and is in a slot. */
    long cargo(int record) {
        return memory.getLong(record + CARGO);
    }

    void cargo(int record, long cargo) {
        memory.putLong(record + CARGO, cargo);
    }

    /** Returns the cargo that says which slot a message is in. */
    static long cargoOf(int slot) {
        return -1L - slot;
    }

    static int slotIn(long cargo) {
        return (int) (-1L - cargo);
    }

    /** Returns how far a place is behind another one, around the end of the memory. */
    int distance(int from, int to) {
        return to >= from ? to - from : to - from + capacity;
    }

    int link(int record) {
        return memory.getInt(record + LINK);
    }

    void link(int record, int next) {
        memory.putInt(record + LINK, next);
    }

    boolean isGone(int record) {
        return link(record) == GONE;
    }

    static boolean isGone(ByteBuffer image, int record) {
        return image.getInt(record + LINK) == GONE;
    }

    boolean isLeased(int record) {
        return link(record) == LEASED;
    }

    void lease(int record) {
        link(record, LEASED);
    }

    void leave(int record) {
        link(record, GONE);
    }

    /**
     * Writes all of a record but its word. Copying is twice as fast from an array than from buffer to buffer, and most
     * often there is one.
     */
    void write(int at, ByteBuffer message, int length, long cargo) {
        int position = message.position();
        if (message.hasArray()) {
            memory.put(at + HEADER, message.array(), message.arrayOffset() + position, length);
        } else {
            memory.put(at + HEADER, message, position, length);
        }
        cargo(at, cargo);
    }

    /** Replaces the first four bytes of a message, which has as many. */
    void stamp(int at, int value) {
        boolean swapped = memory.order() != ByteOrder.BIG_ENDIAN;
        memory.putInt(at + HEADER, swapped ? Integer.reverseBytes(value) : value);
    }

    /** Copies a message out; the buffer's position moves behind it. If that fails, nothing has changed. */
    void copyOut(int record, int length, ByteBuffer buffer) {
        int position = buffer.position();
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

    /** Returns a copy of the whole memory. */
    ByteBuffer image() {
        return ByteBuffer.allocate(capacity).order(memory.order()).put(0, memory, 0, capacity);
    }

    /** Puts a record of an image somewhere; returns its size. */
    int put(int at, ByteBuffer image, int from) {
        int size = sizeIn(image.getInt(from));
        memory.put(at, image, from, size);
        return size;
    }
}
