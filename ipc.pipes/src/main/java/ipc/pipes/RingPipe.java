package ipc.pipes;

import static ipc.api.pipes.PipeOptions.ATOMIC_BYTES;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One pipe: a ring under one short lock, and two places to wait.
 *
 * <p>Bytes are copied under the lock, at most {@link #SPAN} at a time, so that what one call moves at a time stays in
 * one piece. A writer that waits for room for a whole piece keeps its place before those that wait behind it, also if
 * there is room for theirs.
 *
 * <p>Whoever changes something does so under the lock under which a waiter tested after it took its ticket, and
 * therefore sees the waiter when it wakes.
 */
final class RingPipe implements PipeObject {
    /** So many bytes are copied under the lock at most: some microseconds. */
    private static final int SPAN = 65_536;

    /** All bytes are in. */
    private static final int DONE = 0;

    /** A piece went in, and there is more to write. */
    private static final int GOES_ON = 1;

    private final Memory memory;
    private final ShortLock lock;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;

    /** Another one after a change of capacity. */
    private Ring ring;

    private int readers;
    private int writers;
    private long written;
    private long dropped;

    RingPipe(String name, PipeState state, Scheduler scheduler, Memory memory) {
        this.memory = memory;
        this.lock = scheduler.newLock(name);
        this.notFull = scheduler.newWaitQueue(name + " not full");
        this.notEmpty = scheduler.newWaitQueue(name + " not empty");
        this.ring = new Ring(memory, state.capacityBytes(), state.packets());
        this.written = state.statistics().written();
        this.dropped = state.statistics().dropped();
        fill(ring, state.content(), state.lengths());
    }

    private static void fill(Ring ring, ByteBuffer content, List<Integer> packets) {
        ring.put(content, content.remaining());
        Lengths lengths = ring.lengths();
        if (lengths != null) {
            packets.forEach(lengths::add);
        }
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
        for (int attempt = 0; notFull.linger(attempt); attempt++) {
            int outcome = ring.seemsToHaveRoom() ? writeNow(bytes) : NOT_NOW;
            if (outcome != NOT_NOW) {
                return outcome;
            }
        }
        try {
            long ticket = notFull.ticket();
            int outcome = writeNow(bytes);
            while (outcome == NOT_NOW) {
                notFull.park(ticket, deadline);
                ticket = notFull.ticket();
                outcome = writeNow(bytes);
            }
            return outcome;
        } finally {
            passRoomOn(); // also if this writer gives up: the wake was not only for it
        }
    }

    private void passRoomOn() {
        if (ring.seemsToHaveRoom()) {
            notFull.wakeNext();
        }
    }

    /** Writes as much as there is room for. */
    private int writeNow(ByteBuffer bytes) {
        int outcome = writePiece(bytes);
        while (outcome == GOES_ON) {
            outcome = writePiece(bytes);
        }
        return outcome;
    }

    private int writePiece(ByteBuffer bytes) {
        boolean more;
        lock.lock();
        try {
            if (readers == 0) {
                return BROKEN;
            }
            int length = piece(bytes.remaining());
            if (length == 0) {
                return NOT_NOW;
            }
            more = length < bytes.remaining();
            put(bytes, length);
        } finally {
            lock.unlock();
        }
        notEmpty.wakeNext();
        return more ? GOES_ON : DONE;
    }

    /** Returns how many of so many bytes can go in now as one piece, 0 if they have to wait. */
    private int piece(int remaining) {
        Lengths lengths = ring.lengths();
        int room = lengths != null && lengths.isFull() ? 0 : ring.room();
        if (remaining > ATOMIC_BYTES && lengths == null) {
            return Math.min(Math.min(remaining, SPAN), room);
        }
        int whole = Math.min(remaining, ATOMIC_BYTES);
        return whole <= room ? whole : 0;
    }

    private void put(ByteBuffer bytes, int length) {
        ring.put(bytes, length);
        Lengths lengths = ring.lengths();
        if (lengths != null) {
            lengths.add(length);
        }
        written += length;
    }

    // ---- readers

    @Override
    public int read(ByteBuffer buffer, Deadline deadline) {
        int taken = readNow(buffer);
        return taken != NOT_NOW || deadline.immediate() ? taken : readLater(buffer, deadline);
    }

    private int readLater(ByteBuffer buffer, Deadline deadline) {
        for (int attempt = 0; notEmpty.linger(attempt); attempt++) {
            int taken = ring.seemsEmpty() ? NOT_NOW : readNow(buffer);
            if (taken != NOT_NOW) {
                return taken;
            }
        }
        try {
            long ticket = notEmpty.ticket();
            int taken = readNow(buffer);
            while (taken == NOT_NOW) {
                notEmpty.park(ticket, deadline);
                ticket = notEmpty.ticket();
                taken = readNow(buffer);
            }
            return taken;
        } finally {
            passBytesOn(); // also if the buffer refused the bytes, which the next reader is to get
        }
    }

    private void passBytesOn() {
        if (!ring.seemsEmpty()) {
            notEmpty.wakeNext();
        }
    }

    private int readNow(ByteBuffer buffer) {
        int taken;
        lock.lock();
        try {
            if (ring.size() == 0) {
                return writers == 0 ? 0 : NOT_NOW;
            }
            Lengths lengths = ring.lengths();
            taken = lengths == null ? takeBytes(buffer) : takePacket(buffer, lengths);
        } finally {
            lock.unlock();
        }
        notFull.wakeNext();
        return taken;
    }

    private int takeBytes(ByteBuffer buffer) {
        int length = Math.min(Math.min(buffer.remaining(), SPAN), ring.size());
        ring.take(buffer, length);
        return length;
    }

    private int takePacket(ByteBuffer buffer, Lengths lengths) {
        int whole = lengths.first();
        int length = Math.min(buffer.remaining(), whole);
        ring.take(buffer, length);
        ring.drop(whole - length);
        dropped += whole - length;
        lengths.removeFirst();
        return length;
    }

    // ---- the pipe

    @Override
    public void opened(int readersNow, int writersNow) {
        lock.lock();
        try {
            readers = readersNow;
            writers = writersNow;
            if (readers + writers == 0) {
                dropAll();
            }
        } finally {
            lock.unlock();
        }
        if (readersNow == 0) {
            notFull.wake(Integer.MAX_VALUE);
        }
        if (writersNow == 0) {
            notEmpty.wake(Integer.MAX_VALUE);
        }
    }

    private void dropAll() {
        dropped += ring.size();
        ring.drop(ring.size());
        Lengths lengths = ring.lengths();
        if (lengths != null) {
            lengths.clear();
        }
    }

    @Override
    public boolean resize(int capacityBytes) {
        Ring wanted = new Ring(memory, capacityBytes, ring.lengths() != null);
        Ring unused = wanted;
        lock.lock();
        try {
            if (fits(capacityBytes)) {
                Lengths lengths = ring.lengths();
                fill(wanted, ring.copy(), lengths == null ? List.of() : lengths.copy());
                unused = ring;
                ring = wanted;
            }
        } finally {
            lock.unlock();
            unused.release();
        }
        passRoomOn();
        return unused != wanted;
    }

    private boolean fits(int capacityBytes) {
        Lengths lengths = ring.lengths();
        int packets = lengths == null ? 0 : lengths.count();
        return ring.size() <= capacityBytes && packets <= capacityBytes / PipeState.PACKET_BYTES_MIN;
    }

    @Override
    public PipeStatistics statistics() {
        lock.lock();
        try {
            return figures();
        } finally {
            lock.unlock();
        }
    }

    private PipeStatistics figures() {
        return new PipeStatistics(written, written - dropped - ring.size(), dropped, ring.size());
    }

    @Override
    public PipeState state() {
        lock.lock();
        try {
            Lengths lengths = ring.lengths();
            List<Integer> packets = lengths == null ? List.of() : lengths.copy();
            return new PipeState(ring.capacity(), lengths != null, ring.copy(), packets, figures());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        ring.release();
    }
}
