package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.DirectionStatistics;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One direction: a ring of messages with a lock for each of its sides, and the calls that wait for replies through it.
 *
 * <p>Senders and receivers do not meet as long as there is room for the ones and something for the others. Whoever
 * waits for the other side tests, after it took its ticket, under the locks of both sides; so whoever changes something
 * under one of them sees the waiter when it wakes. The lock of the senders comes first. What dies with a cargo is told
 * after all locks are released.
 */
final class Lane {
    private final String name;
    private final DirectionOptions options;
    private final ChannelObserver observer;
    private final ShortLock sending;
    private final RecordRing ring;
    private final ShortLock receiving;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;
    private final WaitQueue senderClosed;
    private final PendingCalls calls;
    private final Figures figures;
    private final Replies replies;
    private final Inlet inlet;
    private final Outlet outlet;
    private final Claims claims;
    private final Leases leases;

    /** Written under both locks. */
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
        this.observer = ground.observer();
        this.notFull = scheduler.newWaitQueue(name + " not full"); // what the receivers use, side by side
        this.receiving = scheduler.newLock(name + " out");
        this.ring = new RecordRing(options, ground.memory()); // keeps them apart
        this.sending = scheduler.newLock(name + " in"); // what the senders use, side by side
        this.notEmpty = scheduler.newWaitQueue(name + " not empty");
        this.senderClosed = scheduler.newWaitQueue(name + " closed");
        this.calls = new PendingCalls(
                scheduler.newLock(name + " calls"), () -> scheduler.newWaitQueue(name + " replied"), ground.memory());
        this.figures = new Figures(state.statistics(), state.messages().size());
        this.replies = new Replies(this, calls, figures, options.messageBytesMax());
        this.inlet = new Inlet(this, replies);
        this.outlet = new Outlet(this);
        this.claims = new Claims(this, replies);
        this.leases = new Leases(this);
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
            ring.tail().append(bytes, bytes.remaining(), message.priority(), message.cargo());
        }
        lease(state.messages());
        state.calls().forEach(calls::continueFrom);
    }

    private void lease(List<ChannelState.Message> messages) {
        if (messages.stream().allMatch(message -> message.lease() == 0)) {
            return;
        }
        ring.head().leaveHoles(this);
        ring.head().isEmpty(); // takes up what is there
        List<Integer> records = ring.head().all();
        for (int i = 0; i < records.size(); i++) {
            if (messages.get(i).lease() != 0) {
                leases.continueWith(records.get(i), messages.get(i).lease());
            }
        }
    }

    void release() {
        ring.release();
        calls.release();
    }

    // ---- its parts

    String name() {
        return name;
    }

    DirectionOptions options() {
        return options;
    }

    RecordRing ring() {
        return ring;
    }

    Figures figures() {
        return figures;
    }

    WaitQueue notFull() {
        return notFull;
    }

    WaitQueue notEmpty() {
        return notEmpty;
    }

    WaitQueue senderClosed() {
        return senderClosed;
    }

    /** Returns the calls that get their replies through here. */
    Replies replies() {
        return replies;
    }

    /** Returns where messages enter. */
    Inlet inlet() {
        return inlet;
    }

    /** Returns where messages leave. */
    Outlet outlet() {
        return outlet;
    }

    /** Returns how messages are filled in place. */
    Claims claims() {
        return claims;
    }

    /** Returns how messages are read in place. */
    Leases leases() {
        return leases;
    }

    // ---- its locks

    /** Returns the lock of the senders. */
    ShortLock sending() {
        return sending;
    }

    ShortLock receiving() {
        return receiving;
    }

    void lock() {
        sending.lock();
        receiving.lock();
    }

    void unlock() {
        receiving.unlock();
        sending.unlock();
    }

    // ---- the ends

    boolean awaitSenderClosed(Deadline deadline) {
        while (true) {
            long ticket = senderClosed.ticket();
            if (isClosed()) {
                return true;
            }
            if (deadline.immediate()) {
                return false;
            }
            senderClosed.park(ticket, deadline);
        }
    }

    /** Tells whether one of the ends is closed. */
    boolean isClosed() {
        sending.lock();
        try {
            return !senderOpen || !receiverOpen;
        } finally {
            sending.unlock();
        }
    }

    /** Tells whether a receiver need not wait. */
    boolean isReadable() {
        lock();
        try {
            return !senderOpen || !receiverOpen || !ring.head().isEmpty();
        } finally {
            unlock();
        }
    }

    /** Tells whether a sender of the largest message need not wait. */
    boolean isWritable() {
        lock();
        try {
            return !senderOpen || !receiverOpen || ring.tail().hasRoom(options.messageBytesMax());
        } finally {
            unlock();
        }
    }

    void closeSender() {
        lock();
        try {
            senderOpen = false;
        } finally {
            unlock();
        }
        wakeAll();
    }

    /** What is here dies unread. Calls under way end without a reply, and find out by themselves. */
    void closeReceiver() {
        Dead dead = new Dead();
        lock();
        try {
            receiverOpen = false;
            figures.discarded(ring.count() - ring.slots().leases().leaseCount());
            while (!ring.head().isEmpty()) {
                dead.removeFirst(ring.head());
            }
            replies.endReplied();
        } finally {
            unlock();
        }
        wakeAll();
        bury(dead);
    }

    private void wakeAll() {
        notFull.wake(Integer.MAX_VALUE);
        notEmpty.wake(Integer.MAX_VALUE);
        senderClosed.wake(Integer.MAX_VALUE);
        calls.all().forEach(call -> call.answered().wake(Integer.MAX_VALUE));
    }

    /** Throws if one of the ends is closed; under either lock. */
    void checkOpen() {
        if (!isOpen()) {
            throw closed();
        }
    }

    /** Tells whether both ends are open; under either lock. */
    boolean isOpen() {
        return senderOpen && receiverOpen;
    }

    IpcException closed() {
        return new IpcException(Errno.EPIPE, name + ": the other end is closed");
    }

    /** Tells of what died; without locks. */
    void bury(Dead dead) {
        dead.cargoes().forEach(observer::died);
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

    // ---- what it looks like, under both locks

    boolean senderOpen() {
        return senderOpen;
    }

    boolean receiverOpen() {
        return receiverOpen;
    }

    int nextBytes() {
        int first = ring.head().first();
        return first == Records.NONE ? -1 : Records.lengthIn(ring.head().word(first));
    }

    long nextCargo() {
        int first = ring.head().first();
        return first == Records.NONE ? 0 : Math.max(0, ring.head().cargo(first));
    }

    DirectionStatistics statistics() {
        return figures.statistics(
                ring, calls.all().stream().filter(PendingCall::isReplied).toList());
    }

    ChannelState.Direction state() {
        RingHead head = ring.head();
        List<ChannelState.Message> messages = new ArrayList<>();
        for (int record : head.all()) {
            int priority = Records.priorityIn(head.word(record));
            long cargo = Math.max(0, head.cargo(record));
            messages.add(new ChannelState.Message(head.copy(record), priority, cargo, head.lease(record)));
        }
        messages.sort(Comparator.comparingInt(message -> -message.priority())); // keeps the order of those that equal
        return new ChannelState.Direction(
                options,
                new ChannelState.Open(senderOpen, receiverOpen),
                List.copyOf(messages),
                calls.all().stream().map(PendingCall::state).toList(),
                statistics());
    }
}
