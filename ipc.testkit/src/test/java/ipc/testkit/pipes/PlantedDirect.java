package ipc.testkit.pipes;

import static ipc.api.pipes.spi.PipeObject.BROKEN;
import static ipc.api.pipes.spi.PipeObject.NOT_NOW;
import static ipc.testkit.pipes.PipeBug.*;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.WaitQueue;
import ipc.api.pipes.spi.DirectPipe;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Gifts of the plainest pipe, which copies their bytes between the others and remembers where they are. */
final class PlantedDirect implements DirectPipe {
    private static final int EMPTY = -4;
    private static final int FULL = -5;

    private final PlantedPipe pipe;
    private final List<Mark> marks = new ArrayList<>();

    /** A gift that begins with a byte of the content, or began before the first one. */
    private record Mark(int at, Memory.Region region) {
        int end() {
            return at + region.buffer().remaining();
        }

        int read() {
            return Math.max(0, -at);
        }
    }

    PlantedDirect(PlantedPipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public int transfer(PipeObject to, int bytesMax, boolean keep, Deadline deadline) {
        PlantedPipe target = (PlantedPipe) to;
        while (true) {
            long bytes = pipe.notEmpty.ticket();
            long room = target.notFull.ticket();
            int outcome = transferNow(target, bytesMax, keep ^ pipe.has(MIXES_SPLICE_AND_TEE));
            if (outcome != EMPTY && outcome != FULL) {
                return outcome;
            }
            if (deadline.immediate()) {
                return NOT_NOW;
            }
            WaitQueue queue = (outcome == EMPTY) == pipe.has(WAITS_AT_THE_WRONG_END) ? target.notFull : pipe.notEmpty;
            queue.park(queue == pipe.notEmpty ? bytes : room, deadline);
        }
    }

    private int transferNow(PlantedPipe target, int bytesMax, boolean keep) {
        pipe.lock.lock();
        target.lock.lock();
        try {
            if (target.readers == 0 && !pipe.has(WRITES_WITHOUT_A_READER)) {
                return BROKEN;
            }
            if (pipe.content.position() == 0) {
                return pipe.writers == 0 ? 0 : EMPTY;
            }
            int there = pipe.has(MOVES_WITHOUT_BOUND) ? pipe.content.position() : bytesMax;
            int length = Math.min(Math.min(pipe.content.position(), there), target.content.remaining());
            int moved = pipe.packets ? packets(target, length, bytesMax) : length;
            return moved == 0 ? FULL : moved(target, moved, keep);
        } finally {
            target.lock.unlock();
            pipe.lock.unlock();
        }
    }

    /** Returns the bytes of the first packets that are no more than a length. */
    private int packets(PlantedPipe target, int length, int bytesMax) {
        if (pipe.lengths.getFirst() > bytesMax) {
            throw new IpcException(Errno.EMSGSIZE, "a packet of more bytes than are wanted");
        }
        int bytes = 0;
        int places = target.content.capacity() / PipeState.PACKET_BYTES_MIN - target.lengths.size();
        for (int packet : pipe.lengths) {
            if (bytes + packet > length || places-- == 0) {
                break;
            }
            bytes += packet;
        }
        return bytes;
    }

    private int moved(PlantedPipe target, int length, boolean keep) {
        target.content.put(pipe.content.duplicate().flip().limit(length));
        target.written += length;
        moveLengths(target, length, keep);
        if (!keep) {
            drop(length);
            pipe.notFull.wakeNext();
        }
        if (!pipe.has(MOVE_WAKES_NOBODY)) {
            target.notEmpty.wakeNext();
        }
        return length;
    }

    private void moveLengths(PlantedPipe target, int length, boolean keep) {
        int packets = 0;
        for (int left = length; pipe.packets && left > 0; packets++) {
            left -= pipe.lengths.get(packets);
            target.lengths.add(pipe.lengths.get(packets));
        }
        if (!keep) {
            pipe.lengths.subList(0, packets).clear();
        }
    }

    private void drop(int length) {
        left(length);
        pipe.content.flip().position(length);
        pipe.content.compact();
    }

    @Override
    public int give(Memory.Region gift, Deadline deadline) {
        return await(pipe.notFull, deadline, () -> giveNow(gift));
    }

    private int giveNow(Memory.Region gift) {
        int bytes = gift.buffer().remaining();
        if (pipe.readers == 0 && !pipe.has(WRITES_WITHOUT_A_READER)) {
            return BROKEN;
        }
        if (pipe.content.remaining() < bytes) {
            return NOT_NOW;
        }
        if (pipe.has(COPIES_GIFTS)) {
            gift.release();
        } else {
            marks.add(new Mark(pipe.content.position(), gift));
        }
        pipe.content.put(gift.buffer().duplicate());
        pipe.written += bytes;
        if (!pipe.has(MOVE_WAKES_NOBODY)) {
            pipe.notEmpty.wakeNext();
        }
        return bytes;
    }

    @Override
    public int take(Consumer<Memory.Region> taker, Deadline deadline) {
        return await(pipe.notEmpty, deadline, () -> takeNow(taker));
    }

    private int takeNow(Consumer<Memory.Region> taker) {
        if (pipe.content.position() == 0) {
            return pipe.writers == 0 ? 0 : NOT_NOW;
        }
        if (marks.isEmpty() || marks.getFirst().at() > 0 || (marks.getFirst().at() < 0 && !pipe.has(TAKES_ANY_GIFT))) {
            return NO_GIFT;
        }
        Memory.Region gift = pipe.has(RELEASES_WHAT_IS_TAKEN)
                ? marks.getFirst().region()
                : marks.removeFirst().region();
        drop(gift.buffer().remaining());
        pipe.notFull.wakeNext();
        taker.accept(gift);
        return gift.buffer().remaining();
    }

    private int await(WaitQueue queue, Deadline deadline, IntSupplier attempt) {
        while (true) {
            long ticket = queue.ticket();
            pipe.lock.lock();
            int outcome;
            try {
                outcome = attempt.getAsInt();
            } finally {
                pipe.lock.unlock();
            }
            if (outcome != NOT_NOW || deadline.immediate()) {
                return outcome;
            }
            queue.park(ticket, deadline);
        }
    }

    /** The first bytes leave. */
    void left(int bytes) {
        marks.replaceAll(mark -> new Mark(mark.at() - bytes, mark.region()));
        for (Iterator<Mark> each = marks.iterator(); each.hasNext(); ) {
            Mark mark = each.next();
            if (mark.end() <= 0) {
                each.remove();
                if (!pipe.has(KEEPS_GIFTS)) {
                    mark.region().release();
                }
            }
        }
    }

    void fill(PipeState state) {
        ByteBuffer bytes = state.content().slice();
        for (PipeState.Gift gift : state.gifts()) {
            ByteBuffer before = bytes.duplicate().limit(gift.after());
            bytes.position(gift.after());
            pipe.content.put(before);
            marks.add(new Mark(pipe.content.position() - gift.read(), gift.region()));
            pipe.content.put(gift.region().buffer().slice().position(gift.read()));
        }
        pipe.content.put(bytes);
    }

    /** Returns a view of the content without the bytes of gifts, or a copy if there are any. */
    ByteBuffer withoutGifts() {
        ByteBuffer all = pipe.content.duplicate().flip();
        if (marks.isEmpty()) {
            return all;
        }
        ByteBuffer rest = ByteBuffer.allocate(all.limit());
        int at = 0;
        for (Mark mark : marks) {
            rest.put(all.slice(at, Math.max(0, mark.at()) - at));
            at = mark.end();
        }
        return rest.put(all.slice(at, all.limit() - at)).flip();
    }

    List<PipeState.Gift> gifts() {
        List<PipeState.Gift> gifts = new ArrayList<>();
        int before = 0;
        for (Mark mark : marks) {
            gifts.add(new PipeState.Gift(Math.max(0, mark.at()) - before, mark.read(), mark.region()));
            before += mark.end() - Math.max(0, mark.at());
        }
        return pipe.has(STATE_WITHOUT_GIFTS) ? List.of() : List.copyOf(gifts);
    }
}
