package ipc.sync;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.sync.Holders.Holder;

/**
 * One read-write lock: its holders under a short lock, and three places to wait: for those who come to read, those who
 * come to write, and the one that goes on from reading to writing.
 *
 * <p>Nobody is made a holder who does not run: whoever changes something wakes those for whom there may be a way now,
 * and they look for themselves. When a write ends, those that wait to read at that moment are <em>admitted</em>: until
 * each of them has come in, or has given up, no writer does.
 */
final class GuardedRwLock implements RwLockObject {
    /** On the heap, roughly: the lock, and one that has it. */
    private static final long BYTES = 512;

    private static final long HOLDER_BYTES = 40;

    /** Whom to wake, as bits. */
    private static final int READERS = 1;

    private static final int WRITER = 2;
    private static final int UPGRADER = 4;
    private static final int ALL = 8;

    private final RwLockOptions options;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue readable;
    private final WaitQueue writable;
    private final WaitQueue alone;
    private final Holders holders = new Holders();
    private Health health;
    private long writes;

    /** How many writes have ended: who has waited to read since before the latest end is admitted. */
    private long ended;

    /** Calls that found no way, until they have left: waiting, about to wait, or woken and on their way. */
    private int readersQueued;

    private int writersQueued;
    private int admitted;

    /** Whether the upgradable holder waits for the others to leave. */
    private boolean upgrading;

    GuardedRwLock(String name, RwLockState state, Scheduler scheduler, Memory memory) {
        this.options = state.options();
        this.charge = memory.charge(BYTES + HOLDER_BYTES * options.holdersMax());
        this.lock = scheduler.newLock(name);
        this.readable = scheduler.newWaitQueue(name + " readable");
        this.writable = scheduler.newWaitQueue(name + " writable");
        this.alone = scheduler.newWaitQueue(name + " without readers");
        this.health = state.health();
        this.writes = state.writes();
        state.holds().forEach(hold -> holders.add(hold.process(), hold.thread(), hold.mode(), hold.depth()));
    }

    // ---- coming in

    @Override
    public int lock(Owner owner, Mode mode, Deadline deadline) {
        int outcome = take(owner, mode, false);
        if (deadline.immediate()) {
            return outcome == DEADLOCK ? NOT_NOW : outcome;
        }
        if (outcome != NOT_NOW) {
            return outcome;
        }
        return mode == Mode.WRITE ? awaitWrite(owner, deadline) : awaitRead(owner, mode, deadline);
    }

    private int take(Owner owner, Mode mode, boolean isAdmitted) {
        lock.lock();
        try {
            return takeNow(owner, mode, isAdmitted);
        } finally {
            lock.unlock();
        }
    }

    private int takeNow(Owner owner, Mode mode, boolean isAdmitted) {
        if (health == Health.LOST) {
            return LOST;
        }
        Holder own = holders.find(owner);
        if (own != null) {
            return again(own, mode);
        }
        boolean free = mode == Mode.WRITE ? isFree() : isOpen(mode, isAdmitted);
        if (!free) {
            return NOT_NOW;
        }
        if (holders.count() >= options.holdersMax()) {
            return TOO_MANY;
        }
        holders.add(owner.process(), owner.thread(), mode, 1);
        writes += mode == Mode.WRITE ? 1 : 0;
        return health == Health.INCONSISTENT ? OWNER_DIED : DONE;
    }

    private static int again(Holder own, Mode mode) {
        if (own.mode() != Mode.READ || mode != Mode.READ) {
            return DEADLOCK;
        }
        if (own.deeper(0) == Integer.MAX_VALUE) {
            return TOO_MANY;
        }
        own.deeper(1);
        return DONE;
    }

    private boolean isFree() {
        return holders.count() == 0 && admitted == 0;
    }

    /** Whether one that comes to read may: at once, or because it has waited long enough. */
    private boolean isOpen(Mode mode, boolean isAdmitted) {
        return !holders.hasWriter()
                && !upgrading
                && (mode == Mode.READ || !holders.hasUpgradable())
                && (isAdmitted || writersQueued == 0);
    }

    private int awaitRead(Owner owner, Mode mode, Deadline deadline) {
        long ticket = readable.ticket();
        long since;
        lock.lock();
        try {
            int outcome = takeNow(owner, mode, false);
            if (outcome != NOT_NOW) {
                return outcome;
            }
            since = ended;
            readersQueued++;
        } finally {
            lock.unlock();
        }
        try {
            int outcome;
            do {
                readable.park(ticket, deadline);
                ticket = readable.ticket();
                outcome = takeAsWaiter(owner, mode, since);
            } while (outcome == NOT_NOW);
            return outcome;
        } finally {
            leaveReaders(since);
        }
    }

    private int takeAsWaiter(Owner owner, Mode mode, long since) {
        lock.lock();
        try {
            return takeNow(owner, mode, ended > since);
        } finally {
            lock.unlock();
        }
    }

    private void leaveReaders(long since) {
        int wakes;
        lock.lock();
        try {
            readersQueued--;
            admitted -= ended > since ? 1 : 0;
            wakes = wakes();
        } finally {
            lock.unlock();
        }
        wake(wakes);
    }

    private int awaitWrite(Owner owner, Deadline deadline) {
        long ticket = writable.ticket();
        lock.lock();
        try {
            int outcome = takeNow(owner, Mode.WRITE, false);
            if (outcome != NOT_NOW) {
                return outcome;
            }
            writersQueued++;
        } finally {
            lock.unlock();
        }
        try {
            int outcome;
            do {
                writable.park(ticket, deadline);
                ticket = writable.ticket();
                outcome = take(owner, Mode.WRITE, false);
            } while (outcome == NOT_NOW);
            return outcome;
        } finally {
            leaveWriters();
        }
    }

    private void leaveWriters() {
        int wakes;
        lock.lock();
        try {
            writersQueued--;
            wakes = wakes();
        } finally {
            lock.unlock();
        }
        wake(wakes);
    }

    // ---- going on in another mode

    @Override
    public int convert(Owner owner, Mode mode, Deadline deadline) {
        long ticket = alone.ticket();
        int outcome;
        int wakes;
        lock.lock();
        try {
            outcome = convertNow(owner, mode);
            upgrading |= outcome == NOT_NOW && !deadline.immediate();
            wakes = wakes();
        } finally {
            lock.unlock();
        }
        wake(wakes);
        return outcome == NOT_NOW && !deadline.immediate() ? awaitAlone(owner, ticket, deadline) : outcome;
    }

    private int convertNow(Owner owner, Mode mode) {
        Holder own = holders.find(owner);
        if (own == null) {
            return NOT_OWNER;
        }
        if (own.mode() == mode) {
            return DONE;
        }
        if (own.mode() == Mode.READ) {
            return REFUSED;
        }
        if (mode == Mode.WRITE) {
            return upgrade(own);
        }
        boolean wrote = own.mode() == Mode.WRITE;
        holders.convert(own, mode);
        if (wrote) {
            writeEnded();
        }
        return DONE;
    }

    private int upgrade(Holder own) {
        if (holders.readers() > 0) {
            return NOT_NOW;
        }
        holders.convert(own, Mode.WRITE);
        writes++;
        return health == Health.INCONSISTENT ? OWNER_DIED : DONE;
    }

    private int awaitAlone(Owner owner, long first, Deadline deadline) {
        long ticket = first;
        try {
            int outcome;
            do {
                alone.park(ticket, deadline);
                ticket = alone.ticket();
                outcome = upgradeNow(owner);
            } while (outcome == NOT_NOW);
            return outcome;
        } finally {
            endUpgrade();
        }
    }

    private int upgradeNow(Owner owner) {
        lock.lock();
        try {
            return convertNow(owner, Mode.WRITE);
        } finally {
            lock.unlock();
        }
    }

    private void endUpgrade() {
        int wakes;
        lock.lock();
        try {
            upgrading = false;
            wakes = wakes();
        } finally {
            lock.unlock();
        }
        wake(wakes);
    }

    // ---- leaving

    @Override
    public int unlock(Owner owner) {
        int wakes;
        lock.lock();
        try {
            Holder own = holders.find(owner);
            if (own == null) {
                return NOT_OWNER;
            }
            if (own.deeper(-1) > 0) {
                return DONE;
            }
            boolean wrote = own.mode() == Mode.WRITE;
            holders.remove(own);
            if (wrote) {
                health = health == Health.INCONSISTENT ? Health.LOST : health;
                writeEnded();
            }
            wakes = wakes();
        } finally {
            lock.unlock();
        }
        wake(wakes);
        return DONE;
    }

    /** Those who wait to read have waited long enough. */
    private void writeEnded() {
        ended++;
        admitted = readersQueued;
    }

    @Override
    public int consistent(Owner owner) {
        lock.lock();
        try {
            Holder own = holders.find(owner);
            if (own == null || own.mode() != Mode.WRITE) {
                return NOT_OWNER;
            }
            if (health != Health.INCONSISTENT) {
                return REFUSED;
            }
            health = Health.SOUND;
            return DONE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abandon(Owner gone) {
        int wakes;
        lock.lock();
        try {
            if (!options.isRobust()) {
                return;
            }
            if (holders.removeAll(gone)) {
                health = Health.INCONSISTENT;
                writeEnded();
            }
            wakes = wakes();
        } finally {
            lock.unlock();
        }
        wake(wakes);
    }

    // ---- waking

    /** Decides, under the lock, whom what has just happened may let in. */
    private int wakes() {
        if (health == Health.LOST) {
            return readersQueued + writersQueued > 0 ? ALL : 0;
        }
        if (holders.hasWriter()) {
            return 0;
        }
        if (upgrading) {
            return holders.readers() == 0 ? UPGRADER : 0;
        }
        int readers = admitted > 0 || (readersQueued > 0 && writersQueued == 0) ? READERS : 0;
        return readers | (writersQueued > 0 && isFree() ? WRITER : 0);
    }

    private void wake(int wakes) {
        if ((wakes & (READERS | ALL)) != 0) {
            readable.wake(Integer.MAX_VALUE);
        }
        if ((wakes & UPGRADER) != 0) {
            alone.wakeNext();
        }
        if ((wakes & WRITER) != 0) {
            writable.wakeNext();
        }
        if ((wakes & ALL) != 0) {
            writable.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public RwLockState state() {
        lock.lock();
        try {
            return new RwLockState(options, holders.holds(), health, writes);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
