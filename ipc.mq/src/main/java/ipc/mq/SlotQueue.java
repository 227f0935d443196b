package ipc.mq;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import ipc.api.mq.spi.QueueState.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue: a table of slots under one short lock, and two places to wait.
 *
 * <p>One lock, because an uncontended one costs next to nothing and a contended one lets its holder go on for a while:
 * messages then move in bursts, which is faster than two sides that tread on each other's heels. Short messages are
 * copied under it, longer ones outside, in a slot that is out.
 *
 * <p>Whoever changes something does so under the lock under which a waiter tested after it took its ticket, and
 * therefore sees the waiter when it wakes.
 */
final class SlotQueue implements QueueObject {
    /** Up to so many bytes it is quicker to copy under the lock than to take it twice. */
    private static final int SHORT_BYTES = 1024;

    private final QueueOptions options;
    private final QueueListener listener;
    private final Scheduler scheduler;
    private final SlotStore store;
    private final SlotArena arena;
    private final SlotTable table;
    private final SlotsOut out;
    private final ShortLock lock;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;
    private final Batches batches;
    private final Levels levels;

    /** No sender that waits will look later than this for messages that have expired. */
    private long lastLookNanos = Long.MIN_VALUE;

    SlotQueue(String name, QueueOptions options, QueueListener listener, Scheduler scheduler, SlotStore store) {
        this.options = options;
        this.listener = listener;
        this.scheduler = scheduler;
        this.store = store;
        this.arena = store.arena();
        this.table = store.table();
        this.out = new SlotsOut(this, arena, options.depthMax());
        this.lock = scheduler.newLock(name);
        this.notFull = scheduler.newWaitQueue(name + " not full");
        this.notEmpty = scheduler.newWaitQueue(name + " not empty");
        this.batches = new Batches(this, lock);
        this.levels = new Levels(this, table, lock, scheduler);
    }

    /** Goes on where another queue stopped; nobody else knows this one yet. */
    void continueFrom(QueueState state) {
        table.continueFrom(state.statistics());
        state.messages().forEach(table::restore);
        for (Message message : state.leased()) {
            int slot = table.restore(message);
            out.leaseAgain(slot, table.length(slot), message);
        }
    }

    // ---- senders

    @Override
    public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
        if (sendNow(message, priority, expiryNanos)) {
            return true;
        }
        return !deadline.immediate() && sendLater(message, priority, expiryNanos, deadline);
    }

    private boolean sendLater(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
        for (int attempt = 0; notFull.linger(attempt); attempt++) {
            if (table.seemsToHaveRoom() && sendNow(message, priority, expiryNanos)) {
                return true;
            }
        }
        try {
            long ticket = notFull.ticket();
            while (!sendNow(message, priority, expiryNanos)) {
                notFull.park(ticket, deadline, nextLook());
                ticket = notFull.ticket();
            }
        } finally {
            passRoomOn(); // also if the message could not be copied: the wake was not only for this sender
        }
        return true;
    }

    @Override
    public int sendAll(List<ByteBuffer> messages, int priority, long expiryNanos, Deadline deadline) {
        return batches.send(messages, priority, expiryNanos, deadline);
    }

    private boolean sendNow(ByteBuffer message, int priority, long expiryNanos) {
        if (!isPlain(message, expiryNanos)) {
            return sendInSteps(message, priority, expiryNanos);
        }
        lock.lock();
        try {
            if (!append(message, priority)) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        added();
        return true;
    }

    /** Tells whether a message may go in with {@link #append}; asked without the lock. */
    boolean isPlain(ByteBuffer message, long expiryNanos) {
        return message.remaining() <= SHORT_BYTES
                && expiryNanos == Long.MAX_VALUE
                && !table.expiring()
                && !listener.watching();
    }

    /** Copies a plain message into a free slot and puts it in line; false if there is none. Under the lock. */
    boolean append(ByteBuffer message, int priority) {
        if (table.isFull()) {
            return false;
        }
        int slot = table.nextFree();
        int length = arena.fill(slot, message); // if that fails, the slot is still free
        table.take(slot);
        table.line(slot, length, priority);
        return true;
    }

    /** Something was put in line. */
    void added() {
        notEmpty.wakeNext();
    }

    private boolean sendInSteps(ByteBuffer message, int priority, long expiryNanos) {
        int slot = claim();
        if (slot == SlotTable.NONE) {
            return false;
        }
        publish(slot, fill(slot, message), priority, expiryNanos);
        return true;
    }

    private int fill(int slot, ByteBuffer message) {
        try {
            return arena.fill(slot, message);
        } catch (RuntimeException refused) { // the client's other threads may have changed the buffer meanwhile
            free(slot);
            throw refused;
        }
    }

    /** Takes a free slot out, if need be that of an expired message; {@link SlotTable#NONE} if there is none. */
    private int claim() {
        List<Message> dead = null;
        int slot = SlotTable.NONE;
        lock.lock();
        try {
            if (table.isFull() && table.expiring()) {
                dead = table.purge(scheduler.nowNanos());
            }
            if (!table.isFull()) {
                slot = table.takeFree();
            }
        } finally {
            lock.unlock();
        }
        bury(dead);
        return slot;
    }

    /** Puts the message in a slot that is out in line. */
    void publish(int slot, int length, int priority, long expiryNanos) {
        boolean watched = listener.watching();
        boolean arrives = false;
        boolean expiresSooner;
        List<Message> dead = null;
        lock.lock();
        try {
            if (watched) {
                dead = table.expiring() ? table.purge(scheduler.nowNanos()) : null;
                arrives = table.isEmpty() && notEmpty.waiting() == 0;
            }
            table.line(slot, length, priority);
            table.expires(slot, expiryNanos);
            expiresSooner = expiryNanos < lastLookNanos;
        } finally {
            lock.unlock();
        }
        bury(dead);
        notEmpty.wakeNext();
        if (expiresSooner) {
            notFull.wake(Integer.MAX_VALUE); // they keep their places
        }
        if (arrives) {
            listener.arrived();
        }
    }

    /** A slot that is out comes back without a message. */
    void free(int slot) {
        lock.lock();
        try {
            table.free(slot);
        } finally {
            lock.unlock();
        }
        notFull.wakeNext();
    }

    /** Returns when a sender that is about to wait looks again for messages that have expired. */
    long nextLook() {
        lock.lock();
        try {
            long next = table.expiring() ? table.earliestExpiry() : Long.MAX_VALUE;
            lastLookNanos = notFull.waiting() == 0 ? next : Math.max(lastLookNanos, next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** After a wait: there may be room for the next sender too, of which only this one was told. */
    private void passRoomOn() {
        if (table.seemsToHaveRoom()) {
            notFull.wakeNext();
        }
    }

    /** Tells of the dead, and gives their slots to who waits for room. */
    void bury(@Nullable List<Message> dead) {
        if (dead == null) {
            return;
        }
        passRoomOn();
        dead.forEach(message -> listener.expired(message.bytes().duplicate(), message.priority()));
    }

    @Override
    public @Nullable QueueSlot loan(Deadline deadline) {
        int slot = claim();
        if (slot == SlotTable.NONE && !deadline.immediate()) {
            slot = claimLater(deadline);
        }
        return slot == SlotTable.NONE ? null : out.loan(slot);
    }

    private int claimLater(Deadline deadline) {
        long ticket = notFull.ticket();
        int slot = claim();
        while (slot == SlotTable.NONE) {
            notFull.park(ticket, deadline, nextLook());
            ticket = notFull.ticket();
            slot = claim();
        }
        passRoomOn();
        return slot;
    }

    // ---- receivers

    @Override
    public int receive(ByteBuffer buffer, Deadline deadline) {
        int priority = receiveNow(buffer);
        return priority >= 0 || deadline.immediate() ? priority : receiveLater(buffer, deadline);
    }

    private int receiveLater(ByteBuffer buffer, Deadline deadline) {
        for (int attempt = 0; notEmpty.linger(attempt); attempt++) {
            int priority = table.seemsToHaveMessages() ? receiveNow(buffer) : -1;
            if (priority >= 0) {
                return priority;
            }
        }
        try {
            long ticket = notEmpty.ticket();
            int priority = receiveNow(buffer);
            while (priority < 0) {
                notEmpty.park(ticket, deadline);
                ticket = notEmpty.ticket();
                priority = receiveNow(buffer);
            }
            return priority;
        } finally {
            passMessagesOn(); // also if the buffer refused the message, which the next receiver is to get
        }
    }

    @Override
    public int receiveAll(List<ByteBuffer> buffers, Deadline deadline) {
        return batches.receive(buffers, deadline);
    }

    private int receiveNow(ByteBuffer buffer) {
        int priority;
        int slot = SlotTable.NONE;
        List<Message> dead = null;
        lock.lock();
        try {
            if (table.expiring()) {
                dead = takeDue();
            }
            priority = take(buffer);
            if (priority < 0 && !table.isEmpty()) {
                priority = table.highest();
                slot = table.first(priority);
                table.receiveFirst(priority);
            }
        } finally {
            lock.unlock();
        }
        bury(dead);
        if (slot != SlotTable.NONE) {
            copyOut(slot, priority, buffer);
        }
        if (priority >= 0) {
            freed();
        }
        return priority;
    }

    /**
     * Copies the first message out and frees its slot; returns its priority, or -1 if there is none or it is long.
     * Under the lock, with no message due at the head of the line.
     */
    int take(ByteBuffer buffer) {
        if (table.isEmpty()) {
            return -1;
        }
        int priority = table.highest();
        int slot = table.first(priority);
        int length = table.length(slot);
        if (length > SHORT_BYTES) {
            return -1;
        }
        arena.empty(slot, length, buffer); // if that fails, the message is still the first
        table.receiveFirst(priority);
        table.settled(slot);
        return priority;
    }

    /** A slot became free. */
    void freed() {
        notFull.wakeNext();
    }

    /** Tells whether nothing can have expired; under the lock. */
    boolean mayTake() {
        return !table.expiring();
    }

    /** Tells whether a message seems to be in line. */
    boolean seemsToHaveMessages() {
        return table.seemsToHaveMessages();
    }

    /** Copies a long message from its slot, which is out. */
    private void copyOut(int slot, int priority, ByteBuffer buffer) {
        boolean copied = false;
        try {
            arena.empty(slot, table.length(slot), buffer);
            copied = true;
        } finally {
            lock.lock();
            try {
                if (copied) {
                    table.settled(slot);
                } else {
                    table.putBack(slot, priority);
                }
            } finally {
                lock.unlock();
            }
            if (!copied) {
                notEmpty.wakeNext();
            }
        }
    }

    /** Takes the messages at the head of the line that have expired; null if there are none. */
    @Nullable
    List<Message> takeDue() {
        List<Message> due = null;
        long now = scheduler.nowNanos();
        while (!table.isEmpty() && table.isDue(table.first(table.highest()), now)) {
            due = due == null ? new ArrayList<>() : due;
            due.add(table.expireFirst(table.highest()));
        }
        return due;
    }

    /** After a wait: there may be a message for the next receiver too, of which only this one was told. */
    private void passMessagesOn() {
        if (table.seemsToHaveMessages()) {
            notEmpty.wakeNext();
        }
    }

    @Override
    public @Nullable QueueSlot lease(Deadline deadline) {
        Slot slot = leaseNow();
        return slot != null || deadline.immediate() ? slot : leaseLater(deadline);
    }

    private Slot leaseLater(Deadline deadline) {
        long ticket = notEmpty.ticket();
        Slot slot = leaseNow();
        while (slot == null) {
            notEmpty.park(ticket, deadline);
            ticket = notEmpty.ticket();
            slot = leaseNow();
        }
        passMessagesOn();
        return slot;
    }

    private @Nullable Slot leaseNow() {
        Slot leased = null;
        List<Message> dead;
        lock.lock();
        try {
            dead = table.expiring() ? takeDue() : null;
            if (!table.isEmpty()) {
                int priority = table.highest();
                int slot = table.first(priority);
                leased = out.lease(slot, table.length(slot), priority, table.redeliveries(slot));
                table.leaseFirst(priority);
            }
        } finally {
            lock.unlock();
        }
        bury(dead);
        return leased;
    }

    /** A receiver is done with a message, or gives it back. */
    void endLease(Slot slot, boolean requeue) {
        boolean expiresSooner;
        lock.lock();
        try {
            slot.settled();
            if (requeue) {
                table.requeued(slot.index(), slot.priority());
            } else {
                table.released(slot.index());
            }
            expiresSooner = requeue && table.expiryNanos(slot.index()) < lastLookNanos;
        } finally {
            lock.unlock();
        }
        if (requeue) {
            notEmpty.wakeNext();
        } else {
            notFull.wakeNext();
        }
        if (expiresSooner) {
            notFull.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public QueueSlot leased(int number) {
        lock.lock();
        try {
            return out.leased(number);
        } finally {
            lock.unlock();
        }
    }

    // ---- both

    @Override
    public QueueStatistics statistics() {
        lock.lock();
        try {
            return table.figures();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public QueueState state() {
        lock.lock();
        try {
            List<Message> leased = out.leased().stream()
                    .map(slot -> table.message(slot.index(), slot.priority(), slot.number()))
                    .toList();
            return new QueueState(options, table.messages(), leased, table.figures());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long assertedAt(Signal signal) {
        return levels.assertedAt(signal);
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return signal == Signal.READABLE ? notEmpty : notFull;
    }

    @Override
    public void destroy() {
        store.release();
    }
}
