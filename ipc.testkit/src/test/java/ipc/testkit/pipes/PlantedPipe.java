package ipc.testkit.pipes;

import static ipc.api.pipes.PipeOptions.ATOMIC_BYTES;
import static ipc.testkit.pipes.PipeBug.*;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.spi.DirectPipe;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.api.spi.Waitable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The plainest pipe: an array that moves up at each read, under one lock; and one bug. */
final class PlantedPipe implements PipeObject {
    private final PlantedPipes maker;
    final boolean packets;
    final ShortLock lock;
    final WaitQueue notFull;
    final WaitQueue notEmpty;
    final List<Integer> lengths;
    private final PlantedDirect direct;
    ByteBuffer content;
    private Memory.Charge charge;
    int readers;
    int writers;
    long written;
    private long dropped;
    private boolean ended;

    PlantedPipe(PlantedPipes maker, String name, PipeState state) {
        this.maker = maker;
        packets = state.packets();
        lock = maker.scheduler().newLock(name);
        notFull = maker.scheduler().newWaitQueue(name + " not full");
        notEmpty = maker.scheduler().newWaitQueue(name + " not empty");
        charge = maker.memory().charge(state.capacityBytes());
        content = ByteBuffer.allocate(state.capacityBytes());
        direct = new PlantedDirect(this);
        direct.fill(state);
        lengths = new ArrayList<>(state.lengths());
        written = state.statistics().written();
        dropped = state.statistics().dropped();
    }

    boolean has(PipeBug bug) {
        return maker.bug() == bug;
    }

    @Override
    public int write(ByteBuffer bytes, Deadline deadline) {
        int from = bytes.position();
        int outcome = await(notFull, deadline, () -> writeNow(bytes));
        int moved = bytes.position() - from;
        if (!deadline.immediate() && !has(KEEPS_ROOM_TO_ITSELF)) {
            notFull.wakeNext();
        }
        if (outcome == NOT_NOW && has(MOVES_POSITION_ON_FAILURE)) {
            bytes.position(bytes.limit());
        }
        return moved > 0 ? moved : outcome;
    }

    @Override
    public int read(ByteBuffer buffer, Deadline deadline) {
        int taken = await(notEmpty, deadline, () -> readNow(buffer));
        if (!deadline.immediate() && !has(KEEPS_BYTES_TO_ITSELF)) {
            notEmpty.wakeNext();
        }
        return taken;
    }

    private int await(WaitQueue queue, Deadline deadline, IntSupplier attempt) {
        if (has(LOOKS_AT_TIME_TOO_EARLY) && !deadline.immediate()) {
            deadline.atNanos();
        }
        try {
            while (true) {
                long ticket = has(TICKET_AFTER_TEST) ? 0 : queue.ticket();
                int outcome = locked(attempt);
                if (outcome != NOT_NOW || deadline.immediate()) {
                    return outcome;
                }
                queue.park(has(TICKET_AFTER_TEST) ? queue.ticket() : ticket, deadline);
            }
        } catch (RuntimeException | Error failure) {
            if (queue == notEmpty ? !has(KEEPS_BYTES_TO_ITSELF) : !has(KEEPS_ROOM_TO_ITSELF)) {
                queue.wakeNext();
            }
            throw failure;
        }
    }

    @Override
    public Waitable readEnd() {
        return new End(true);
    }

    @Override
    public Waitable writeEnd() {
        return new End(false);
    }

    private final class End implements Waitable {
        private final boolean reading;

        private End(boolean reading) {
            this.reading = reading;
        }

        @Override
        public long assertedAt(Signal signal) {
            return locked(() -> isAsserted(signal) ? 1 : 0) == 1 ? 0 : Long.MAX_VALUE;
        }

        private boolean isAsserted(Signal signal) {
            boolean other = (reading ? writers : readers) == 0;
            boolean own = reading ? content.position() > 0 : piece(ATOMIC_BYTES) > 0;
            return other || (own && (signal != Signal.PEER_CLOSED || has(CONFUSES_SIGNALS)));
        }

        @Override
        public WaitQueue raised(Signal signal) {
            return reading != has(RAISES_ELSEWHERE) ? notEmpty : notFull;
        }
    }

    private int locked(IntSupplier body) {
        lock.lock();
        try {
            return body.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    private int writeNow(ByteBuffer bytes) {
        if (readers == 0 && !has(WRITES_WITHOUT_A_READER)) {
            return BROKEN;
        }
        while (bytes.hasRemaining()) {
            int length = piece(bytes.remaining());
            if (length == 0) {
                return has(GIVES_UP_A_LARGE_WRITE) && bytes.position() > 0 ? 0 : NOT_NOW;
            }
            content.put(bytes.slice().limit(length));
            bytes.position(bytes.position() + length);
            written += length;
            if (packets) {
                lengths.add(length);
            }
            if (!has(WRITE_WAKES_NOBODY)) {
                notEmpty.wakeNext();
            }
        }
        return 0;
    }

    private int piece(int remaining) {
        int room = content.remaining();
        if (packets) {
            boolean full = lengths.size() == content.capacity() / 64 && !has(PACKETS_WITHOUT_BOUND);
            int whole = Math.min(remaining, ATOMIC_BYTES);
            return full ? 0 : whole <= room ? whole : has(SPLITS_PACKETS_ANYWHERE) ? room : 0;
        }
        if (remaining <= ATOMIC_BYTES) {
            return remaining <= room || has(SPLITS_SMALL_WRITES) ? Math.min(remaining, room) : 0;
        }
        return has(WRITES_NOTHING_OF_A_LARGE_WRITE) && remaining > room ? 0 : Math.min(remaining, room);
    }

    private int readNow(ByteBuffer buffer) {
        ended |= writers == 0;
        if (content.position() == 0) {
            return writers == 0 || (has(END_STICKS) && ended) ? 0 : NOT_NOW;
        }
        int whole = packets && !has(MERGES_PACKETS) ? lengths.getFirst() : content.position();
        int length = Math.min(whole, buffer.remaining());
        if (has(WAITS_FOR_A_FULL_BUFFER) && length < buffer.remaining() && writers > 0) {
            return NOT_NOW;
        }
        content.flip();
        try {
            buffer.put(content.slice().limit(length));
            content.position(packets && !has(KEEPS_THE_REST_OF_A_PACKET) ? whole : length);
            dropped += packets && !has(COUNTS_NO_DROPPED_BYTES) ? content.position() - length : 0;
            forgetLength(length);
            direct.left(content.position());
        } finally {
            content.position(has(LOSES_WHAT_A_BUFFER_REFUSES) ? content.limit() : content.position());
            content.compact();
        }
        if (!has(READ_WAKES_NOBODY)) {
            notFull.wakeNext();
        }
        return length;
    }

    private void forgetLength(int length) {
        if (packets) {
            int whole = lengths.removeFirst();
            if (has(KEEPS_THE_REST_OF_A_PACKET) && whole > length) {
                lengths.addFirst(whole - length);
            }
        }
    }

    @Override
    public void opened(int readersNow, int writersNow) {
        lock.lock();
        try {
            readers = readersNow;
            writers = writersNow;
            if (readers + writers == 0 && !has(KEEPS_WHAT_EVERYBODY_LEFT)) {
                dropped += content.position();
                direct.left(content.position());
                content.clear();
                lengths.clear();
            }
        } finally {
            lock.unlock();
        }
        if (readersNow == 0 && !has(BREAK_WAKES_NOBODY)) {
            notFull.wake(Integer.MAX_VALUE);
        }
        if (writersNow == 0 && !has(END_WAKES_NOBODY)) {
            notEmpty.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public boolean resize(int capacityBytes) {
        Memory.Charge next = maker.memory().charge(capacityBytes);
        Memory.Charge unused = next;
        lock.lock();
        try {
            boolean fits = content.position() <= capacityBytes && lengths.size() <= capacityBytes / 64;
            if (fits || has(SHRINKS_BELOW_ITS_BYTES)) {
                int kept = Math.min(content.position(), capacityBytes);
                content = ByteBuffer.allocate(capacityBytes).put(content.flip().limit(kept));
                unused = charge;
                charge = next;
            }
        } finally {
            lock.unlock();
        }
        if (!has(LEAKS_WHEN_REFUSED) || unused != next) {
            unused.release();
        }
        if (!has(GROWTH_WAKES_NOBODY)) {
            notFull.wakeNext();
        }
        return unused != next;
    }

    @Override
    public PipeStatistics statistics() {
        long read = written - dropped - content.position();
        return new PipeStatistics(written, read, dropped, content.position());
    }

    @Override
    public PipeState state() {
        lock.lock();
        try {
            ByteBuffer live = direct.withoutGifts();
            ByteBuffer copy = has(SHARES_ITS_STATE)
                    ? live
                    : ByteBuffer.allocate(live.limit()).put(live).flip();
            List<Integer> apart = has(STATE_WITHOUT_PACKETS) ? List.of() : List.copyOf(lengths);
            PipeStatistics none = new PipeStatistics(content.position(), 0, 0, content.position());
            PipeStatistics figures = has(STATE_WITHOUT_FIGURES) ? none : statistics();
            return new PipeState(content.capacity(), packets, copy, apart, direct.gifts(), figures);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public DirectPipe direct() {
        return direct;
    }

    @Override
    public void destroy() {
        if (has(RELEASES_GIFTS_AT_ITS_END)) {
            direct.left(content.position());
        }
        if (!has(KEEPS_MEMORY)) {
            charge.release();
        }
    }
}
