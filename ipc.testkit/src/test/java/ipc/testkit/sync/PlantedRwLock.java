package ipc.testkit.sync;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.RwLockState.Hold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** A read-write lock from a textbook, which wakes everybody at each change, with one bug. */
final class PlantedRwLock implements RwLockObject {
    private final PlantedSync plan;
    private final RwLockOptions options;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue changed;
    private final Map<Owner, Hold> holds = new HashMap<>();
    private Health health;
    private long writes;

    /** Counts ends of writes; those who wait to read since before the latest one go before writers. */
    private long ended;

    /** Since when each waits to read. */
    private final List<Long> readers = new ArrayList<>();

    private int writers;
    private boolean upgrading;

    PlantedRwLock(PlantedSync plan, String name, RwLockState state) {
        this.plan = plan;
        this.options = state.options();
        this.charge = plan.memory().charge(1);
        this.lock = plan.scheduler().newLock(name);
        this.changed = plan.scheduler().newWaitQueue(name);
        this.health = state.health();
        this.writes = state.writes();
        state.holds().forEach(hold -> holds.put(new Owner(hold.process(), hold.thread()), hold));
    }

    private boolean has(SyncBug bug) {
        return plan.has(bug);
    }

    private int locked(IntSupplier work) {
        lock.lock();
        try {
            return work.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    private int changed(IntSupplier work) {
        int outcome = locked(work);
        changed.wake(Integer.MAX_VALUE);
        return outcome;
    }

    @Override
    public int lock(Owner owner, Mode mode, Deadline deadline) {
        boolean immediate = deadline.immediate();
        long ticket = changed.ticket();
        long[] since = new long[1];
        int first = locked(() -> {
            since[0] = ended;
            int outcome = take(owner, mode, immediate && has(SyncBug.TRIES_STARVE_WRITERS));
            if (outcome == NOT_NOW && !immediate) {
                begin(mode, since[0]);
            }
            return outcome;
        });
        if (first != NOT_NOW || immediate) {
            return first == DEADLOCK && immediate ? NOT_NOW : first;
        }
        return await(owner, mode, since[0], ticket, deadline);
    }

    private void begin(Mode mode, long since) {
        if (mode == Mode.WRITE) {
            writers++;
        } else {
            readers.add(since);
        }
    }

    private int await(Owner owner, Mode mode, long since, long first, Deadline deadline) {
        long ticket = first;
        try {
            int outcome;
            do {
                changed.park(ticket, deadline);
                ticket = changed.ticket();
                outcome = locked(() -> take(owner, mode, ended > since));
            } while (outcome == NOT_NOW);
            return outcome;
        } finally {
            changed(() -> {
                if (mode == Mode.WRITE) {
                    return --writers;
                }
                readers.remove(since);
                return 0;
            });
        }
    }

    private int take(Owner owner, Mode mode, boolean admitted) {
        if (health == Health.LOST) {
            return LOST;
        }
        Hold own = holds.get(owner);
        if (own != null && !has(SyncBug.WAITS_FOR_ITSELF)) {
            return again(owner, own, mode);
        }
        if (mode == Mode.WRITE ? !isFree() : !isOpen(mode, admitted)) {
            return NOT_NOW;
        }
        if (holds.size() >= options.holdersMax() && !has(SyncBug.HOLDS_WITHOUT_BOUND)) {
            return TOO_MANY;
        }
        holds.put(owner, new Hold(owner.process(), owner.thread(), mode, 1));
        writes += mode == Mode.WRITE ? 1 : 0;
        boolean told = mode == Mode.WRITE || !has(SyncBug.READERS_ARE_NOT_TOLD);
        return health == Health.INCONSISTENT && told ? OWNER_DIED : DONE;
    }

    private int again(Owner owner, Hold own, Mode mode) {
        if (own.mode() != Mode.READ || mode != Mode.READ || has(SyncBug.READS_ONCE)) {
            return DEADLOCK;
        }
        holds.put(owner, new Hold(own.process(), own.thread(), Mode.READ, own.depth() + 1));
        return DONE;
    }

    private boolean isFree() {
        boolean admits = readers.stream().anyMatch(since -> since < ended) && !has(SyncBug.WRITERS_STARVE_READERS);
        return (holds.isEmpty() || has(SyncBug.WRITERS_SHARE)) && !admits;
    }

    private boolean isOpen(Mode mode, boolean admitted) {
        if (has(SyncBug.READERS_WAIT_FOR_READERS) && !holds.isEmpty()) {
            return false;
        }
        boolean upgradable = holders(Mode.UPGRADABLE) > 0 && !has(SyncBug.TWO_MAY_UPGRADE);
        boolean turn = writers == 0
                || (admitted && !has(SyncBug.WRITERS_STARVE_READERS))
                || has(SyncBug.READERS_STARVE_WRITERS);
        return holders(Mode.WRITE) == 0
                && (!upgrading || has(SyncBug.ADMITS_READERS_DURING_UPGRADE))
                && (mode == Mode.READ || !upgradable)
                && turn;
    }

    private long holders(Mode mode) {
        return holds.values().stream().filter(hold -> hold.mode() == mode).count();
    }

    @Override
    public int convert(Owner owner, Mode mode, Deadline deadline) {
        long ticket = changed.ticket();
        IntSupplier work = () -> {
            int outcome = convert(owner, mode);
            upgrading |= outcome == NOT_NOW && !deadline.immediate();
            return outcome;
        };
        int outcome = has(SyncBug.DOWNGRADE_WAKES_NOBODY) ? locked(work) : changed(work);
        if (outcome != NOT_NOW || deadline.immediate()) {
            return outcome;
        }
        try {
            do {
                changed.park(ticket, deadline);
                ticket = changed.ticket();
                outcome = locked(() -> convert(owner, mode));
            } while (outcome == NOT_NOW);
            return outcome;
        } finally {
            changed(() -> {
                upgrading = has(SyncBug.UPGRADE_STAYS_PENDING);
                return 0;
            });
        }
    }

    private int convert(Owner owner, Mode mode) {
        Hold own = holds.get(owner);
        if (own == null) {
            return NOT_OWNER;
        }
        if (own.mode() == mode) {
            return DONE;
        }
        if (own.mode() == Mode.READ && !has(SyncBug.ANY_READER_UPGRADES)) {
            return REFUSED;
        }
        if (mode == Mode.WRITE && holds.size() > 1 && !has(SyncBug.UPGRADES_BESIDE_READERS)) {
            return NOT_NOW;
        }
        holds.put(owner, new Hold(own.process(), own.thread(), mode, 1));
        writes += mode == Mode.WRITE ? 1 : 0;
        ended += own.mode() == Mode.WRITE ? 1 : 0;
        return mode == Mode.WRITE && health == Health.INCONSISTENT ? OWNER_DIED : DONE;
    }

    @Override
    public int unlock(Owner owner) {
        boolean[] read = new boolean[1];
        int outcome = locked(() -> unlockNow(owner, read));
        if (!read[0] || !has(SyncBug.LEAVING_READER_WAKES_NOBODY)) {
            changed.wake(Integer.MAX_VALUE);
        }
        return outcome;
    }

    private int unlockNow(Owner owner, boolean[] read) {
        Hold own = holds.remove(owner);
        if (own == null) {
            return NOT_OWNER;
        }
        read[0] = own.mode() == Mode.READ;
        if (own.depth() > 1) {
            holds.put(owner, new Hold(own.process(), own.thread(), own.mode(), own.depth() - 1));
        }
        if (own.mode() == Mode.WRITE) {
            ended++;
            if (health == Health.INCONSISTENT && !has(SyncBug.LOSES_NOTHING)) {
                health = Health.LOST;
            }
        }
        return DONE;
    }

    @Override
    public int consistent(Owner owner) {
        return locked(() -> {
            Hold own = holds.get(owner);
            if (own == null || (own.mode() != Mode.WRITE && !has(SyncBug.READERS_REPAIR))) {
                return NOT_OWNER;
            }
            if (health != Health.INCONSISTENT) {
                return REFUSED;
            }
            health = Health.SOUND;
            return DONE;
        });
    }

    @Override
    public void abandon(Owner died) {
        Owner gone = plan.dead(died, SyncBug.HOLDERS_DIE_TOGETHER);
        if (!options.isRobust() && !has(SyncBug.ALWAYS_ROBUST)) {
            return;
        }
        changed(() -> {
            for (Hold hold : List.copyOf(holds.values())) {
                boolean wrote = hold.mode() == Mode.WRITE;
                if (gone.includes(hold.process(), hold.thread()) && !(wrote && has(SyncBug.DYING_WRITER_STAYS))) {
                    holds.remove(new Owner(hold.process(), hold.thread()));
                    ended += wrote ? 1 : 0;
                    health = wrote || has(SyncBug.DYING_READERS_COUNT) ? Health.INCONSISTENT : health;
                }
            }
            return 0;
        });
    }

    @Override
    public RwLockState state() {
        lock.lock();
        try {
            List<Hold> all = holds.values().stream()
                    .filter(hold -> hold.mode() != Mode.READ || !has(SyncBug.STATE_WITHOUT_READERS))
                    .sorted(Comparator.comparingInt(Hold::process).thenComparingLong(Hold::thread))
                    .toList();
            return new RwLockState(options, all, health, has(SyncBug.STATE_WITHOUT_WRITES) ? 0 : writes);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        plan.release(charge);
    }
}
