package ipc.pipes;

import static ipc.api.pipes.PipeOptions.ATOMIC_BYTES;

import ipc.api.kernel.Memory;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.spi.PipeState;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a pipe: bytes in a ring, for a pipe of packets their bounds, for a pipe of bytes gifts between them.
 *
 * <p>It has a side for writers and one for readers, each under its owner's lock, and each with a figure of its own: how
 * many bytes of the ring have passed it. One side looks at the other's only if what it saw last is not enough.
 */
final class Content {
    /** So many bytes are copied at a time at most, in some microseconds. */
    static final int SPAN = 65_536;

    /** The other side sees them after so many at most: before it has waited long enough to park. */
    private static final int STEP = 32_768;

    private final Ring ring;
    private final @Nullable Lengths lengths;
    private final Gifts gifts = new Gifts();
    private final Cursor in = new Cursor();
    private final Cursor out = new Cursor();

    /** What was written and dropped, beside what the cursors say. */
    private long writtenBefore;

    /** Under the readers' lock. */
    private long dropped;

    Content(Memory memory, int capacity, boolean packets) {
        int packetsMax = packets ? capacity / PipeState.PACKET_BYTES_MIN : 0;
        int lengthsBytes = packetsMax * Character.BYTES;
        Memory.Region region = memory.allocate((long) capacity + lengthsBytes);
        this.ring = new Ring(region, capacity);
        this.lengths = packets ? new Lengths(region.buffer().slice(capacity, lengthsBytes)) : null;
    }

    void release() {
        ring.release();
    }

    int capacity() {
        return ring.capacity();
    }

    boolean hasPackets() {
        return lengths != null;
    }

    boolean seemsEmpty() {
        return in.hint() == out.hint() && gifts.bytes() == 0;
    }

    boolean seemsToHaveRoom() {
        return in.hint() - out.hint() + gifts.bytes() < ring.capacity();
    }

    // ---- writers

    /**
     * Copies as many bytes in as can go in now as one piece; the buffer's position moves behind them.
     *
     * @return how many; 0 if they have to wait
     */
    int put(ByteBuffer bytes) {
        return bytes.remaining() > ATOMIC_BYTES && lengths == null ? putMany(bytes) : putWhole(bytes);
    }

    private int putWhole(ByteBuffer bytes) {
        int length = Math.min(bytes.remaining(), ATOMIC_BYTES);
        if (length == 0 || !hasPlaceFor(length)) {
            return 0;
        }
        copyIn(bytes, length);
        return length;
    }

    /** Step by step, so that a reader on another processor need not wait for the last one. */
    private int putMany(ByteBuffer bytes) {
        int done = 0;
        int wanted = Math.min(bytes.remaining(), SPAN);
        try {
            for (int step = step(wanted); step > 0; step = step(wanted - done)) {
                copyIn(bytes, step);
                done += step;
            }
        } catch (BufferUnderflowException refused) {
            orThrow(done, refused);
        }
        return done;
    }

    private int step(int wanted) {
        int most = Math.min(STEP, wanted);
        return Math.min(most, room(most));
    }

    /** What was moved before is to be told of; the next piece meets the buffer again. */
    private static void orThrow(int moved, RuntimeException refused) {
        if (moved == 0) {
            throw refused;
        }
    }

    private void copyIn(ByteBuffer bytes, int length) {
        try {
            ring.put(in.own(), bytes, length);
            bytes.position(bytes.position() + length);
        } catch (IndexOutOfBoundsException | IllegalArgumentException moved) {
            throw new BufferUnderflowException(); // the client's other threads have changed it meanwhile
        }
        if (lengths != null) {
            lengths.add(length);
        }
        in.advance(length);
    }

    /** Tells whether there is room for a whole piece. */
    boolean takesPieces() {
        return hasPlaceFor(ATOMIC_BYTES);
    }

    private boolean hasPlaceFor(int piece) {
        return room(piece) >= piece && (lengths == null || !lengths.isFull());
    }

    /** Returns how many bytes there is room for; exactly only if that is less than wanted. */
    int room(int wanted) {
        int room = roomSeen();
        if (room < wanted) {
            in.other = out.seen();
            room = roomSeen();
        }
        return room;
    }

    private int roomSeen() {
        return ring.capacity() - (int) (in.own() - in.other) - gifts.bytes();
    }

    /** Puts a gift behind all bytes; there is room for it. Under both locks. */
    void add(Memory.Region gift) {
        gifts.add(new Gifts.Gift(gift, in.own()));
    }

    // ---- readers

    /** Returns how many bytes come before the first gift; exactly only if that is less than wanted. */
    int ready(int wanted) {
        int ready = (int) (out.other - out.own());
        if (ready < wanted) {
            out.other = in.seen();
            ready = (int) (out.other - out.own());
        }
        return (int) Math.min(ready, gifts.firstAt() - out.own());
    }

    /** Tells whether a gift is first. */
    boolean beginsWithGift() {
        return gifts.firstAt() == out.own();
    }

    /**
     * Copies the first bytes out that come before a gift, or the first packet, of which there is at least one; the
     * buffer's position moves behind them. If that fails, they are still the first.
     *
     * @return how many
     */
    int take(ByteBuffer buffer, int ready) {
        return lengths == null ? takeMany(buffer, ready) : takePacket(buffer, lengths);
    }

    /** Step by step, so that a writer on another processor need not wait for the last one. */
    private int takeMany(ByteBuffer buffer, int ready) {
        int done = 0;
        int wanted = Math.min(buffer.remaining(), SPAN);
        try {
            for (int there = ready; done < wanted && there > 0; there = ready(Math.min(STEP, wanted - done))) {
                int step = Math.min(Math.min(STEP, wanted - done), there);
                copyOut(buffer, step);
                out.advance(step);
                done += step;
            }
        } catch (BufferOverflowException refused) {
            orThrow(done, refused);
        }
        return done;
    }

    private int takePacket(ByteBuffer buffer, Lengths bounds) {
        int whole = bounds.first();
        int length = Math.min(buffer.remaining(), whole);
        copyOut(buffer, length);
        dropped += whole - length;
        bounds.removeFirst();
        out.advance(whole);
        return length;
    }

    private void copyOut(ByteBuffer buffer, int length) {
        try {
            ring.get(out.own(), buffer, length);
            buffer.position(buffer.position() + length);
        } catch (IndexOutOfBoundsException | IllegalArgumentException moved) {
            throw new BufferOverflowException(); // the client's other threads have changed it meanwhile
        }
    }

    // ---- both: under both locks

    int size() {
        return (int) (in.own() - out.own()) + gifts.bytes();
    }

    /** Copies the first bytes out, of gifts or not; as {@link #take} otherwise. */
    int takeAny(ByteBuffer buffer) {
        int length = Math.min(buffer.remaining(), size());
        ByteBuffer view = buffer.duplicate();
        first(length).forEach(view::put);
        skip(length);
        buffer.position(buffer.position() + length);
        return length;
    }

    /** Returns the first bytes where they lie, piece by piece. */
    private List<ByteBuffer> first(int length) {
        List<ByteBuffer> pieces = new ArrayList<>();
        Iterator<Gifts.Gift> rest = gifts.iterator();
        Gifts.Gift gift = rest.hasNext() ? rest.next() : null;
        long at = out.own();
        int missing = length;
        while (missing > 0) {
            ByteBuffer piece;
            if (gift != null && gift.at() == at) {
                piece = gift.rest().slice();
                piece.limit(Math.min(missing, piece.limit()));
                gift = rest.hasNext() ? rest.next() : null;
            } else {
                long before = gift == null ? missing : Math.min(missing, gift.at() - at);
                piece = ring.slice(at, (int) before);
                at += piece.remaining();
            }
            pieces.add(piece);
            missing -= piece.remaining();
        }
        return pieces;
    }

    /** Lets the first bytes go, with the gifts whose last byte is among them. */
    private void skip(int length) {
        int missing = length;
        while (missing > 0) {
            Gifts.Gift gift = gifts.first();
            int step;
            if (gift != null && gift.at() == out.own()) {
                step = Math.min(missing, gift.rest().remaining());
                gifts.read(step);
            } else {
                step = gift == null ? missing : (int) Math.min(missing, gift.at() - out.own());
                out.advance(step);
            }
            missing -= step;
        }
    }

    /**
     * Returns how many of the first bytes can go into another pipe, under its locks too: of packets, whole ones only.
     *
     * @param bytesMax at most so many
     * @return how many; 0 if there is no room for the first
     */
    int movable(Content to, int bytesMax) {
        int most = Math.min(bytesMax, to.room(bytesMax));
        if (lengths == null || to.lengths == null) {
            return most;
        }
        int bytes = 0;
        int packets = Math.min(lengths.count(), to.lengths.places());
        for (int i = 0; i < packets && bytes + lengths.at(i) <= most; i++) {
            bytes += lengths.at(i);
        }
        return bytes;
    }

    /** Returns how many bytes the first packet has, of which there is one; 0 for a pipe of bytes. */
    int firstPacket() {
        return lengths == null ? 0 : lengths.first();
    }

    /** Copies the first bytes behind those of another pipe, which has room, under its locks too; moves them or not. */
    void transfer(Content to, int length, boolean keep) {
        for (ByteBuffer piece : first(length)) {
            to.ring.put(to.in.own(), piece, piece.remaining());
            to.in.advance(piece.remaining());
        }
        int packets = copyLengths(to, length);
        if (!keep) {
            skip(length);
            for (int i = 0; lengths != null && i < packets; i++) {
                lengths.removeFirst();
            }
        }
    }

    /** Returns how many packets the first bytes are. */
    private int copyLengths(Content to, int length) {
        int packets = 0;
        if (lengths != null && to.lengths != null) {
            for (int left = length; left > 0; left -= lengths.at(packets++)) {
                to.lengths.add(lengths.at(packets));
            }
        }
        return packets;
    }

    /** Hands the first gift out, if nothing was read of it, and null otherwise. */
    Memory.@Nullable Region takeGift() {
        Gifts.Gift gift = gifts.first();
        boolean ready = gift != null && gift.at() == out.own() && gift.isWhole();
        return ready ? gifts.take() : null;
    }

    /** Drops everything. */
    void clear() {
        dropped += size();
        gifts.clear();
        out.advance(in.own() - out.own());
        if (lengths != null) {
            lengths.clear();
        }
    }

    /** Tells whether everything in here would fit into so many bytes. */
    boolean fits(int capacityBytes) {
        int packets = lengths == null ? 0 : lengths.count();
        return size() <= capacityBytes && packets <= capacityBytes / PipeState.PACKET_BYTES_MIN;
    }

    PipeStatistics figures() {
        long written = writtenBefore + in.own() + gifts.given();
        return new PipeStatistics(written, written - dropped - size(), dropped, size());
    }

    PipeState state() {
        int inRing = (int) (in.own() - out.own());
        ByteBuffer copy = ByteBuffer.allocate(inRing);
        ring.get(out.own(), copy, inRing);
        return new PipeState(
                capacity(),
                hasPackets(),
                copy,
                lengths == null ? List.of() : lengths.copy(),
                gifts.copy(out.own()),
                figures());
    }

    /** Takes over what is in another pipe, into an empty one. */
    void fill(PipeState state) {
        ByteBuffer bytes = state.content();
        ring.put(0, bytes, bytes.remaining());
        in.advance(bytes.remaining());
        if (lengths != null) {
            state.lengths().forEach(lengths::add);
        }
        for (PipeState.Gift gift : state.gifts()) {
            ByteBuffer rest = gift.region().buffer().slice().position(gift.read());
            gifts.add(new Gifts.Gift(gift.region(), gift.after(), rest));
        }
        writtenBefore = state.statistics().written() - in.own() - gifts.given();
        dropped = state.statistics().dropped();
    }
}
