package ipc.sync;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.spi.Conditions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;

/**
 * One mutex: its owner under a short lock, and one place to wait.
 *
 * <p>Nobody is made owner who does not run: an unlock leaves the mutex free and wakes the next one, which takes it
 * itself. So a waiter that dies on its way has nothing that could be lost.
 */
final class GuardedMutex implements MutexObject {
    /** On the heap, roughly. */
    private static final long BYTES = 512;

    private final MutexOptions options;
    private final boolean fair;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue free;
    private final GuardedConditions conditions;

    /** Whose it is; 0 if nobody's. */
    private int process;

    private long thread;
    private int depth;
    private Health health;
    private long token;

    /** Calls that found it locked, until they have left: waiting, about to wait, or woken and on their way. */
    private int queued;

    GuardedMutex(String name, MutexState state, Scheduler scheduler, Memory memory) {
        this.options = state.options();
        this.fair = options.isFair();
        this.charge = memory.charge(BYTES);
        this.lock = scheduler.newLock(name);
        this.free = scheduler.newWaitQueue(name + " free");
        this.process = state.holding().process();
        this.thread = state.holding().thread();
        this.depth = state.holding().depth();
        this.health = state.health();
        this.token = state.token();
        this.conditions = new GuardedConditions(this, name, state, scheduler);
    }

    @Override
    public long lock(Owner owner, int deep, Deadline deadline) {
        boolean immediate = deadline.immediate();
        long outcome = take(owner, deep, !fair || immediate);
        if (outcome != NOT_NOW || immediate) {
            return outcome == DEADLOCK && immediate ? NOT_NOW : outcome;
        }
        for (int attempt = 0; !fair && free.linger(attempt); attempt++) {
            outcome = seemsFree() ? take(owner, deep, true) : NOT_NOW;
            if (outcome != NOT_NOW) {
                return outcome;
            }
        }
        return await(owner, deep, deadline);
    }

    /** Tells, without the lock, whether nobody seems to own it. */
    boolean seemsFree() {
        return process == 0;
    }

    private long take(Owner owner, int deep, boolean barges) {
        lock.lock();
        try {
            return takeNow(owner, deep, barges);
        } finally {
            lock.unlock();
        }
    }

    private long takeNow(Owner owner, int deep, boolean barges) {
        int answer = answer(owner, barges);
        return answer == READY ? granted(owner, deep) : answer;
    }

    /** What a call that wants to lock is told: that it may, or why not. */
    private int answer(Owner owner, boolean barges) {
        if (process == 0 && health != Health.LOST) {
            return queued == 0 || barges ? READY : NOT_NOW;
        }
        if (isOwner(owner)) {
            return answerToOwner();
        }
        return health == Health.LOST ? LOST : NOT_NOW;
    }

    private int answerToOwner() {
        if (options.kind() != Kind.RECURSIVE) {
            return options.kind() == Kind.ERROR_CHECKING ? DEADLOCK : NOT_NOW;
        }
        return depth >= options.depthMax() ? TOO_DEEP : READY;
    }

    private long granted(Owner owner, int deep) {
        if (process != 0) {
            depth++;
            return token;
        }
        process = owner.process();
        thread = owner.thread();
        depth = deep;
        token++;
        return health == Health.INCONSISTENT ? OWNER_DIED : token;
    }

    // ---- for waits that take from several objects

    @Override
    public ShortLock guard() {
        return lock;
    }

    @Override
    public int offers(Owner owner) {
        return answer(owner, !fair);
    }

    @Override
    public long take(Owner owner) {
        return granted(owner, 1);
    }

    @Override
    public long assertedAt(Signal signal) {
        lock.lock();
        try {
            return process == 0 && health != Health.LOST ? 0 : Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return free;
    }

    // ---- waiting

    private long await(Owner owner, int deep, Deadline deadline) {
        long ticket = free.ticket();
        long outcome = takeOrQueue(owner, deep);
        if (outcome != NOT_NOW) {
            return outcome;
        }
        try {
            do {
                free.park(ticket, deadline);
                ticket = free.ticket();
                outcome = take(owner, deep, true); // its turn: it was woken, or may have been
            } while (outcome == NOT_NOW);
            return outcome;
        } finally {
            leaveQueue();
        }
    }

    /** In one step, so that whoever comes next sees either the free mutex or the one who waits for it. */
    private long takeOrQueue(Owner owner, int deep) {
        lock.lock();
        try {
            long outcome = takeNow(owner, deep, !fair);
            queued += outcome == NOT_NOW ? 1 : 0;
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    /** One that gives up, or finds the mutex lost, may have been the one to wake the next. */
    private void leaveQueue() {
        boolean isFree;
        lock.lock();
        try {
            queued--;
            isFree = process == 0;
        } finally {
            lock.unlock();
        }
        if (isFree) {
            free.wakeNext();
        }
    }

    @Override
    public int unlock(Owner owner) {
        lock.lock();
        try {
            if (!isOwner(owner)) {
                return NOT_OWNER;
            }
            depth--;
            if (depth > 0) {
                return DONE;
            }
            letGo();
        } finally {
            lock.unlock();
        }
        free.wakeNext();
        return DONE;
    }

    /** Makes the mutex free, or lost; under the lock, by its owner. */
    private void letGo() {
        process = 0;
        depth = 0;
        if (health == Health.INCONSISTENT) {
            health = Health.LOST;
        }
    }

    private boolean isOwner(Owner owner) {
        return process == owner.process() && thread == owner.thread();
    }

    @Override
    public int consistent(Owner owner) {
        lock.lock();
        try {
            if (!isOwner(owner)) {
                return NOT_OWNER;
            }
            if (health != Health.INCONSISTENT) {
                return CONSISTENT;
            }
            health = Health.SOUND;
            return DONE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abandon(Owner gone) {
        lock.lock();
        try {
            if (!gone.includes(process, thread) || !options.isRobust()) {
                return;
            }
            health = Health.INCONSISTENT;
            process = 0;
            depth = 0;
        } finally {
            lock.unlock();
        }
        free.wakeNext();
    }

    @Override
    public Holding holding() {
        lock.lock();
        try {
            return holdingNow();
        } finally {
            lock.unlock();
        }
    }

    private Holding holdingNow() {
        return process == 0 ? Holding.NOBODY : new Holding(process, thread, depth);
    }

    // ---- for its conditions

    @Override
    public Conditions conditions() {
        return conditions;
    }

    /** Gives the mutex up, under the lock; returns how deep it was, 0 if it is not the caller's. */
    int giveUp(Owner owner) {
        int deep = isOwner(owner) ? depth : 0;
        if (deep > 0) {
            letGo();
        }
        return deep;
    }

    /** The mutex was given up, and the lock is released. */
    void givenUp() {
        free.wakeNext();
    }

    @Override
    public MutexState state() {
        lock.lock();
        try {
            return new MutexState(
                    options,
                    holdingNow(),
                    health,
                    token,
                    conditions.waiters(),
                    conditions.signals(),
                    conditions.numbers());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
