package ipc.events;

import static java.lang.Long.compareUnsigned;

import ipc.api.Signal;
import ipc.api.events.Counter;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;

/** A counter: a value under a short lock, and two places to wait, for something to read and for room. */
final class GuardedCounter implements CounterObject {
    /** On the heap, roughly. */
    private static final long BYTES = 320;

    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue notZero;
    private final WaitQueue notFull;
    private final boolean byOne;

    /** Unsigned; written under the lock, read without it as a hint. */
    private volatile long value;

    GuardedCounter(String name, CounterState state, Scheduler scheduler, Memory memory) {
        this.charge = memory.charge(BYTES);
        this.lock = scheduler.newLock(name);
        this.notZero = scheduler.newWaitQueue(name + " not zero");
        this.notFull = scheduler.newWaitQueue(name + " not full");
        this.byOne = state.byOne();
        this.value = state.value();
    }

    @Override
    public boolean add(long more, Deadline deadline) {
        boolean added = addNow(more) || (!deadline.immediate() && addWaiting(more, deadline));
        if (added && more != 0) {
            notZero.wakeNext();
        }
        return added;
    }

    private boolean addNow(long more) {
        lock.lock();
        try {
            boolean fits = compareUnsigned(more, Counter.MAX - value) <= 0;
            value += fits ? more : 0;
            return fits;
        } finally {
            lock.unlock();
        }
    }

    private boolean addWaiting(long more, Deadline deadline) {
        while (true) {
            long turn = notFull.ticket();
            if (addNow(more)) {
                return true;
            }
            notFull.park(turn, deadline);
        }
    }

    @Override
    public long read(Deadline deadline) {
        long taken = readNow();
        if (taken == 0 && !deadline.immediate()) {
            taken = readWaiting(deadline);
        }
        if (taken != 0) {
            notFull.wake(Integer.MAX_VALUE); // what is not enough for the first may be enough for another
        }
        return taken;
    }

    private long readNow() {
        lock.lock();
        try {
            long taken = byOne && value != 0 ? 1 : value;
            value -= taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private long readWaiting(Deadline deadline) {
        long taken = lingered();
        try {
            while (taken == 0) {
                long turn = notZero.ticket();
                taken = readNow();
                if (taken == 0) {
                    notZero.park(turn, deadline);
                }
            }
            return taken;
        } finally {
            if (value != 0) {
                notZero.wakeNext();
            }
        }
    }

    private long lingered() {
        long taken = 0;
        for (int attempt = 0; taken == 0 && notZero.linger(attempt); attempt++) {
            taken = value == 0 ? 0 : readNow();
        }
        return taken;
    }

    @Override
    public long assertedAt(Signal signal) {
        boolean asserted = signal == Signal.READABLE ? value != 0 : value != Counter.MAX;
        return asserted ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return signal == Signal.READABLE ? notZero : notFull;
    }

    @Override
    public CounterState state() {
        return new CounterState(byOne, value);
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
