package ipc.sync.checked;

import ipc.api.IpcException;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Owner;
import ipc.api.sync.LockFindings;
import ipc.api.sync.LockInversion.Step;
import ipc.sync.checked.TrackedLock.Hold;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All locks of a provider, and the order in which they are locked.
 *
 * <p>Takes no lock itself, because it is told of what happens under the locks that it watches. Of two threads that
 * complete a circle together, each adds its order before it searches, so one of them finds the circle.
 */
final class LockOrder {
    /** Each order has two stacks in words; all of them together are a few megabytes. */
    static final int ORDERS_MAX = 1_024;

    /** What an order keeps on the heap, roughly. */
    private static final long ORDER_BYTES = 4_096;

    /** What is known of a lock alone keeps so much, roughly. */
    private static final long LOCK_BYTES = 2_048;

    private final Scheduler scheduler;
    private final Memory memory;
    private final Possessions possessions = new Possessions();
    private final Inversions inversions;
    private final ConcurrentSkipListMap<Long, TrackedLock> locks = new ConcurrentSkipListMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger orders = new AtomicInteger();
    private final LongAdder unjudged = new LongAdder();

    LockOrder(Scheduler scheduler, Memory memory) {
        this.scheduler = scheduler;
        this.memory = memory;
        this.inversions = new Inversions(scheduler);
    }

    long now() {
        return scheduler.nowNanos();
    }

    TrackedLock track(String name) {
        TrackedLock lock = new TrackedLock(ids.incrementAndGet(), name, memory.charge(LOCK_BYTES));
        locks.put(lock.id(), lock);
        return lock;
    }

    // ---- what happens to a lock

    /**
     * A call is about to wait for a lock if it has to.
     *
     * @param owner who calls
     * @param lock which it wants
     * @param waitsForItself whether an owner waits for its own lock
     */
    void wants(Owner owner, TrackedLock lock, boolean waitsForItself) {
        if (!lock.isHeldBy(owner)) {
            for (TrackedLock had : possessions.of(owner)) {
                follows(had, lock, owner);
            }
        } else if (waitsForItself) {
            follows(lock, lock, owner);
        }
    }

    private void follows(TrackedLock had, TrackedLock wanted, Owner owner) {
        if (!had.next().containsKey(wanted.id())) {
            Order order = keep(had, wanted, owner);
            if (order != null) {
                inversions.search(order);
            }
        }
    }

    private @Nullable Order keep(TrackedLock had, TrackedLock wanted, Owner owner) {
        Order order = orders.incrementAndGet() > ORDERS_MAX ? null : make(had, wanted, owner);
        if (order == null) {
            orders.decrementAndGet();
            unjudged.increment();
            return null;
        }
        if (had.next().putIfAbsent(wanted.id(), order) != null) {
            release(order);
            return null;
        }
        if (had.gone()) { // meanwhile, through another thread of the process: its orders may have been dropped before
            drop(order);
        }
        return order;
    }

    private @Nullable Order make(TrackedLock had, TrackedLock wanted, Owner owner) {
        Memory.Charge charge;
        try {
            charge = memory.charge(ORDER_BYTES);
        } catch (IpcException full) {
            return null;
        }
        Hold hold = had.hold(owner);
        Step step = new Step(
                had.name(),
                wanted.name(),
                owner.process(),
                owner.thread(),
                hold == null ? List.of() : CallStack.words(hold.frames()),
                CallStack.words(CallStack.now()));
        return new Order(had, wanted, step, charge);
    }

    /** Somebody has locked a lock, perhaps once more. */
    void locked(Owner owner, TrackedLock lock) {
        if (!lock.isHeldBy(owner)) {
            lock.hold(new Hold(owner, now(), CallStack.now()));
            possessions.add(owner, lock);
        }
    }

    /** Somebody had locked a lock before this provider served. */
    void found(Owner owner, TrackedLock lock) {
        lock.hold(new Hold(owner, now(), List.of()));
        possessions.add(owner, lock);
    }

    /**
     * An ownership has ended.
     *
     * @param past as it was before; null if there was none
     */
    void givenUp(TrackedLock lock, @Nullable Hold past) {
        if (past != null) {
            lock.givenUp(past, now());
            possessions.remove(past.owner(), lock);
        }
    }

    /** An owner has gone, and left its lock locked for ever: its classes may go, too. */
    void stalled(TrackedLock lock, Hold last) {
        lock.hold(new Hold(last.owner(), last.sinceNanos(), CallStack.words(last.frames())));
        possessions.remove(last.owner(), lock);
    }

    /** A lock has gone, and nobody is inside a call of it. */
    void forget(TrackedLock lock) {
        lock.holds().forEach(last -> possessions.remove(last.owner(), lock));
        lock.goes();
        locks.remove(lock.id());
        lock.next().values().forEach(this::drop);
        for (TrackedLock other : locks.values()) {
            Order order = other.next().get(lock.id());
            if (order != null) {
                drop(order);
            }
        }
    }

    private void drop(Order order) {
        if (order.from().next().remove(order.to().id(), order)) {
            release(order);
        }
    }

    private void release(Order order) {
        orders.decrementAndGet();
        order.charge().release();
    }

    // ---- what is known

    LockFindings findings() {
        long now = now();
        return new LockFindings(
                locks.values().stream().map(lock -> lock.use(now)).toList(),
                inversions.latest(),
                inversions.found(),
                Math.min(orders.get(), ORDERS_MAX), // one that finds no room counts for a moment
                ORDERS_MAX,
                unjudged.sum());
    }
}
