package ipc.testkit.sync;

import static ipc.testkit.sync.SyncBug.ALWAYS_ROBUST;
import static ipc.testkit.sync.SyncBug.ANYBODY_UNLOCKS;
import static ipc.testkit.sync.SyncBug.CONSISTENT_AT_ALL_TIMES;
import static ipc.testkit.sync.SyncBug.DEATH_WAKES_NOBODY;
import static ipc.testkit.sync.SyncBug.EVERY_DEATH_COUNTS;
import static ipc.testkit.sync.SyncBug.FORGETS_HOW_DEEP;
import static ipc.testkit.sync.SyncBug.FORGIVES;
import static ipc.testkit.sync.SyncBug.GRANTS_SILENTLY;
import static ipc.testkit.sync.SyncBug.GUARDS_NOTHING;
import static ipc.testkit.sync.SyncBug.KEEPS_THE_MUTEX;
import static ipc.testkit.sync.SyncBug.LOCKS_TOO_DEEP;
import static ipc.testkit.sync.SyncBug.LOCKS_TWICE;
import static ipc.testkit.sync.SyncBug.NEVER_SIGNALED;
import static ipc.testkit.sync.SyncBug.NORMAL_CHECKS;
import static ipc.testkit.sync.SyncBug.OFFERS_ALWAYS;
import static ipc.testkit.sync.SyncBug.OFFERS_OUT_OF_TURN;
import static ipc.testkit.sync.SyncBug.OFFER_TAKES;
import static ipc.testkit.sync.SyncBug.OVERTAKES;
import static ipc.testkit.sync.SyncBug.RAISES_ELSEWHERE;
import static ipc.testkit.sync.SyncBug.SIGNALED_AT_ALL_TIMES;
import static ipc.testkit.sync.SyncBug.STATE_WITHOUT_HEALTH;
import static ipc.testkit.sync.SyncBug.TAKES_NOTHING;
import static ipc.testkit.sync.SyncBug.TAKES_SILENTLY;
import static ipc.testkit.sync.SyncBug.THREADS_DIE_TOGETHER;
import static ipc.testkit.sync.SyncBug.TOKEN_STANDS;
import static ipc.testkit.sync.SyncBug.UNLOCKS_AT_ONCE;
import static ipc.testkit.sync.SyncBug.UNLOCK_WAKES_NOBODY;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
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

/** A mutex with a bug. */
final class PlantedMutex implements MutexObject {
    private final PlantedSync sync;
    private final Memory.Charge charge;
    private final MutexOptions options;
    private final ShortLock lock;
    private final WaitQueue free;
    private final PlantedConditions conditions;
    private Holding holding;
    private Health health;
    private long token;
    private int queued;

    PlantedMutex(PlantedSync sync, String name, MutexState state) {
        this.sync = sync;
        this.charge = sync.memory().charge(1);
        this.options = state.options();
        this.lock = sync.scheduler().newLock(name);
        this.free = sync.scheduler().newWaitQueue(name);
        this.holding = state.holding();
        this.health = state.health();
        this.token = state.token();
        this.conditions = new PlantedConditions(sync, this, state);
    }

    @Override
    public long lock(Owner owner, int depth, Deadline deadline) {
        long ticket = free.ticket();
        long outcome = first(owner, depth, deadline);
        if (outcome != NOT_NOW || deadline.immediate()) {
            return outcome;
        }
        try {
            while (outcome == NOT_NOW) {
                free.park(ticket, deadline);
                ticket = free.ticket();
                outcome = inTurn(owner, depth);
            }
            return outcome;
        } finally {
            leave();
        }
    }

    private long first(Owner owner, int depth, Deadline deadline) {
        lock.lock();
        try {
            boolean barges = deadline.immediate() || !options.isFair() || sync.has(OVERTAKES);
            long outcome = queued > 0 && !barges && !isOwner(owner) ? NOT_NOW : take(owner, depth);
            queued += outcome == NOT_NOW && !deadline.immediate() ? 1 : 0;
            return outcome == DEADLOCK && deadline.immediate() ? NOT_NOW : outcome;
        } finally {
            lock.unlock();
        }
    }

    private long inTurn(Owner owner, int depth) {
        lock.lock();
        try {
            return take(owner, depth);
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        queued--;
        boolean isFree = holding == Holding.NOBODY;
        lock.unlock();
        if (isFree) {
            free.wakeNext();
        }
    }

    private long take(Owner owner, int depth) {
        if (isOwner(owner)) {
            return again();
        }
        if (health == Health.LOST) {
            return LOST;
        }
        if (holding.process() != 0) {
            return NOT_NOW;
        }
        holding = new Holding(owner.process(), owner.thread(), sync.has(FORGETS_HOW_DEEP) ? 1 : depth);
        token += sync.has(TOKEN_STANDS) && token > 0 ? 0 : 1;
        return health == Health.INCONSISTENT && !sync.has(GRANTS_SILENTLY) ? OWNER_DIED : token;
    }

    private long again() {
        Kind kind = sync.has(NORMAL_CHECKS) && options.kind() == Kind.NORMAL ? Kind.ERROR_CHECKING : options.kind();
        if (kind != Kind.RECURSIVE && !sync.has(LOCKS_TWICE)) {
            return kind == Kind.NORMAL ? NOT_NOW : DEADLOCK;
        }
        if (holding.depth() >= options.depthMax() && !sync.has(LOCKS_TOO_DEEP)) {
            return TOO_DEEP;
        }
        holding = new Holding(holding.process(), holding.thread(), holding.depth() + 1);
        return token;
    }

    private boolean isOwner(Owner owner) {
        return holding.process() == owner.process() && holding.thread() == owner.thread();
    }

    @Override
    public int unlock(Owner owner) {
        lock.lock();
        try {
            boolean anybody = sync.has(ANYBODY_UNLOCKS) && holding.process() == owner.process();
            if (!isOwner(owner) && !anybody) {
                return NOT_OWNER;
            }
            holding = new Holding(holding.process(), holding.thread(), holding.depth() - 1);
            if (holding.depth() > 0 && !sync.has(UNLOCKS_AT_ONCE)) {
                return DONE;
            }
            letGo();
        } finally {
            lock.unlock();
        }
        givenUp();
        return DONE;
    }

    private void letGo() {
        holding = Holding.NOBODY;
        if (health == Health.INCONSISTENT) {
            health = sync.has(FORGIVES) ? Health.SOUND : Health.LOST;
        }
    }

    /** Under the lock. */
    int giveUp(Owner owner) {
        int depth = isOwner(owner) ? holding.depth() : 0;
        if (depth > 0 && !sync.has(KEEPS_THE_MUTEX)) {
            letGo();
        }
        return depth;
    }

    void givenUp() {
        if (!sync.has(UNLOCK_WAKES_NOBODY)) {
            free.wakeNext();
        }
    }

    @Override
    public int consistent(Owner owner) {
        lock.lock();
        try {
            if (!isOwner(owner)) {
                return NOT_OWNER;
            }
            if (health != Health.INCONSISTENT && !sync.has(CONSISTENT_AT_ALL_TIMES)) {
                return CONSISTENT;
            }
            health = Health.SOUND;
            return DONE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abandon(Owner died) {
        Owner gone = sync.dead(died, THREADS_DIE_TOGETHER);
        lock.lock();
        try {
            boolean concerned = gone.includes(holding.process(), holding.thread()) || sync.has(EVERY_DEATH_COUNTS);
            if (!concerned || (!options.isRobust() && !sync.has(ALWAYS_ROBUST))) {
                return;
            }
            holding = Holding.NOBODY;
            health = Health.INCONSISTENT;
        } finally {
            lock.unlock();
        }
        if (!sync.has(DEATH_WAKES_NOBODY)) {
            free.wakeNext();
        }
    }

    @Override
    public Holding holding() {
        lock.lock();
        try {
            return holding;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Conditions conditions() {
        return conditions;
    }

    ShortLock inner() {
        return lock;
    }

    // ---- for waits that take

    @Override
    public ShortLock guard() {
        return sync.has(GUARDS_NOTHING) ? sync.scheduler().newLock("nothing") : lock;
    }

    @Override
    public int offers(Owner owner) {
        int answer = offer(owner);
        if (answer == READY && sync.has(OFFER_TAKES)) {
            take(owner, 1);
        }
        return answer;
    }

    private int offer(Owner owner) {
        if (sync.has(OFFERS_ALWAYS)) {
            return READY;
        }
        if (isOwner(owner)) {
            boolean deeper = options.kind() == Kind.RECURSIVE && holding.depth() < options.depthMax();
            return deeper ? READY : refusal();
        }
        if (health == Health.LOST) {
            return LOST;
        }
        boolean turn = queued == 0 || !options.isFair() || sync.has(OFFERS_OUT_OF_TURN);
        return holding.process() == 0 && turn ? READY : NOT_NOW;
    }

    private int refusal() {
        return switch (options.kind()) {
            case NORMAL -> NOT_NOW;
            case ERROR_CHECKING -> DEADLOCK;
            case RECURSIVE -> TOO_DEEP;
        };
    }

    @Override
    public long take(Owner owner) {
        if (sync.has(TAKES_NOTHING)) {
            return token + 1;
        }
        long outcome = take(owner, 1);
        return sync.has(TAKES_SILENTLY) ? token : outcome;
    }

    @Override
    public long assertedAt(Signal signal) {
        lock.lock();
        try {
            boolean now = ((holding.process() == 0 && health != Health.LOST) || sync.has(SIGNALED_AT_ALL_TIMES))
                    && !sync.has(NEVER_SIGNALED);
            return now ? 0 : Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return sync.has(RAISES_ELSEWHERE) ? sync.scheduler().newWaitQueue("elsewhere") : free;
    }

    // ---- all of it

    @Override
    public MutexState state() {
        lock.lock();
        try {
            Health shown = sync.has(STATE_WITHOUT_HEALTH) ? Health.SOUND : health;
            return new MutexState(
                    options, holding, shown, token, conditions.waiters(), conditions.signals(), conditions.numbers());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        sync.release(charge);
    }
}
