package ipc.testkit.mq;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import ipc.testkit.kernel.CallUnwound;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A queue in one sorted list, right except for its bug. It must fail the contract, and for no other reason. */
final class PlantedQueue implements QueueObject {
    private final Bug bug;
    private final QueueState start;
    private final QueueListener listener;
    private final Scheduler scheduler;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;
    private final List<PlantedSlot> queued = new ArrayList<>();
    private final List<PlantedSlot> leased = new ArrayList<>();
    private final List<PlantedSlot> justExpired = new ArrayList<>();
    private int loaned;
    private int freed;
    private long looksAgainNanos = Long.MIN_VALUE;
    private int lastNumber;
    private long arrivals;
    private long sent;
    private long received;
    private long expired;
    private long redelivered;
    private int depthHighest;

    PlantedQueue(Bug bug, QueueState start, QueueListener listener, Scheduler scheduler, Memory.Charge charge) {
        this.bug = bug;
        this.start = start;
        this.listener = listener;
        this.scheduler = scheduler;
        this.charge = charge;
        lock = bug == Bug.NO_LOCK ? new NoLock() : scheduler.newLock("planted");
        notFull = scheduler.newWaitQueue("not full");
        notEmpty = scheduler.newWaitQueue("not empty");
        start.messages().forEach(message -> queued.add(new PlantedSlot(this, message, ++arrivals)));
        for (QueueState.Message message : start.leased()) {
            leased.add(new PlantedSlot(this, message, ++arrivals));
            lastNumber = bug == Bug.REUSES_LEASE_NUMBERS ? 0 : Math.max(lastNumber, message.lease());
        }
        QueueStatistics figures = start.statistics();
        if (bug != Bug.RESTORES_WITHOUT_FIGURES) {
            sent = figures.sent();
            received = figures.received();
            expired = figures.expired();
            redelivered = figures.redelivered();
            depthHighest = figures.depthHighest();
        }
    }

    /** Excludes nobody. */
    private static final class NoLock implements ShortLock {
        @Override
        public void lock() {}

        @Override
        public boolean tryLock() {
            return true;
        }

        @Override
        public void unlock() {}
    }

    boolean has(Bug planted) {
        return bug == planted;
    }

    @Override
    public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
        PlantedSlot slot = new PlantedSlot(this, start.options().messageBytesMax());
        slot.fill(message.duplicate(), priority, expiryNanos);
        if (has(Bug.MOVES_POSITION_ON_FAILURE)) {
            message.position(message.limit());
        }
        boolean early = has(Bug.QUEUES_BEFORE_WAITING) && !deadline.immediate() && locked(() -> room() == 0);
        if (early) {
            locked(() -> queued.add(slot));
        }
        Boolean done = await(notFull, deadline, () -> !makeRoom() ? null : early || append(take(slot)));
        if (done != null) {
            message.position(message.limit());
        }
        return done != null;
    }

    @Override
    public int receive(ByteBuffer buffer, Deadline deadline) {
        PlantedSlot slot = await(notEmpty, deadline, () -> {
            PlantedSlot first = removeFirst();
            if (first != null) {
                copyOut(first, buffer);
                received += has(Bug.MISCOUNTS_RECEIVED) ? 0 : 1;
            }
            return first;
        });
        if (slot == null) {
            return -1;
        }
        wakeSender();
        return slot.priority();
    }

    private void copyOut(PlantedSlot first, ByteBuffer buffer) {
        try {
            buffer.put(first.bytes().duplicate());
        } catch (RuntimeException refused) {
            if (!has(Bug.LOSES_WHAT_A_BUFFER_REFUSES)) {
                queued.addFirst(first);
            }
            if (!has(Bug.REFUSAL_WAKES_NOBODY)) {
                notEmpty.wake(1);
            }
            throw refused;
        }
    }

    @Override
    public int sendAll(List<ByteBuffer> messages, int priority, long expiryNanos, Deadline deadline) {
        return batch(messages, deadline, (message, until) -> send(message, priority, expiryNanos, until));
    }

    @Override
    public int receiveAll(List<ByteBuffer> buffers, Deadline deadline) {
        return batch(buffers, deadline, (buffer, until) -> receive(buffer, until) >= 0);
    }

    private int batch(List<ByteBuffer> all, Deadline deadline, BiPredicate<ByteBuffer, Deadline> move) {
        int moved = 0;
        if (has(Bug.BATCH_OF_NOTHING_WAITS) && all.isEmpty()) {
            notFull.park(notFull.ticket(), deadline);
        }
        List<ByteBuffer> wanted = has(Bug.BATCH_BACKWARDS) ? all.reversed() : all;
        try {
            for (ByteBuffer buffer :
                    has(Bug.BATCH_STOPS_AFTER_ONE) ? wanted.stream().limit(1).toList() : wanted) {
                boolean waits = moved == 0 || has(Bug.BATCH_WAITS_FOR_ALL);
                if (!move.test(buffer, waits ? deadline : Deadline.NOW)) {
                    break;
                }
                moved++;
            }
        } catch (RuntimeException refused) {
            if (moved == 0 || has(Bug.BATCH_FORGETS_WHAT_WAS_MOVED)) {
                throw refused;
            }
        }
        return moved;
    }

    @Override
    public @Nullable QueueSlot loan(Deadline deadline) {
        return await(notFull, deadline, () -> {
            if (!has(Bug.LOAN_WITHOUT_ROOM) && !makeRoom()) {
                return null;
            }
            loaned++;
            return take(new PlantedSlot(this, start.options().messageBytesMax()));
        });
    }

    @Override
    public @Nullable QueueSlot lease(Deadline deadline) {
        return await(notEmpty, deadline, () -> {
            PlantedSlot first = removeFirst();
            if (first != null) {
                first.lease(++lastNumber);
                leased.add(first);
            }
            return first;
        });
    }

    void endLoan(@Nullable PlantedSlot message) {
        locked(() -> {
            loaned -= has(Bug.KEEPS_GIVEN_BACK_LOANS) && message == null ? 0 : 1;
            return message == null || (makeRoom() && append(message));
        });
        if (message == null) {
            wakeSender();
        }
    }

    void endLease(PlantedSlot slot, boolean requeue) {
        boolean sooner = locked(() -> {
            leased.remove(slot);
            if (!requeue) {
                received++;
                return false;
            }
            redelivered += has(Bug.COUNTS_NO_REDELIVERY) ? 0 : 1;
            if (has(Bug.FORGETS_REQUEUED_MESSAGES)) {
                received++;
            } else {
                queued.add(slot.back(++arrivals));
            }
            return expiresSooner(slot);
        });
        if (!requeue) {
            wakeSender();
        } else if (!has(Bug.REQUEUE_WAKES_NOBODY)) {
            notEmpty.wake(1);
            wakeAllIf(sooner);
        }
    }

    private boolean expiresSooner(PlantedSlot slot) {
        long looksAgain = has(Bug.WAKES_ALL_FOR_ANY_EXPIRY) ? Long.MAX_VALUE : looksAgainNanos;
        return !has(Bug.SLEEPS_PAST_NEW_EXPIRY) && slot.expiryNanos() < looksAgain;
    }

    private void wakeAllIf(boolean sooner) {
        if (sooner) {
            notFull.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public QueueSlot leased(int number) {
        return locked(() -> leased.stream()
                .filter(slot -> slot.number() == number)
                .findFirst()
                .orElseThrow());
    }

    @Override
    public long assertedAt(Signal signal) {
        boolean readable = (signal == Signal.READABLE) != has(Bug.CONFUSES_SIGNALS);
        return locked(() -> (readable ? !queued.isEmpty() : room() > 0) ? 0 : Long.MAX_VALUE);
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return (signal == Signal.READABLE) != has(Bug.RAISES_ELSEWHERE) ? notEmpty : notFull;
    }

    @Override
    public QueueStatistics statistics() {
        return locked(() ->
                new QueueStatistics(sent, received, queued.size(), leased.size(), expired, redelivered, depthHighest));
    }

    @Override
    public QueueState state() {
        return locked(() -> {
            if (!has(Bug.STATE_IN_ORDER_OF_ARRIVAL)) {
                queued.sort(PlantedSlot.order(bug));
            }
            return new QueueState(
                    start.options(),
                    queued.stream().map(PlantedSlot::queuedMessage).toList(),
                    has(Bug.STATE_WITHOUT_LEASES)
                            ? List.of()
                            : leased.stream().map(PlantedSlot::message).toList(),
                    new QueueStatistics(
                            sent, received, queued.size(), leased.size(), expired, redelivered, depthHighest));
        });
    }

    @Override
    public void destroy() {
        if (!has(Bug.KEEPS_MEMORY)) {
            charge.release();
        }
    }

    private <T> @Nullable T await(WaitQueue queue, Deadline deadline, Supplier<@Nullable T> attempt) {
        if (has(Bug.LOOKS_AT_TIME_TOO_EARLY) && !deadline.immediate() && deadline.atNanos() < 0) {
            throw new IpcException(Errno.ETIMEDOUT, "too early");
        }
        while (true) {
            long ticket = has(Bug.TICKET_AFTER_TEST) ? 0 : queue.ticket();
            long[] recheck = new long[1];
            T result = this.<@Nullable T>locked(() -> {
                T found = attempt.get();
                recheck[0] = queue == notEmpty ? Long.MAX_VALUE : earliestExpiry();
                if (found == null && queue == notFull) {
                    looksAgainNanos = recheck[0];
                }
                return found;
            });
            if (result != null || deadline.immediate()) {
                return result;
            }
            park(queue, has(Bug.TICKET_AFTER_TEST) ? queue.ticket() : ticket, deadline, recheck[0]);
        }
    }

    private void park(WaitQueue queue, long ticket, Deadline deadline, long recheck) {
        try {
            queue.park(ticket, deadline, recheck);
        } catch (CallUnwound unwound) {
            if (!has(Bug.SWALLOWS_UNWINDING)) {
                throw unwound;
            }
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> body) {
        List<PlantedSlot> gone;
        int room;
        T result;
        lock.lock();
        try {
            result = body.get();
            depthHighest = Math.max(depthHighest, queued.size() + leased.size());
            gone = List.copyOf(justExpired);
            justExpired.clear();
            room = freed;
            freed = 0;
        } finally {
            lock.unlock();
        }
        if (room > 0) {
            notFull.wake(room);
        }
        gone.forEach(slot -> tellExpired(slot));
        return result;
    }

    private void tellExpired(PlantedSlot slot) {
        if (!has(Bug.FORGETS_TO_TELL_OF_EXPIRED)) {
            listener.expired(slot.bytes(), slot.priority());
        }
    }

    /** A sender takes room, perhaps some that a purge has just made. */
    private PlantedSlot take(PlantedSlot slot) {
        freed -= freed == 0 || has(Bug.PURGE_WAKES_ONE_TOO_MANY) ? 0 : 1;
        return slot;
    }

    private void wakeSender() {
        if (!has(Bug.RECEIVE_WAKES_NOBODY)) {
            notFull.wake(1);
        }
    }

    private int room() {
        int leases = has(Bug.LEASE_FREES_ITS_SLOT) || has(Bug.DEPTH_WITHOUT_LEASES) ? 0 : leased.size();
        return start.options().depthMax() - loaned - leases - queued.size();
    }

    private boolean makeRoom() {
        if (listener.watching() || room() == 0) {
            queued.sort(PlantedSlot.order(bug));
            queued.removeIf(slot -> (!has(Bug.EXPIRES_ONLY_THE_FIRST) || slot == queued.getFirst()) && gone(slot));
        }
        return room() > 0;
    }

    private boolean append(PlantedSlot slot) {
        boolean empty = queued.isEmpty() || has(Bug.TELLS_OF_EVERY_ARRIVAL);
        boolean alone = notEmpty.waiting() == 0 || has(Bug.TELLS_ALTHOUGH_SOMEBODY_WAITS);
        boolean sooner = expiresSooner(slot);
        sent = next(sent);
        queued.add(slot.queue(++arrivals));
        afterUnlock(() -> {
            if (!has(Bug.SEND_WAKES_NOBODY)) {
                notEmpty.wake(1);
            }
            wakeAllIf(sooner);
            if (empty && alone && listener.watching()) {
                listener.arrived();
            }
        });
        return true;
    }

    /** Without a lock, others come between load and store, however few processors there are. */
    private long next(long count) {
        if (has(Bug.NO_LOCK)) {
            Thread.yield();
        }
        return count + 1;
    }

    private void afterUnlock(Runnable action) {
        if (has(Bug.TELLS_UNDER_THE_LOCK)) {
            action.run();
            return;
        }
        lock.unlock();
        action.run();
        lock.lock();
    }

    private @Nullable PlantedSlot removeFirst() {
        queued.sort(PlantedSlot.order(bug));
        while (!queued.isEmpty()) {
            PlantedSlot first = queued.removeFirst();
            if (has(Bug.DELIVERS_EXPIRED) || !gone(first)) {
                return first;
            }
        }
        return null;
    }

    private boolean gone(PlantedSlot slot) {
        long now = scheduler.nowNanos() + (has(Bug.EXPIRES_TOO_EARLY) ? 1 : 0);
        if (slot.expiryNanos() > now) {
            return false;
        }
        expired++;
        freed++;
        return justExpired.add(slot);
    }

    private long earliestExpiry() {
        return has(Bug.SLEEPS_PAST_EXPIRY)
                ? Long.MAX_VALUE
                : queued.stream().mapToLong(PlantedSlot::expiryNanos).min().orElse(Long.MAX_VALUE);
    }
}
