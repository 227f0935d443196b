package ipc.testkit.events;

import ipc.api.Signal;
import ipc.api.events.Counter;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;

/** A counter with a bug. */
final class PlantedCounter implements CounterObject {
    private final PlantedEvents events;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue notZero;
    private final WaitQueue notFull;
    private final boolean byOne;
    private long value;

    PlantedCounter(PlantedEvents events, String name, CounterState state) {
        this.events = events;
        this.charge = events.memory().charge(1);
        this.lock = events.scheduler().newLock(name);
        this.notZero = events.scheduler().newWaitQueue(name + " not zero");
        this.notFull = events.scheduler().newWaitQueue(name + " not full");
        this.byOne = state.byOne();
        this.value = state.value();
    }

    @Override
    public boolean add(long more, Deadline deadline) {
        while (true) {
            long turn = notFull.ticket();
            if (addNow(more)) {
                if ((more != 0 || events.has(EventBug.WAKES_FOR_NOTHING)) && !events.has(EventBug.ADDS_SILENTLY)) {
                    notZero.wake(1);
                }
                return true;
            }
            if (deadline.immediate()) {
                return false;
            }
            notFull.park(turn, deadline);
        }
    }

    private boolean addNow(long more) {
        lock.lock();
        try {
            boolean fits = events.has(EventBug.COUNTS_SIGNED)
                    ? value + more >= value
                    : Long.compareUnsigned(more, Counter.MAX - value) <= 0;
            if (fits || events.has(EventBug.PASSES_THE_MAXIMUM)) {
                value += more;
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long read(Deadline deadline) {
        boolean late = events.has(EventBug.TICKET_AFTER_READING);
        while (true) {
            long turn = late ? 0 : notZero.ticket();
            long taken = readNow();
            if (taken != 0) {
                wakeAfterReading();
                return taken;
            }
            if (deadline.immediate()) {
                return 0;
            }
            notZero.park(late ? notZero.ticket() : turn, deadline);
        }
    }

    private void wakeAfterReading() {
        if (!events.has(EventBug.READS_SILENTLY)) {
            notFull.wake(events.has(EventBug.WAKES_ONE_ADDER) ? 1 : Integer.MAX_VALUE);
        }
        if (!events.has(EventBug.KEEPS_THE_REST_TO_ITSELF) && state().value() != 0) {
            notZero.wake(1);
        }
    }

    private long readNow() {
        lock.lock();
        try {
            boolean one = byOne && !events.has(EventBug.READS_ALL);
            long taken = one && value != 0 ? 1 : value;
            value -= taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long assertedAt(Signal signal) {
        boolean writable = value != Counter.MAX || events.has(EventBug.ALWAYS_WRITABLE);
        boolean asserted = signal == Signal.READABLE ? value != 0 : writable;
        return asserted ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return signal == Signal.READABLE ? notZero : notFull;
    }

    @Override
    public CounterState state() {
        lock.lock();
        try {
            return new CounterState(byOne, value);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        if (!events.has(EventBug.KEEPS_MEMORY)) {
            charge.release();
        }
    }
}
