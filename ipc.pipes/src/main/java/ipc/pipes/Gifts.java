package ipc.pipes;

import ipc.api.kernel.Memory;
import ipc.api.pipes.spi.PipeState;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory that came into a pipe as it is, between the bytes of its ring; changed under both locks only. */
final class Gifts {
    private static final long NOWHERE = Long.MAX_VALUE;

    private final Deque<Gift> gifts = new ArrayDeque<>();

    /** Either lock, or none, is enough to look at these three. */
    private volatile long firstAt = NOWHERE;

    private volatile int bytes;
    private volatile long given;

    /** A gift, in front of the byte of the ring with some position; its buffer holds what was not read yet. */
    record Gift(Memory.Region region, long at, ByteBuffer rest) {
        Gift(Memory.Region region, long at) {
            this(region, at, region.buffer().slice());
        }

        boolean isWhole() {
            return rest.position() == 0;
        }
    }

    /** Returns the position in the ring at which the first gift comes before the byte there; beyond all, if none. */
    long firstAt() {
        return firstAt;
    }

    /** Returns how many bytes all gifts have. */
    int bytes() {
        return bytes;
    }

    /** Returns how many bytes ever came by gifts. */
    long given() {
        return given;
    }

    void add(Gift gift) {
        gifts.add(gift);
        firstAt = gifts.getFirst().at();
        bytes += gift.rest().remaining();
        given += gift.rest().remaining();
    }

    @Nullable
    Gift first() {
        return gifts.peekFirst();
    }

    /** Lets bytes of the first gift go, and releases it with the last one. */
    void read(int length) {
        Gift first = gifts.getFirst();
        first.rest().position(first.rest().position() + length);
        bytes -= length;
        if (!first.rest().hasRemaining()) {
            gifts.removeFirst();
            first.region().release();
            look();
        }
    }

    /** Hands the first gift out. */
    Memory.Region take() {
        Gift first = gifts.removeFirst();
        bytes -= first.rest().remaining();
        look();
        return first.region();
    }

    private void look() {
        Gift first = gifts.peekFirst();
        firstAt = first == null ? NOWHERE : first.at();
    }

    /** Releases all. */
    void clear() {
        gifts.forEach(gift -> gift.region().release());
        gifts.clear();
        bytes = 0;
        look();
    }

    Iterator<Gift> iterator() {
        return gifts.iterator();
    }

    /** Returns a copy, with places counted from a position in the ring. */
    List<PipeState.Gift> copy(long from) {
        return gifts.stream()
                .map(gift ->
                        new PipeState.Gift((int) (gift.at() - from), gift.rest().position(), gift.region()))
                .toList();
    }
}
