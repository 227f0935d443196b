package ipc.channels;

import ipc.api.channels.DirectionOptions;
import java.nio.ByteBuffer;

/**
 * The senders' side of a ring; under the senders' lock.
 *
 * <p>What the receivers' side has taken is looked up only when there seems to be no room: as long as there is, the two
 * sides meet in the records alone.
 */
final class RingTail extends CacheLines {
    private final Records records;
    private final RingHead head;
    private final int depthMax;
    private final int bytesMax;

    /** Bytes of memory that were passed in all, and where that is. */
    private long position;

    private int at;
    private long sent;
    private long sentBytes;

    /** Room for messages that senders are filling in place. */
    private int claims;

    private int claimedBytes;

    /** What the other side had taken when this one looked. */
    private long takenSeen;

    private long takenBytesSeen;
    private long positionSeen;

    RingTail(Records records, RingHead head, DirectionOptions options) {
        this.records = records;
        this.head = head;
        this.depthMax = options.depthMax();
        this.bytesMax = options.bytesMax();
        records.clear(0);
    }

    long sent() {
        return sent;
    }

    long sentBytes() {
        return sentBytes;
    }

    /** Returns the number of messages, or more if some have been taken since this side looked. */
    long countAtMost() {
        return sent - takenSeen;
    }

    /** Looks at the other side: afterwards {@link #countAtMost} is what it can be. */
    void look() {
        takenSeen = head.taken(); // in the order opposite to that in which the other side writes
        takenBytesSeen = head.takenBytes();
        positionSeen = head.position();
    }

    /** Tells whether the bounds allow a message. */
    boolean hasRoom(int length) {
        if (isWithin(length)) {
            return true;
        }
        look();
        return isWithin(length);
    }

    private boolean isWithin(int length) {
        return sent - takenSeen < depthMax - claims && length <= bytesMax - claimedBytes - (sentBytes - takenBytesSeen);
    }

    /** Keeps room, of which there is enough, for a message that is to come. */
    void reserve(int length) {
        claims++;
        claimedBytes += length;
    }

    /** Gives up room that was kept. */
    void unreserve(int length) {
        claims--;
        claimedBytes -= length;
    }

    /** Tells whether there is a place for a message that the bounds allow; holes may stand in the way. */
    boolean hasPlace(int length) {
        if (fits(Records.size(length))) {
            return true;
        }
        look();
        return fits(Records.size(length));
    }

    /** With the next word, which is to say that nothing is there. */
    private boolean fits(int size) {
        return passed(size) + Records.ALIGN <= records.capacity() - (position - positionSeen);
    }

    /** Returns the bytes that a record takes with what it leaves unused at the end of the memory. */
    private int passed(int size) {
        int rest = records.capacity() - at;
        return rest >= size ? size : rest + size;
    }

    /**
     * Copies a message in, for which there is room and a place; if that fails, nothing has changed.
     *
     * @param tag what it carries, or if it is below 0 what is to replace its first four bytes
     */
    void append(ByteBuffer message, int length, int priority, long tag) {
        int record = place(length);
        records.write(record, message, length, Math.max(tag, 0));
        if (tag < 0) {
            records.stamp(record, (int) tag);
        }
        enter(record, length, Records.wordOf(length, priority));
    }

    /** Says that a message is in a slot; its record is one of a message without bytes. */
    void announce(int slot, int length, int priority) {
        int record = place(0);
        records.cargo(record, Records.cargoOf(slot));
        enter(record, length, Records.wordInSlot(length, priority));
    }

    private int place(int length) {
        return records.capacity() - at < Records.size(length) ? 0 : at;
    }

    private void enter(int record, int length, int word) {
        int size = Records.sizeIn(word);
        int from = at;
        position += passed(size);
        at = records.wrapped(record + size);
        sent++;
        sentBytes += length;
        records.clear(at);
        records.publish(record, word);
        if (record != from) {
            records.publish(from, Records.WRAP); // nobody looks at the start of the memory before
        }
    }

    /** Goes on with the same records in another place; also under the receivers' lock. */
    void moved(int end) {
        position = end;
        at = records.wrapped(end);
        records.clear(at);
        look();
    }
}
