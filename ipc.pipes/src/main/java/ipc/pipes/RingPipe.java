package ipc.pipes;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.spi.DirectPipe;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.api.spi.Waitable;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * One pipe: its content under two short locks, one for each side, and two places to wait.
 *
 * <p>A call that need not wait takes the lock of its side, and copies at most {@link Content#SPAN} bytes under it, so
 * that what it moves at a time stays in one piece. Writers and readers therefore run beside each other, and each lock
 * belongs to one thread where one thread writes and one reads.
 *
 * <p>A call that waits tests under both locks after it took its ticket. Whoever changes something does so under one of
 * them at least, and therefore sees the waiter when it wakes. A writer that waits for room for a whole piece keeps its
 * place before those that wait behind it, also if there is room for theirs.
 */
final class RingPipe implements PipeObject, DirectPipe {
    /** All bytes are in. */
    private static final int DONE = 0;

    /** A piece went in, and there is more to write. */
    private static final int GOES_ON = 1;

    /** What is first needs both locks. */
    private static final int GIFT = -4;

    private final Sides sides;
    private final Memory memory;

    /** Another one after a change of capacity; changed under both locks, as are the two below. */
    private Content content;

    private int readers;
    private int writers;

    RingPipe(Sides sides, PipeState state, Memory memory) {
        this.sides = sides;
        this.memory = memory;
        this.content = new Content(memory, state.capacityBytes(), state.packets());
        content.fill(state);
    }

    // ---- writers

    @Override
    public int write(ByteBuffer bytes, Deadline deadline) {
        int from = bytes.position();
        int outcome = writeNow(bytes);
        if (outcome == NOT_NOW && !deadline.immediate()) {
            outcome = writeLater(bytes, deadline);
        }
        int moved = bytes.position() - from;
        return moved > 0 ? moved : outcome;
    }

    private int writeLater(ByteBuffer bytes, Deadline deadline) {
        for (int attempt = 0; sides.notFull.linger(attempt); attempt++) {
            int outcome = content.seemsToHaveRoom() ? writeNow(bytes) : NOT_NOW;
            if (outcome != NOT_NOW) {
                return outcome;
            }
        }
        try {
            return Sides.await(sides.notFull, deadline, () -> writeAlone(bytes));
        } finally {
            passRoomOn(); // also if this writer gives up: the wake was not only for it
        }
    }

    /** Writes as much as there is room for, beside readers. */
    private int writeNow(ByteBuffer bytes) {
        int outcome;
        do {
            sides.writing.lock();
            try {
                outcome = putPiece(bytes);
            } finally {
                sides.writing.unlock();
            }
            wakeReader(outcome);
        } while (outcome == GOES_ON);
        return outcome;
    }

    /** Writes as much as there is room for, with nobody beside it. */
    private int writeAlone(ByteBuffer bytes) {
        int outcome;
        do {
            sides.lock();
            try {
                outcome = putPiece(bytes);
            } finally {
                sides.unlock();
            }
            wakeReader(outcome);
        } while (outcome == GOES_ON);
        return outcome;
    }

    private int putPiece(ByteBuffer bytes) {
        if (readers == 0) {
            return BROKEN;
        }
        return content.put(bytes) == 0 ? NOT_NOW : bytes.hasRemaining() ? GOES_ON : DONE;
    }

    private void wakeReader(int outcome) {
        if (outcome >= DONE) {
            sides.notEmpty.wakeNext();
        }
    }

    /** A call that waited and got what it came for: somebody else may find room too. */
    void passRoomOn() {
        if (content.seemsToHaveRoom()) {
            sides.notFull.wakeNext();
        }
    }

    // ---- readers

    @Override
    public int read(ByteBuffer buffer, Deadline deadline) {
        int taken = readNow(buffer);
        return taken != NOT_NOW || deadline.immediate() ? taken : readLater(buffer, deadline);
    }

    private int readLater(ByteBuffer buffer, Deadline deadline) {
        for (int attempt = 0; sides.notEmpty.linger(attempt); attempt++) {
            int taken = content.seemsEmpty() ? NOT_NOW : readNow(buffer);
            if (taken != NOT_NOW) {
                return taken;
            }
        }
        try {
            return Sides.await(sides.notEmpty, deadline, () -> readAlone(buffer));
        } finally {
            passBytesOn(); // also if the buffer refused the bytes, which the next reader is to get
        }
    }

    /** Reads what is there, beside writers. */
    private int readNow(ByteBuffer buffer) {
        int taken;
        sides.reading.lock();
        try {
            taken = takeBytes(buffer);
        } finally {
            sides.reading.unlock();
        }
        if (taken > 0) {
            sides.notFull.wakeNext();
        }
        return taken == GIFT ? readAlone(buffer) : taken;
    }

    private int takeBytes(ByteBuffer buffer) {
        int ready = content.ready(buffer.remaining());
        if (ready > 0) {
            return content.take(buffer, ready);
        }
        return content.beginsWithGift() ? GIFT : writers == 0 ? 0 : NOT_NOW;
    }

    /** Reads what is there, with nobody beside it. */
    private int readAlone(ByteBuffer buffer) {
        int taken;
        sides.lock();
        try {
            taken = takeBytes(buffer);
            if (taken == GIFT) {
                taken = content.takeAny(buffer);
            }
        } finally {
            sides.unlock();
        }
        if (taken > 0) {
            sides.notFull.wakeNext();
        }
        return taken;
    }

    /** As for room, for bytes. */
    void passBytesOn() {
        if (!content.seemsEmpty()) {
            sides.notEmpty.wakeNext();
        }
    }

    // ---- what can be waited for

    @Override
    public Waitable readEnd() {
        return new PipeSide(this, true);
    }

    @Override
    public Waitable writeEnd() {
        return new PipeSide(this, false);
    }

    /** Tells whether nobody has the other end open. */
    boolean isOneEnded(boolean reading) {
        sides.lock();
        try {
            return (reading ? writers : readers) == 0;
        } finally {
            sides.unlock();
        }
    }

    /** Tells whether a call of one end need not wait, apart from what the other end means for it. */
    boolean serves(boolean reading) {
        sides.lock();
        try {
            return reading ? content.size() > 0 : content.takesPieces();
        } finally {
            sides.unlock();
        }
    }

    // ---- without copies of the client's

    @Override
    public DirectPipe direct() {
        return this;
    }

    @Override
    public int transfer(PipeObject to, int bytesMax, boolean keep, Deadline deadline) {
        return new Transfer(this, (RingPipe) to, bytesMax, keep).run(deadline);
    }

    Sides sides() {
        return sides;
    }

    Content content() {
        return content;
    }

    boolean isRead() {
        return readers > 0;
    }

    boolean isWritten() {
        return writers > 0;
    }

    @Override
    public int give(Memory.Region gift, Deadline deadline) {
        int outcome = giveNow(gift);
        if (outcome != NOT_NOW || deadline.immediate()) {
            return outcome;
        }
        try {
            return Sides.await(sides.notFull, deadline, () -> giveNow(gift));
        } finally {
            passRoomOn();
        }
    }

    private int giveNow(Memory.Region gift) {
        int bytes = gift.buffer().remaining();
        sides.lock();
        try {
            if (readers == 0) {
                return BROKEN;
            }
            if (content.room(bytes) < bytes) {
                return NOT_NOW;
            }
            content.add(gift);
        } finally {
            sides.unlock();
        }
        sides.notEmpty.wakeNext();
        return bytes;
    }

    @Override
    public int take(Consumer<Memory.Region> taker, Deadline deadline) {
        int outcome = takeNow(taker);
        if (outcome != NOT_NOW || deadline.immediate()) {
            return outcome;
        }
        try {
            return Sides.await(sides.notEmpty, deadline, () -> takeNow(taker));
        } finally {
            passBytesOn();
        }
    }

    private int takeNow(Consumer<Memory.Region> taker) {
        Memory.Region gift;
        sides.lock();
        try {
            gift = content.takeGift();
            if (gift == null) {
                return content.size() > 0 ? NO_GIFT : writers == 0 ? 0 : NOT_NOW;
            }
        } finally {
            sides.unlock();
        }
        sides.notFull.wakeNext();
        taker.accept(gift);
        return gift.buffer().remaining();
    }

    // ---- the pipe

    @Override
    public void opened(int readersNow, int writersNow) {
        sides.lock();
        try {
            readers = readersNow;
            writers = writersNow;
            if (readers + writers == 0) {
                content.clear();
            }
        } finally {
            sides.unlock();
        }
        if (readersNow == 0) {
            sides.notFull.wake(Integer.MAX_VALUE);
        }
        if (writersNow == 0) {
            sides.notEmpty.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public boolean resize(int capacityBytes) {
        Content wanted = new Content(memory, capacityBytes, content.hasPackets());
        Content unused = wanted;
        sides.lock();
        try {
            if (content.fits(capacityBytes)) {
                wanted.fill(content.state());
                unused = content;
                content = wanted;
            }
        } finally {
            sides.unlock();
            unused.release();
        }
        passRoomOn();
        return unused != wanted;
    }

    @Override
    public PipeStatistics statistics() {
        sides.lock();
        try {
            return content.figures();
        } finally {
            sides.unlock();
        }
    }

    @Override
    public PipeState state() {
        sides.lock();
        try {
            return content.state();
        } finally {
            sides.unlock();
        }
    }

    @Override
    public void destroy() {
        content.release();
    }
}
