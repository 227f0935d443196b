package ipc.mq.reference;

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
import ipc.api.mq.spi.QueueState.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One queue. Every field that changes is guarded by the one lock. */
final class TextbookQueue implements QueueObject {
    private final QueueState start;
    private final QueueListener listener;
    private final Scheduler scheduler;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue notFull, notEmpty;

    /** In the order of delivery. */
    private final List<Message> queued;

    /** By the numbers of their slots. */
    private final SortedMap<Integer, Message> leased = new TreeMap<>();

    private int loaned, lastNumber, depthHighest;
    private long sent, expired, redelivered;

    /** When whoever last found no room looks again; nobody that waits for room looks later. */
    private long looksAgainNanos = Long.MIN_VALUE;

    /** What the call that holds the lock has to tell others once it has released it. */
    private List<Runnable> news = List.of();

    TextbookQueue(String name, QueueState start, QueueListener listener, Scheduler scheduler, Memory.Charge charge) {
        this.start = start;
        this.listener = listener;
        this.scheduler = scheduler;
        this.charge = charge;
        lock = scheduler.newLock(name);
        notFull = scheduler.newWaitQueue(name + " not full");
        notEmpty = scheduler.newWaitQueue(name + " not empty");
        queued = new ArrayList<>(start.messages());
        start.leased().forEach(message -> leased.put(message.lease(), message));
        lastNumber = leased.isEmpty() ? 0 : leased.lastKey();
        sent = start.statistics().sent();
        expired = start.statistics().expired();
        redelivered = start.statistics().redelivered();
        depthHighest = start.statistics().depthHighest();
    }

    @Override
    public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
        Message copy = copyOf(message.duplicate(), priority, expiryNanos);
        boolean done = await(notFull, deadline, () -> append(copy) ? copy : null) != null;
        message.position(done ? message.limit() : message.position());
        return done;
    }

    @Override
    public int receive(ByteBuffer buffer, Deadline deadline) {
        Integer priority = await(notEmpty, deadline, () -> hasMessage() ? copyOut(buffer) : null);
        return priority == null ? -1 : priority;
    }

    @Override
    public @Nullable QueueSlot loan(Deadline deadline) {
        return await(notFull, deadline, () -> hasRoom(false) ? loanOut() : null);
    }

    @Override
    public @Nullable QueueSlot lease(Deadline deadline) {
        return await(notEmpty, deadline, () -> hasMessage() ? leaseOut() : null);
    }

    /** A slot comes back, with a message for the queue or with none. */
    void end(int number, @Nullable Message message) {
        locked(() -> {
            boolean loan = leased.remove(number) == null;
            loaned -= loan ? 1 : 0;
            redelivered += loan || message == null ? 0 : 1;
            return message != null && (loan ? append(message) : line(0, message));
        });
    }

    @Override
    public QueueSlot leased(int number) {
        return locked(() -> Optional.ofNullable(leased.get(number)).map(this::slotOf))
                .orElseThrow(() -> new IllegalArgumentException("slot " + number + " is not under lease"));
    }

    @Override
    public QueueState state() {
        return locked(() -> new QueueState(start.options(), queued, List.copyOf(leased.values()), figures()));
    }

    @Override
    public long assertedAt(Signal signal) {
        return locked(() -> (signal == Signal.READABLE ? hasMessage() : hasRoom(false)) ? 0 : looksAgain());
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return signal == Signal.READABLE ? notEmpty : notFull;
    }

    @Override
    public void destroy() {
        charge.release();
    }

    /** Repeats an attempt until it has a result or may not wait. */
    private <T> @Nullable T await(WaitQueue queue, Deadline deadline, Supplier<@Nullable T> attempt) {
        while (true) {
            long ticket = queue.ticket();
            T result = this.<@Nullable T>locked(attempt);
            if (result != null || deadline.immediate()) {
                return result;
            }
            queue.park(ticket, deadline, locked(this::looksAgain));
        }
    }

    /** Runs a body under the lock, and afterwards tells whom it may concern. */
    private <T extends @Nullable Object> T locked(Supplier<T> body) {
        List<Runnable> mine = new ArrayList<>();
        lock.lock();
        try {
            news = mine;
            int before = room();
            T result = body.get();
            news.addAll(Collections.nCopies(Math.max(0, room() - before), () -> notFull.wake(1)));
            return result;
        } finally {
            lock.unlock();
            mine.forEach(Runnable::run);
        }
    }

    private void newsIf(boolean condition, Runnable what) {
        news.addAll(Collections.nCopies(condition ? 1 : 0, what));
    }

    private int room() {
        return start.options().depthMax() - loaned - leased.size() - queued.size();
    }

    private boolean hasRoom(boolean purging) {
        queued.removeIf(message -> (purging || room() == 0) && hasExpired(message));
        return room() > 0;
    }

    /** Tells whether there is a message that has not expired; it is the first then. */
    private boolean hasMessage() {
        while (!queued.isEmpty() && hasExpired(queued.getFirst())) {
            queued.removeFirst();
        }
        return !queued.isEmpty();
    }

    /** If the buffer refuses, the message is still there, and the next receiver is to look. */
    private int copyOut(ByteBuffer buffer) {
        ByteBuffer bytes = queued.getFirst().bytes();
        newsIf(buffer.isReadOnly() || buffer.remaining() < bytes.remaining(), () -> notEmpty.wake(1));
        buffer.put(bytes);
        return queued.removeFirst().priority();
    }

    private QueueSlot loanOut() {
        loaned++;
        return new TextbookSlot(this, null, ++lastNumber, 0, 0, newBytes());
    }

    private QueueSlot leaseOut() {
        Message message = queued.removeFirst().leased(++lastNumber);
        leased.put(lastNumber, message);
        return slotOf(message);
    }

    private QueueSlot slotOf(Message out) {
        ByteBuffer bytes = out.bytes().slice();
        return new TextbookSlot(this, out, out.lease(), out.priority(), out.redeliveries(), bytes);
    }

    /** Queues a message if there is room; in a watched queue, expired messages do not make it less empty. */
    private boolean append(Message message) {
        boolean watched = listener.watching();
        boolean room = hasRoom(watched);
        newsIf(room && watched && queued.isEmpty() && notEmpty.waiting() == 0, listener::arrived);
        sent += room ? 1 : 0;
        return room && line(queued.size(), message);
    }

    /** Puts a message into the line, at one of its ends, from where it goes to that end of its priority. */
    private boolean line(int end, Message message) {
        queued.add(end, message);
        queued.sort(Comparator.comparingInt(each -> -each.priority()));
        depthHighest = Math.max(depthHighest, queued.size() + leased.size());
        newsIf(message.expiryNanos() < looksAgainNanos, () -> notFull.wake(Integer.MAX_VALUE));
        return news.add(() -> notEmpty.wake(1));
    }

    private boolean hasExpired(Message message) {
        boolean due = message.expiryNanos() <= scheduler.nowNanos();
        expired += due ? 1 : 0;
        return due && news.add(() -> listener.expired(message.bytes(), message.priority()));
    }

    private long looksAgain() {
        looksAgainNanos = queued.stream().mapToLong(Message::expiryNanos).min().orElse(Long.MAX_VALUE);
        return looksAgainNanos;
    }

    private QueueStatistics figures() {
        long received = sent - expired - queued.size() - leased.size();
        return new QueueStatistics(sent, received, queued.size(), leased.size(), expired, redelivered, depthHighest);
    }

    Message copyOf(ByteBuffer bytes, int priority, long expiryNanos) {
        return new Message(newBytes().put(bytes).flip(), priority, expiryNanos, 0, 0);
    }

    private ByteBuffer newBytes() {
        return ByteBuffer.allocate(start.options().messageBytesMax());
    }
}
