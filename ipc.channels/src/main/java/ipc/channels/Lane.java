package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.DirectionStatistics;
import ipc.api.channels.WhenFull;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction: a ring of messages and the calls that wait for replies through it, under one short lock.
 *
 * <p>Whoever changes something does so under the lock under which a waiter tested after it took its ticket, and
 * therefore sees the waiter when it wakes. What dies with a cargo is told after the lock is released.
 */
final class Lane {
    private static final long NOTHING = -1;

    private final String name;
    private final DirectionOptions options;
    private final Ground ground;
    private final ShortLock lock;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;
    private final WaitQueue senderClosed;
    private final RecordRing ring;
    private final PendingCalls calls;
    private final Figures figures;
    private final Replies replies;
    private boolean senderOpen;
    private boolean receiverOpen;

    /**
     * What a lane uses.
     *
     * @param scheduler where its calls wait
     * @param memory where its messages are
     * @param observer whom it tells what dies
     */
    record Ground(Scheduler scheduler, Memory memory, ChannelObserver observer) {}

    Lane(String name, ChannelState.Direction state, Ground ground) {
        Scheduler scheduler = ground.scheduler();
        this.name = name;
        this.options = state.options();
        this.ground = ground;
        this.lock = scheduler.newLock(name);
        this.notFull = scheduler.newWaitQueue(name + " not full");
        this.notEmpty = scheduler.newWaitQueue(name + " not empty");
        this.senderClosed = scheduler.newWaitQueue(name + " closed");
        this.ring = new RecordRing(options, ground.memory());
        this.calls = new PendingCalls(() -> scheduler.newWaitQueue(name + " replied"), ground.memory());
        this.figures = new Figures(state.statistics());
        this.replies = new Replies(this, calls, figures, options.messageBytesMax());
        this.senderOpen = state.open().sender();
        this.receiverOpen = state.open().receiver();
        try {
            continueFrom(state);
        } catch (RuntimeException | OutOfMemoryError failure) {
            release();
            throw failure;
        }
    }

    private void continueFrom(ChannelState.Direction state) {
        for (ChannelState.Message message : state.messages()) {
            ByteBuffer bytes = message.bytes();
            ring.append(bytes, bytes.remaining(), message.priority(), message.cargo());
        }
        for (ChannelState.Call each : state.calls()) {
            PendingCall call = calls.take();
            call.continueFrom(each);
            calls.add(call);
            if (call.isReplied()) {
                figures.answeredBefore();
            }
        }
    }

    void release() {
        ring.release();
        calls.release();
    }

    /** Returns the calls that get their replies through here. */
    Replies replies() {
        return replies;
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    // ---- senders

    /** Sends; the tag is a cargo, or if it is below 0 the transaction of a request. */
    boolean send(ByteBuffer message, int priority, long tag, Deadline deadline) {
        return sendNow(message, priority, tag) || (mayWait(deadline) && sendLater(message, priority, tag, deadline));
    }

    private boolean mayWait(Deadline deadline) {
        return options.whenFull() == WhenFull.BLOCK && !deadline.immediate();
    }

    private boolean sendLater(ByteBuffer message, int priority, long tag, Deadline deadline) {
        for (int attempt = 0; notFull.linger(attempt); attempt++) {
            if (ring.hasRoom(message.remaining()) && sendNow(message, priority, tag)) {
                return true;
            }
        }
        try {
            long ticket = notFull.ticket();
            while (!sendNow(message, priority, tag)) {
                notFull.park(ticket, deadline);
                ticket = notFull.ticket();
            }
            return true;
        } finally {
            notFull.wakeNext(); // there may be room for the next sender too, of which only this one was told
        }
    }

    private boolean sendNow(ByteBuffer message, int priority, long tag) {
        PendingCall caller;
        List<Long> dead = null;
        lock.lock();
        try {
            checkOpen();
            int length = length(message);
            caller = replies.caller(message, length, tag);
            if (caller != null && caller.accepts(length, tag)) {
                answer(caller, message, priority);
            } else if (ring.hasRoom(length)) {
                enter(message, length, priority, tag);
                markMisfit(caller);
            } else if (options.whenFull() == WhenFull.DROP_OLDEST) {
                dead = dropOldest(length);
                enter(message, length, priority, tag);
                markMisfit(caller);
            } else if (options.whenFull() == WhenFull.DROP_NEWEST) {
                dead = dropNewest(message, length, tag);
            } else {
                return false;
            }
        } finally {
            lock.unlock();
        }
        if (caller != null) {
            caller.answered().wake(1);
        }
        notEmpty.wakeNext();
        bury(dead);
        return true;
    }

    private void answer(PendingCall caller, ByteBuffer message, int priority) {
        caller.fill(message, priority);
        message.position(message.limit());
        figures.answered();
    }

    private static void markMisfit(@Nullable PendingCall call) {
        if (call != null) {
            call.setMisfit();
        }
    }

    private void enter(ByteBuffer message, int length, int priority, long tag) {
        int record = ring.append(message, length, priority, Math.max(tag, 0)); // if that fails, nothing has changed
        if (tag < 0) {
            ring.stamp(record, (int) tag);
        }
        message.position(message.position() + length);
        figures.entered(ring.count());
    }

    /** The client's other threads may have changed the buffer since the kernel looked. */
    private int length(ByteBuffer message) {
        int length = message.remaining();
        if (length > options.messageBytesMax()) {
            throw IpcException.of(
                    Errno.EMSGSIZE, "send %,d bytes to %s, limit %,d", length, name, options.messageBytesMax());
        }
        return length;
    }

    /** Makes room; returns the cargoes of the dropped. */
    private @Nullable List<Long> dropOldest(int length) {
        List<Long> dead = null;
        while (!ring.hasRoom(length)) {
            dead = with(dead, removeUnread(ring.oldestOfLowest()));
            figures.droppedOldest();
        }
        return dead;
    }

    private @Nullable List<Long> dropNewest(ByteBuffer message, int length, long tag) {
        message.position(message.position() + length);
        figures.droppedNewest();
        return with(null, Math.max(tag, 0));
    }

    private static @Nullable List<Long> with(@Nullable List<Long> dead, long cargo) {
        if (cargo == 0) {
            return dead;
        }
        List<Long> more = dead == null ? new ArrayList<>() : dead;
        more.add(cargo);
        return more;
    }

    private long removeUnread(int record) {
        long cargo = ring.cargo(record);
        ring.remove(record);
        return cargo;
    }

    private void bury(@Nullable List<Long> dead) {
        if (dead != null) {
            dead.forEach(ground.observer()::died);
        }
    }

    int sendAll(List<ByteBuffer> messages, int priority, Deadline deadline) {
        int sent = 0;
        try {
            while (sent < messages.size()
                    && send(messages.get(sent), priority, 0, sent == 0 ? deadline : Deadline.NOW)) {
                sent++;
            }
        } catch (RuntimeException refused) {
            if (sent == 0) {
                throw refused;
            }
        }
        return sent;
    }

    // ---- receivers

    long receive(ByteBuffer buffer, long cargo, Deadline deadline) {
        long priority = seemsEmpty() ? NOTHING : receiveNow(buffer, cargo);
        return priority != NOTHING || deadline.immediate() ? priority : receiveLater(buffer, cargo, deadline);
    }

    private long receiveLater(ByteBuffer buffer, long cargo, Deadline deadline) {
        for (int attempt = 0; notEmpty.linger(attempt); attempt++) {
            long priority = seemsEmpty() ? NOTHING : receiveNow(buffer, cargo);
            if (priority != NOTHING) {
                return priority;
            }
        }
        try {
            long ticket = notEmpty.ticket();
            long priority = receiveNow(buffer, cargo);
            while (priority == NOTHING) {
                notEmpty.park(ticket, deadline);
                ticket = notEmpty.ticket();
                priority = receiveNow(buffer, cargo);
            }
            return priority;
        } finally {
            passMessagesOn(); // also if this receiver could not take the message, which the next one is to get
        }
    }

    /** A look without the lock, so that who polls does not disturb who sends; it may be late, but not too late. */
    private boolean seemsEmpty() {
        return ring.isEmpty() && senderOpen && receiverOpen;
    }

    private void passMessagesOn() {
        if (!ring.isEmpty()) {
            notEmpty.wakeNext();
        }
    }

    private long receiveNow(ByteBuffer buffer, long cargo) {
        int priority;
        lock.lock();
        try {
            if (ring.isEmpty()) {
                checkOpen();
                return NOTHING;
            }
            int record = ring.first();
            if (ring.cargo(record) != cargo) {
                return NOTHING - 1 - ring.cargo(record);
            }
            checkFits(ring.length(record), buffer);
            ring.copyOut(record, buffer); // if that fails, the message is still the first
            priority = ring.priority(record);
            ring.remove(record);
        } finally {
            lock.unlock();
        }
        notFull.wakeNext();
        return priority;
    }

    /** Throws if a message has more bytes than there is room. */
    void checkFits(int length, ByteBuffer buffer) {
        if (length > buffer.remaining()) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "receive a message of %,d bytes from %s into a buffer of %,d",
                    length,
                    name,
                    buffer.remaining());
        }
    }

    int receiveAll(List<ByteBuffer> buffers, Deadline deadline) {
        int received = 0;
        try {
            while (received < buffers.size()
                    && receive(buffers.get(received), 0, received == 0 ? deadline : Deadline.NOW) >= 0) {
                received++;
            }
        } catch (RuntimeException refused) {
            if (received == 0) {
                throw refused;
            }
        }
        return received;
    }

    boolean discard() {
        List<Long> dead;
        lock.lock();
        try {
            if (ring.isEmpty()) {
                return false;
            }
            dead = with(null, removeUnread(ring.first()));
            figures.discarded(1);
        } finally {
            lock.unlock();
        }
        notFull.wakeNext();
        bury(dead);
        return true;
    }

    // ---- the ends

    boolean awaitSenderClosed(Deadline deadline) {
        while (true) {
            long ticket = senderClosed.ticket();
            lock.lock();
            try {
                if (!senderOpen || !receiverOpen) {
                    return true;
                }
            } finally {
                lock.unlock();
            }
            if (deadline.immediate()) {
                return false;
            }
            senderClosed.park(ticket, deadline);
        }
    }

    void closeSender() {
        lock.lock();
        try {
            senderOpen = false;
        } finally {
            lock.unlock();
        }
        wakeAll();
    }

    /** What is here dies unread. Calls under way end without a reply, and find out by themselves. */
    void closeReceiver() {
        List<Long> dead = null;
        lock.lock();
        try {
            receiverOpen = false;
            figures.discarded(ring.count());
            while (!ring.isEmpty()) {
                dead = with(dead, removeUnread(ring.first()));
            }
            replies.endReplied();
        } finally {
            lock.unlock();
        }
        wakeAll();
        bury(dead);
    }

    private void wakeAll() {
        notFull.wake(Integer.MAX_VALUE);
        notEmpty.wake(Integer.MAX_VALUE);
        senderClosed.wake(Integer.MAX_VALUE);
        List<PendingCall> waiting;
        lock.lock();
        try {
            waiting = calls.all();
        } finally {
            lock.unlock();
        }
        waiting.forEach(call -> call.answered().wake(Integer.MAX_VALUE));
    }

    /** Throws if one of the ends is closed; under the lock. */
    void checkOpen() {
        if (!senderOpen || !receiverOpen) {
            throw closed();
        }
    }

    IpcException closed() {
        return new IpcException(Errno.EPIPE, name + ": the other end is closed");
    }

    // ---- what it looks like, under the lock

    boolean senderOpen() {
        return senderOpen;
    }

    int nextBytes() {
        return ring.isEmpty() ? -1 : ring.length(ring.first());
    }

    long nextCargo() {
        return ring.isEmpty() ? 0 : ring.cargo(ring.first());
    }

    DirectionStatistics statistics() {
        long replyBytes = calls.all().stream()
                .filter(PendingCall::isReplied)
                .mapToLong(PendingCall::replyBytes)
                .sum();
        return figures.statistics(ring, replyBytes);
    }

    ChannelState.Direction state() {
        List<ChannelState.Message> messages = new ArrayList<>();
        for (int record = ring.first(); record != RecordRing.NONE; record = ring.after(record)) {
            messages.add(new ChannelState.Message(ring.copy(record), ring.priority(record), ring.cargo(record)));
        }
        return new ChannelState.Direction(
                options,
                new ChannelState.Open(senderOpen, receiverOpen),
                List.copyOf(messages),
                calls.all().stream().map(PendingCall::state).toList(),
                statistics());
    }
}
