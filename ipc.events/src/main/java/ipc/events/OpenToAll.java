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
import java.util.List;

/**
 * A manual event: the number of releases and whether it is set, in one word.
 *
 * <p>Who waits compares the number with its ticket, so nobody has to be counted, and a release is one store and one
 * wake, however many wait. The word changes under the lock only, and is read without it: to find the event set is one
 * load.
 */
final class OpenToAll implements EventObject {
    /** On the heap, roughly. */
    private static final long BYTES = 192;

    private static final long SET = 1;
    private static final long RELEASE = 2;

    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue released;

    /** Twice the number of releases, and one more while it is set. */
    private volatile long word;

    OpenToAll(String name, EventState state, Scheduler scheduler, Memory memory) {
        this.charge = memory.charge(BYTES);
        this.lock = scheduler.newLock(name);
        this.released = scheduler.newWaitQueue(name + " set");
        this.word = state.releases() * RELEASE + (state.set() ? SET : 0);
    }

    private static boolean isSet(long word) {
        return (word & SET) != 0;
    }

    @Override
    public long begin() {
        long now = word;
        return isSet(now) ? PASSED : now / RELEASE;
    }

    @Override
    public boolean await(long ticket, Deadline deadline) {
        if (isReleased(ticket) || lingered(ticket, deadline)) {
            return true;
        }
        if (deadline.immediate()) {
            return false;
        }
        while (true) {
            long turn = released.ticket();
            if (isReleased(ticket)) {
                return true;
            }
            released.park(turn, deadline);
        }
    }

    private boolean isReleased(long ticket) {
        return word / RELEASE != ticket;
    }

    private boolean lingered(long ticket, Deadline deadline) {
        for (int attempt = 0; !deadline.immediate() && released.linger(attempt); attempt++) {
            if (isReleased(ticket)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean leave(long ticket, boolean takes) {
        return takes && isReleased(ticket); // nobody was counted
    }

    @Override
    public boolean set() {
        return isSet(word) || release(SET);
    }

    @Override
    public boolean pulse() {
        return release(0);
    }

    /** Lets go who waits, which nobody does while it is set, and leaves it set or not; returns whether it was. */
    private boolean release(long after) {
        lock.lock();
        try {
            long before = word;
            if (isSet(before)) {
                word = before - SET + after;
                return true;
            }
            word = before + RELEASE + after;
        } finally {
            lock.unlock();
        }
        released.wake(Integer.MAX_VALUE); // the volatile store is the fence that wake() asks for
        return false;
    }

    @Override
    public boolean reset() {
        lock.lock();
        try {
            long before = word;
            word = before & ~SET;
            return isSet(before);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long assertedAt(Signal signal) {
        return isSet(word) ? 0 : Long.MAX_VALUE;
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
        return isSet(word) ? READY : NOT_NOW;
    }

    @Override
    public long take(Owner owner) {
        return READY; // and it stays set
    }

    @Override
    public EventState state() {
        long now = word;
        return new EventState(true, isSet(now), now / RELEASE, List.of(), List.of());
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
