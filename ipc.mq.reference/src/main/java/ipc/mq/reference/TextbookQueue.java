package ipc.mq.reference;

import ipc.api.Errno;
import ipc.api.IpcException;
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
import ipc.api.mq.spi.QueueState.Message;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One queue. Every field that changes is guarded by the one lock; what a change entails waits in a {@link Step}. */
final class TextbookQueue implements QueueObject {
    private final QueueState start;
    private final QueueListener listener;
    private final Scheduler scheduler;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue notFull;
    private final WaitQueue notEmpty;
    private final NavigableMap<Integer, ArrayDeque<Message>> queued = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Integer, TextbookSlot> leased = new TreeMap<>();
    private int loaned;
    private int lastNumber;
    private long sent;
    private long received;
    private long expired;
    private long redelivered;
    private int depthHighest;
    private long latestRecheckNanos = Long.MIN_VALUE;

    TextbookQueue(String name, QueueState start, QueueListener listener, Scheduler scheduler, Memory.Charge charge) {
        this.start = start;
        this.listener = listener;
        this.scheduler = scheduler;
        this.charge = charge;
        lock = scheduler.newLock(name);
        notFull = scheduler.newWaitQueue(name + " not full");
        notEmpty = scheduler.newWaitQueue(name + " not empty");
        start.messages().forEach(message -> fifo(message.priority()).addLast(message));
        start.leased().forEach(message -> leased.put(message.lease(), new TextbookSlot(this, message)));
        lastNumber = leased.isEmpty() ? 0 : leased.lastKey();
        sent = start.statistics().sent();
        received = start.statistics().received();
        expired = start.statistics().expired();
        redelivered = start.statistics().redelivered();
        depthHighest = start.statistics().depthHighest();
    }

    @Override
    public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
        if (message.remaining() > start.options().messageBytesMax()) {
            throw new IpcException(Errno.EMSGSIZE, "send a message that is longer than the queue allows");
        }
        Message copy = TextbookSlot.newMessage(message, priority, expiryNanos);
        boolean done = await(notFull, deadline, step -> hasRoom(step) ? append(copy, step) : null) != null;
        message.position(done ? message.limit() : message.position());
        return done;
    }

    @Override
    public int receive(ByteBuffer buffer, Deadline deadline) {
        Message message = await(notEmpty, deadline, step -> {
            Message first = first(step);
            if (first != null) {
                buffer.put(first.bytes().duplicate()); // if the buffer refuses, the message is still there
                fifo(first.priority()).remove();
                received++;
                step.freed++;
            }
            return first;
        });
        return message == null ? -1 : message.priority();
    }

    @Override
    public @Nullable QueueSlot loan(Deadline deadline) {
        return await(notFull, deadline, step -> {
            if (!hasRoom(step)) {
                return null;
            }
            loaned++;
            step.freed--;
            return new TextbookSlot(this, ++lastNumber, start.options().messageBytesMax());
        });
    }

    @Override
    public @Nullable QueueSlot lease(Deadline deadline) {
        return await(notEmpty, deadline, step -> {
            Message first = first(step);
            if (first == null) {
                return null;
            }
            fifo(first.priority()).remove();
            Message taken = TextbookSlot.copyOf(first, first.redeliveries(), ++lastNumber);
            TextbookSlot slot = new TextbookSlot(this, taken);
            leased.put(lastNumber, slot);
            return slot;
        });
    }

    /** Ends a loan with a message or with none. */
    void endLoan(@Nullable Message message) {
        Step step = new Step(listener.watching());
        locked(step, () -> {
            loaned--;
            step.freed++;
            return message == null || append(message, step);
        });
    }

    /** Ends a lease. */
    void endLease(Message message, boolean requeue) {
        Step step = new Step(false);
        locked(step, () -> {
            leased.remove(message.lease());
            if (requeue) {
                redelivered++;
                Message back = TextbookSlot.copyOf(message, message.redeliveries() + 1, 0);
                fifo(back.priority()).addFirst(back);
                added(back, step);
            } else {
                received++;
                step.freed++;
            }
            return requeue;
        });
    }

    @Override
    public QueueSlot leased(int number) {
        return locked(new Step(false), () -> {
            TextbookSlot slot = leased.get(number);
            if (slot == null) {
                throw new IllegalArgumentException("slot " + number + " is not under lease");
            }
            return slot;
        });
    }

    @Override
    public QueueStatistics statistics() {
        return locked(new Step(false), this::figures);
    }

    @Override
    public QueueState state() {
        return locked(new Step(false), () -> {
            List<Message> messages = queued.values().stream()
                    .flatMap(ArrayDeque::stream)
                    .map(message -> TextbookSlot.copyOf(message, message.redeliveries(), 0))
                    .toList();
            List<Message> leases = leased.values().stream()
                    .map(slot -> TextbookSlot.copyOf(slot.message(), slot.redeliveries(), slot.number()))
                    .toList();
            return new QueueState(start.options(), messages, leases, figures());
        });
    }

    @Override
    public void destroy() {
        charge.release();
    }

    /** Repeats an attempt until it has a result or may not wait. */
    private <T> @Nullable T await(WaitQueue queue, Deadline deadline, Function<Step, @Nullable T> attempt) {
        while (true) {
            long ticket = queue.ticket();
            Step step = new Step(listener.watching());
            T result = this.<@Nullable T>locked(step, () -> attempt.apply(step));
            if (result != null || deadline.immediate()) {
                return result;
            }
            queue.park(ticket, deadline, step.recheckNanos);
        }
    }

    /** Runs a body under the lock; then tells listener and waiters what it changed. */
    private <T extends @Nullable Object> T locked(Step step, Supplier<T> body) {
        T result;
        lock.lock();
        try {
            result = body.get();
            depthHighest = Math.max(depthHighest, depth());
        } finally {
            lock.unlock();
        }
        step.expired.forEach(message -> listener.expired(message.bytes().duplicate(), message.priority()));
        if (step.freed > 0 || step.sooner) {
            notFull.wake(step.sooner ? Integer.MAX_VALUE : step.freed);
        }
        if (step.added) {
            notEmpty.wake(1);
        }
        if (step.arrived) {
            listener.arrived();
        }
        return result;
    }

    private boolean hasRoom(Step step) {
        int depthMax = start.options().depthMax();
        if (loaned + depth() == depthMax) {
            purge(step);
        }
        if (loaned + depth() < depthMax) {
            return true;
        }
        step.recheckNanos = messages().mapToLong(Message::expiryNanos).min().orElse(Long.MAX_VALUE);
        latestRecheckNanos = Math.max(latestRecheckNanos, step.recheckNanos);
        return false;
    }

    private void purge(Step step) {
        queued.values().forEach(fifo -> fifo.removeIf(message -> hasExpired(message, step)));
    }

    /** A watched queue is purged first: messages that have expired do not make it less empty. */
    private boolean append(Message message, Step step) {
        if (step.watched) {
            purge(step);
        }
        step.freed--;
        step.arrived = step.watched && messages().findAny().isEmpty() && notEmpty.waiting() == 0;
        sent++;
        fifo(message.priority()).addLast(message);
        added(message, step);
        return true;
    }

    /** Senders that would sleep past the expiry of this message must look again. */
    private void added(Message message, Step step) {
        step.added = true;
        if (message.expiryNanos() < latestRecheckNanos) {
            step.sooner = true;
            latestRecheckNanos = Long.MIN_VALUE;
        }
    }

    /** The first message that has not expired; those before it are gone. */
    private @Nullable Message first(Step step) {
        for (ArrayDeque<Message> fifo : queued.values()) {
            while (!fifo.isEmpty() && hasExpired(fifo.element(), step)) {
                fifo.remove();
            }
            if (!fifo.isEmpty()) {
                return fifo.element();
            }
        }
        return null;
    }

    private boolean hasExpired(Message message, Step step) {
        if (scheduler.nowNanos() < message.expiryNanos()) {
            return false;
        }
        expired++;
        step.freed++;
        return step.expired.add(message);
    }

    private ArrayDeque<Message> fifo(int priority) {
        return queued.computeIfAbsent(priority, key -> new ArrayDeque<>());
    }

    private Stream<Message> messages() {
        return queued.values().stream().flatMap(ArrayDeque::stream);
    }

    private int depth() {
        return (int) messages().count() + leased.size();
    }

    private QueueStatistics figures() {
        int queuedNow = (int) messages().count();
        return new QueueStatistics(sent, received, queuedNow, leased.size(), expired, redelivered, depthHighest);
    }
}
