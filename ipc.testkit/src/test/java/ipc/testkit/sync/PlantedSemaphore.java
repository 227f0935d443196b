package ipc.testkit.sync;

import static ipc.testkit.sync.SyncBug.DRAINS_UNCOUNTED;
import static ipc.testkit.sync.SyncBug.GUARDS_NOTHING;
import static ipc.testkit.sync.SyncBug.KEEPS_PERMITS_TO_ITSELF;
import static ipc.testkit.sync.SyncBug.NEVER_OVERTAKES;
import static ipc.testkit.sync.SyncBug.NEVER_SIGNALED;
import static ipc.testkit.sync.SyncBug.OFFERS_ALWAYS;
import static ipc.testkit.sync.SyncBug.OFFERS_OUT_OF_TURN;
import static ipc.testkit.sync.SyncBug.OFFER_TAKES;
import static ipc.testkit.sync.SyncBug.OVERTAKES;
import static ipc.testkit.sync.SyncBug.PASSES_THE_MAXIMUM;
import static ipc.testkit.sync.SyncBug.RAISES_ELSEWHERE;
import static ipc.testkit.sync.SyncBug.RELEASE_WAKES_ALL;
import static ipc.testkit.sync.SyncBug.RELEASE_WAKES_NOBODY;
import static ipc.testkit.sync.SyncBug.SIGNALED_AT_ALL_TIMES;
import static ipc.testkit.sync.SyncBug.TAKES_NOTHING;
import static ipc.testkit.sync.SyncBug.TAKES_WHAT_IS_NOT_THERE;
import static ipc.testkit.sync.SyncBug.TELLS_WHAT_IS_THERE_AFTERWARDS;
import static ipc.testkit.sync.SyncBug.TICKET_AFTER_TEST;
import static ipc.testkit.sync.SyncBug.UNDOES_WITHOUT_BOUND;
import static ipc.testkit.sync.SyncBug.UNDOING_WAKES_NOBODY;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;

/** A semaphore with a bug. */
final class PlantedSemaphore implements SemaphoreObject {
    private final PlantedSync sync;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue available;
    private SemaphoreState state;
    private int queued;

    PlantedSemaphore(PlantedSync sync, String name, SemaphoreState state) {
        this.sync = sync;
        this.charge = sync.memory().charge(1);
        this.lock = sync.scheduler().newLock(name);
        this.available = sync.scheduler().newWaitQueue(name);
        this.state = state;
    }

    @Override
    public boolean acquire(int permits, Deadline deadline) {
        boolean late = sync.has(TICKET_AFTER_TEST);
        long ticket = late ? 0 : available.ticket();
        if (taken(permits, deadline)) {
            return true;
        }
        if (deadline.immediate()) {
            return false;
        }
        try {
            available.park(late ? available.ticket() : ticket, deadline);
            while (true) {
                ticket = available.ticket();
                if (takenInTurn(permits)) {
                    return true;
                }
                available.park(ticket, deadline);
            }
        } finally {
            leave();
        }
    }

    private boolean taken(int permits, Deadline deadline) {
        lock.lock();
        try {
            boolean barges = deadline.immediate() || !state.options().isFair();
            boolean overtakes = (barges || sync.has(OVERTAKES)) && !sync.has(NEVER_OVERTAKES);
            boolean first = queued == 0 || overtakes;
            if (first && takenNow(permits)) {
                return true;
            }
            queued += deadline.immediate() ? 0 : 1;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean takenInTurn(int permits) {
        lock.lock();
        try {
            return takenNow(permits);
        } finally {
            lock.unlock();
        }
    }

    private boolean takenNow(int permits) {
        boolean enough = state.permits() >= permits || sync.has(TAKES_WHAT_IS_NOT_THERE);
        if (enough) {
            change(-permits, permits, 0);
        }
        return enough;
    }

    private void leave() {
        lock.lock();
        queued--;
        boolean more = state.permits() > 0 && !sync.has(KEEPS_PERMITS_TO_ITSELF);
        lock.unlock();
        if (more) {
            available.wakeNext();
        }
    }

    private void change(int permits, long acquired, long released) {
        state = new SemaphoreState(
                state.options(), state.permits() + permits, state.acquired() + acquired, state.released() + released);
    }

    @Override
    public int release(long permits) {
        int before;
        lock.lock();
        try {
            before = state.permits();
            if (permits > state.options().permitsMax() - before && !sync.has(PASSES_THE_MAXIMUM)) {
                return TOO_MANY;
            }
            change((int) permits, 0, permits);
        } finally {
            lock.unlock();
        }
        if (sync.has(RELEASE_WAKES_ALL)) {
            available.wake(Integer.MAX_VALUE);
        } else if (!sync.has(RELEASE_WAKES_NOBODY)) {
            available.wakeNext();
        }
        return sync.has(TELLS_WHAT_IS_THERE_AFTERWARDS) ? before + (int) permits : before;
    }

    @Override
    public int drain() {
        lock.lock();
        try {
            int all = state.permits();
            change(-all, sync.has(DRAINS_UNCOUNTED) ? 0 : all, 0);
            return all;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void adjust(long change) {
        lock.lock();
        try {
            long bound = change > 0 ? state.options().permitsMax() - state.permits() : state.permits();
            long moved = sync.has(UNDOES_WITHOUT_BOUND) ? Math.abs(change) : Math.min(Math.abs(change), bound);
            if (change > 0) {
                change((int) moved, 0, moved);
            } else {
                change((int) -moved, moved, 0);
            }
        } finally {
            lock.unlock();
        }
        if (!sync.has(UNDOING_WAKES_NOBODY)) {
            available.wakeNext();
        }
    }

    // ---- for waits that take

    @Override
    public ShortLock guard() {
        return sync.has(GUARDS_NOTHING) ? sync.scheduler().newLock("nothing") : lock;
    }

    @Override
    public int offers(Owner owner) {
        boolean turn = queued == 0 || !state.options().isFair() || sync.has(OFFERS_OUT_OF_TURN);
        boolean ready = (state.permits() > 0 && turn) || sync.has(OFFERS_ALWAYS);
        if (ready && sync.has(OFFER_TAKES)) {
            takenNow(1);
        }
        return ready ? READY : NOT_NOW;
    }

    @Override
    public long take(Owner owner) {
        if (!sync.has(TAKES_NOTHING)) {
            takenNow(1);
        }
        return 0;
    }

    @Override
    public long assertedAt(Signal signal) {
        lock.lock();
        try {
            boolean now = (state.permits() > 0 || sync.has(SIGNALED_AT_ALL_TIMES)) && !sync.has(NEVER_SIGNALED);
            return now ? 0 : Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return sync.has(RAISES_ELSEWHERE) ? sync.scheduler().newWaitQueue("elsewhere") : available;
    }

    // ---- all of it

    @Override
    public SemaphoreState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        sync.release(charge);
    }
}
