package ipc.channels;

import ipc.api.channels.spi.ChannelSlot;
import java.nio.ByteBuffer;

/**
 * A place for one message outside of the ring, as one side sees it: what senders write is in a {@link ClaimSlot}, what
 * receivers write in a {@link LeaseSlot}, and they share nothing but the bytes.
 */
abstract class LoanSlot implements ChannelSlot {
    /** Where it is among the slots of its lane. */
    private final int index;

    private final ByteBuffer bytes;

    LoanSlot(int index, ByteBuffer bytes) {
        this.index = index;
        this.bytes = bytes;
    }

    final int index() {
        return index;
    }

    final int capacity() {
        return bytes.capacity();
    }

    @Override
    public final ByteBuffer bytes() {
        return bytes;
    }

    /** Returns the first bytes as a message. */
    final ByteBuffer first(int length) {
        return bytes.clear().limit(length);
    }
}
