package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.DirectionOptions;
import ipc.api.kernel.Memory;

/**
 * The messages of a direction, one record after the other in a ring of bytes, between two sides that know as little as
 * possible of each other.
 *
 * <p>A record that leaves out of its turn leaves a hole, which is closed when the head comes to it, or when the holes
 * stand in the way of a message for which there is room: then all records move together.
 */
final class RecordRing {
    private final Memory.Region region;
    private final LoanSlots slots;
    private final RingHead head;
    private final RingTail tail;

    RecordRing(DirectionOptions options, Memory kernel) {
        this.region = kernel.allocate(capacity(options));
        Records records = new Records(region.buffer());
        this.slots = new LoanSlots(kernel, options.depthMax());
        this.head = new RingHead(records, slots.leases(), options.priorities());
        this.tail = new RingTail(records, head, options);
    }

    /** However full and wherever wrapped, the ring without holes has room for what the options allow. */
    private static long capacity(DirectionOptions options) {
        long all = options.bytesMax() + (long) options.depthMax() * (Records.HEADER + Records.ALIGN);
        long unused = Records.size(options.messageBytesMax()); // at the end of the memory
        long capacity = (all + unused + 2 * Records.ALIGN) & -Records.ALIGN;
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
        slots.release();
    }

    /** Returns where messages are that are filled or read in place. */
    LoanSlots slots() {
        return slots;
    }

    /** Returns the senders' side. */
    RingTail tail() {
        return tail;
    }

    /** Returns the receivers' side. */
    RingHead head() {
        return head;
    }

    // ---- under the locks of both sides

    int count() {
        return (int) (tail.sent() - head.taken());
    }

    int bytes() {
        return (int) (tail.sentBytes() - head.takenBytes());
    }

    /** Makes a place for a message that the bounds allow. */
    void makePlace(int length) {
        if (!tail.hasPlace(length)) {
            tail.moved(head.compact());
        }
    }
}
