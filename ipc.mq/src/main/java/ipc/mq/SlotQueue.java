package ipc.mq;

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
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue: senders on one side, receivers on the other, each side under a lock of its own.
 *
 * <p>A sender takes a free slot from one ring, fills it and puts it into the other; a receiver does the reverse. Only
 * who finds nothing takes both locks, senders' first: it takes a ticket, looks again under both, and parks. Whoever
 * then changes something does so under a lock that the waiter held, after the waiter announced itself, and therefore
 * sees the announcement when it wakes. So the common path needs no fence between the change and {@code wake}.
 *
 * <p>Nobody pays for expiry in a queue where nothing ever expires.
 */
final class SlotQueue implements QueueObject {
    private final QueueOptions options;
    private final QueueListener listener;
    private final Scheduler scheduler;
    private final SlotStore store;
    private final SlotArena arena;
    private final IndexRing inbox;
    private final IndexRing free;
    private final Tally tally;
    private final Backlog backlog;
    private final @Nullable Slot[] slots;
    private final ShortLock senders;
    private final ShortLock receivers;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;

    /**
     * Whether a message with an expiry was ever sent; set before that message, under the senders' lock. Never unset:
     * who reads it without the lock and sees false came before that message or beside it.
     */
    private boolean expiring;

    /** Expired messages that a receiver has met and not yet reported; under the receivers' lock. */
    private @Nullable List<Message> met;

    /** The number of the latest lease; under the receivers' lock. */
    private int lastLease;

    SlotQueue(String name, QueueOptions options, QueueListener listener, Scheduler scheduler, SlotStore store) {
        this.options = options;
        this.listener = listener;
        this.scheduler = scheduler;
        this.store = store;
        this.arena = store.arena();
        this.inbox = store.inbox();
        this.free = store.free();
        this.tally = store.tally();
        this.backlog = store.backlog();
        this.slots = new Slot[options.depthMax()];
        this.senders = scheduler.newLock(name + " senders");
        this.receivers = scheduler.newLock(name + " receivers");
        this.notFull = scheduler.newWaitQueue(name + " not full");
        this.notEmpty = scheduler.newWaitQueue(name + " not empty");
    }

    /** Goes on where another queue stopped; nobody else knows this one yet. */
    void continueFrom(QueueState state) {
        int used = 0;
        backlog.continueFrom(state.statistics());
        for (Message message : state.messages()) {
            restore(used++, message);
        }
        for (Message message : state.leased()) {
            restore(used, message);
            long entry = Entry.of(used, message.bytes().remaining(), message.priority());
            slot(used++).leased(message.lease(), entry, message.redeliveries());
            lastLease = Math.max(lastLease, message.lease());
        }
        while (used < options.depthMax()) {
            free.put(used++);
        }
    }

    private void restore(int index, Message message) {
        expiring |= message.expiryNanos() != Long.MAX_VALUE;
        backlog.restore(index, message);
    }

    /** The object of a slot, made when the slot first leaves the queue. */
    private Slot slot(int index) {
        Slot slot = slots[index];
        if (slot == null) {
            slot = new Slot(this, index, arena.bytes(index));
            slots[index] = slot;
        }
        return slot;
    }

    // ---- senders

    @Override
    public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
        for (int attempt = 0; !listener.watching(); attempt++) {
            if (sendCommon(message, priority, expiryNanos)) {
                return true;
            }
            if (deadline.immediate() && !expiring) {
                return false; // a second look could only disturb the receivers
            }
            if (deadline.immediate() || !notFull.linger(attempt)) {
                break;
            }
        }
        return sendAfterLooking(new Look(() -> append(message, priority, expiryNanos)), expiryNanos, deadline);
    }

    /** The common case: there is room, and nobody wants to hear of the arrival. */
    private boolean sendCommon(ByteBuffer message, int priority, long expiryNanos) {
        senders.lock();
        try {
            if (free.isEmpty()) {
                return false;
            }
            append(message, priority, expiryNanos);
        } finally {
            senders.unlock();
        }
        added(expiryNanos);
        return true;
    }

    private void append(ByteBuffer message, int priority, long expiryNanos) {
        int slot = (int) free.peek();
        int length = arena.fill(slot, message); // if that fails, the slot is still free
        free.take();
        line(Entry.of(slot, length, priority), expiryNanos);
    }

    private void line(long entry, long expiryNanos) {
        if (expiring || expiryNanos != Long.MAX_VALUE) {
            expiring = true;
            backlog.expires(Entry.slot(entry), expiryNanos);
        }
        tally.sends(Entry.priority(entry));
        inbox.put(entry);
    }

    /** Wakes who waits for a message, and who waits for the next expiry if that may come sooner now. */
    private void added(long expiryNanos) {
        notEmpty.wake(1);
        if (expiryNanos != Long.MAX_VALUE) {
            notFull.wake(Integer.MAX_VALUE);
        }
    }

    private boolean sendAfterLooking(Look look, long expiryNanos, Deadline deadline) {
        boolean sent = awaitRoom(look, deadline);
        if (sent) {
            added(expiryNanos);
        }
        if (look.arrives) {
            listener.arrived();
        }
        return sent;
    }

    /** What a sender wants to do under both locks when there is room, and what it finds out there. */
    private static final class Look {
        private final Runnable withRoom;
        private boolean arrives;
        private long recheckNanos;

        private Look(Runnable withRoom) {
            this.withRoom = withRoom;
        }
    }

    private boolean awaitRoom(Look look, Deadline deadline) {
        while (true) {
            long ticket = notFull.ticket();
            if (look(look, listener.watching())) {
                return true;
            }
            if (deadline.immediate()) {
                return false;
            }
            notFull.park(ticket, deadline, look.recheckNanos);
        }
    }

    private boolean look(Look look, boolean watched) {
        List<Message> dead = List.of();
        lockBoth();
        try {
            backlog.drain();
            if (expiring && (watched || free.isEmpty())) {
                dead = backlog.purge(scheduler.nowNanos());
            }
            look.recheckNanos = expiring ? backlog.earliestExpiry() : Long.MAX_VALUE;
            if (free.isEmpty()) {
                return false;
            }
            look.arrives = watched && backlog.isEmpty() && notEmpty.waiting() == 0;
            look.withRoom.run();
            return true;
        } finally {
            unlockBoth();
            bury(dead);
        }
    }

    /** Tells of the dead, and gives their slots to who waits for room. */
    private void bury(List<Message> dead) {
        if (!dead.isEmpty()) {
            notFull.wake(dead.size());
            dead.forEach(message -> listener.expired(message.bytes().duplicate(), message.priority()));
        }
    }

    @Override
    public @Nullable QueueSlot loan(Deadline deadline) {
        Slot common = loanCommon();
        if (common != null || (deadline.immediate() && !expiring)) {
            return common;
        }
        Slot[] loaned = new Slot[1];
        Look look = new Look(() -> loaned[0] = loaned());
        return awaitRoom(look, deadline) ? loaned[0] : null;
    }

    private @Nullable Slot loanCommon() {
        senders.lock();
        try {
            return free.isEmpty() ? null : loaned();
        } finally {
            senders.unlock();
        }
    }

    private Slot loaned() {
        int index = (int) free.take();
        return slot(index).loaned(index + 1);
    }

    /** A sender has filled the slot that it was loaned. */
    void publish(long entry, long expiryNanos) {
        boolean watched = listener.watching();
        boolean arrives = false;
        List<Message> dead = List.of();
        lock(watched);
        try {
            if (watched) {
                backlog.drain();
                dead = expiring ? backlog.purge(scheduler.nowNanos()) : dead;
                arrives = backlog.isEmpty() && notEmpty.waiting() == 0;
            }
            line(entry, expiryNanos);
        } finally {
            unlock(watched);
        }
        bury(dead);
        added(expiryNanos);
        if (arrives) {
            listener.arrived();
        }
    }

    /** A sender gives a slot back as it got it. */
    void endLoan(Slot slot) {
        receivers.lock();
        try {
            backlog.returned(slot.index());
        } finally {
            receivers.unlock();
        }
        notFull.wake(1);
    }

    // ---- receivers

    @Override
    public int receive(ByteBuffer buffer, Deadline deadline) {
        int priority = receiveNow(buffer);
        for (int attempt = 0; priority < 0 && !deadline.immediate(); attempt++) {
            if (!notEmpty.linger(attempt)) {
                awaitMessage(deadline);
            }
            priority = receiveNow(buffer);
        }
        return priority;
    }

    private int receiveNow(ByteBuffer buffer) {
        int priority = -1;
        List<Message> dead;
        receivers.lock();
        try {
            long entry = firstAlive();
            if (entry != Backlog.NONE) {
                copyOut(entry, buffer);
                backlog.received(Entry.slot(entry));
                priority = Entry.priority(entry);
            }
            dead = takeMet();
        } finally {
            receivers.unlock();
        }
        if (priority >= 0) {
            notFull.wake(1);
        }
        bury(dead);
        return priority;
    }

    /** Another thread of the client may have changed the buffer since the kernel looked at it. */
    private void copyOut(long entry, ByteBuffer buffer) {
        try {
            arena.empty(Entry.slot(entry), Entry.length(entry), buffer);
        } catch (RuntimeException refused) {
            backlog.putBack(entry);
            throw refused;
        }
    }

    /** The first message that has not expired; those before it were met. */
    private long firstAlive() {
        long entry = backlog.first();
        while (expiring && entry != Backlog.NONE && backlog.isDue(entry, scheduler.nowNanos())) {
            if (met == null) {
                met = new ArrayList<>();
            }
            met.add(backlog.expire(entry));
            entry = backlog.first();
        }
        return entry;
    }

    private List<Message> takeMet() {
        List<Message> taken = met;
        if (taken == null) {
            return List.of();
        }
        met = null;
        return taken;
    }

    /** Parks unless there is a message, which only who holds both locks can tell. */
    private void awaitMessage(Deadline deadline) {
        long ticket = notEmpty.ticket();
        boolean empty;
        lockBoth();
        try {
            backlog.drain();
            empty = backlog.isEmpty();
        } finally {
            unlockBoth();
        }
        if (empty) {
            notEmpty.park(ticket, deadline);
        }
    }

    @Override
    public @Nullable QueueSlot lease(Deadline deadline) {
        Slot slot = leaseNow();
        while (slot == null && !deadline.immediate()) {
            awaitMessage(deadline);
            slot = leaseNow();
        }
        return slot;
    }

    private @Nullable Slot leaseNow() {
        Slot leased = null;
        List<Message> dead;
        receivers.lock();
        try {
            long entry = firstAlive();
            if (entry != Backlog.NONE) {
                int index = Entry.slot(entry);
                leased = slot(index).leased(nextLease(), entry, backlog.redeliveries(index));
                backlog.lease(entry);
            }
            dead = takeMet();
        } finally {
            receivers.unlock();
        }
        bury(dead);
        return leased;
    }

    private int nextLease() {
        lastLease = lastLease == Integer.MAX_VALUE ? 1 : lastLease + 1;
        return lastLease;
    }

    /** A receiver is done with a message, or gives it back. */
    void endLease(Slot slot, boolean requeue) {
        long expiryNanos;
        receivers.lock();
        try {
            expiryNanos = backlog.expiryNanos(slot.index());
            slot.settled();
            if (requeue) {
                backlog.requeued(slot.index());
            } else {
                backlog.released(slot.index());
            }
        } finally {
            receivers.unlock();
        }
        if (requeue) {
            added(expiryNanos);
        } else {
            notFull.wake(1);
        }
    }

    @Override
    public QueueSlot leased(int number) {
        lockBoth();
        try {
            return leases().stream()
                    .filter(slot -> slot.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("slot " + number + " is not under lease"));
        } finally {
            unlockBoth();
        }
    }

    private List<Slot> leases() {
        List<Slot> leases = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot != null && slot.isLeased()) {
                leases.add(slot);
            }
        }
        leases.sort(Comparator.comparingInt(Slot::number));
        return leases;
    }

    // ---- both

    @Override
    public QueueStatistics statistics() {
        lockBoth();
        try {
            backlog.drain();
            return backlog.figures();
        } finally {
            unlockBoth();
        }
    }

    @Override
    public QueueState state() {
        lockBoth();
        try {
            backlog.drain();
            List<Message> leased = leases().stream().map(backlog::leased).toList();
            return new QueueState(options, List.copyOf(backlog.messages()), leased, backlog.figures());
        } finally {
            unlockBoth();
        }
    }

    @Override
    public void destroy() {
        store.release();
    }

    private void lockBoth() {
        lock(true);
    }

    private void unlockBoth() {
        unlock(true);
    }

    /** The senders' lock, and the receivers' too where both are needed; always in this order. */
    private void lock(boolean both) {
        senders.lock();
        if (both) {
            receivers.lock();
        }
    }

    private void unlock(boolean both) {
        if (both) {
            receivers.unlock();
        }
        senders.unlock();
    }
}
