package ipc.events;

import ipc.api.Signal;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;

/**
 * An automatic event: set or not, and whose turn it is, under one short lock.
 *
 * <p>A release is added, and a waiter woken, in one step: whoever is woken by it can take it. One that leaves with an
 * exception wakes all if a release is left, because the wake that is passed on may go to one who came too late for it.
 */
final class OpenToOne implements EventObject {
    /** On the heap, roughly. */
    private static final long BYTES = 384;

    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue released;
    private final Turns turns;

    /** Written under the lock. */
    private volatile boolean set;

    /** Whether releases are on their way; written under the lock, read without it as a hint. */
    private volatile boolean granted;

    OpenToOne(String name, EventState state, Scheduler scheduler, Memory memory) {
        this.charge = memory.charge(BYTES);
        this.lock = scheduler.newLock(name);
        this.released = scheduler.newWaitQueue(name + " set");
        this.turns = new Turns(state);
        this.set = state.set();
        this.granted = turns.hasGrants();
    }

    @Override
    public long begin() {
        lock.lock();
        try {
            return takeSet() ? PASSED : turns.enter();
        } finally {
            lock.unlock();
        }
    }

    private boolean takeSet() {
        boolean was = set;
        if (was) {
            set = false;
        }
        return was;
    }

    @Override
    public boolean await(long ticket, Deadline deadline) {
        if (deadline.immediate()) {
            return take(ticket);
        }
        boolean taken = false;
        try {
            taken = lingered(ticket);
            while (!taken) {
                long turn = released.ticket();
                taken = take(ticket);
                if (!taken) {
                    released.park(turn, deadline);
                }
            }
            return true;
        } finally {
            if (!taken && granted) {
                released.wake(Integer.MAX_VALUE);
            }
        }
    }

    private boolean lingered(long ticket) {
        for (int attempt = 0; released.linger(attempt); attempt++) {
            if (granted && take(ticket)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(long ticket) {
        lock.lock();
        try {
            boolean taken = turns.take(ticket);
            granted = turns.hasGrants();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean leave(long ticket, boolean takes) {
        lock.lock();
        try {
            boolean taken = takes && turns.take(ticket);
            if (!taken && turns.leave(ticket)) {
                open();
            }
            granted = turns.hasGrants();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Lets one go, or sets the event; under the lock. */
    private void open() {
        if (!turns.grant(true)) {
            set = true;
        }
        granted = turns.hasGrants();
        released.wake(1);
    }

    @Override
    public boolean set() {
        if (set) {
            return true;
        }
        lock.lock();
        try {
            boolean before = set;
            if (!before) {
                open();
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean reset() {
        lock.lock();
        try {
            return takeSet();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean pulse() {
        lock.lock();
        try {
            boolean before = takeSet();
            if (turns.grant(false)) {
                granted = true;
                released.wake(1);
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long assertedAt(Signal signal) {
        return set ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return released;
    }

    @Override
    public ShortLock guard() {
        return lock;
    }

    @Override
    public int offers(Owner owner) {
        return set ? READY : NOT_NOW;
    }

    @Override
    public long take(Owner owner) {
        set = false;
        return READY;
    }

    @Override
    public EventState state() {
        lock.lock();
        try {
            return turns.state(set);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
