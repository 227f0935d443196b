package ipc.testkit.sync;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.BarrierState.Spoilt;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** A barrier from a textbook, all of it under one lock, with one bug. */
final class PlantedBarrier implements BarrierObject {
    private final PlantedSync plan;
    private final BarrierOptions options;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue changed;
    private final Map<Long, Integer> spoilt = new TreeMap<>();
    private long generation;
    private int arrived;
    private boolean broken;
    private long passed;

    PlantedBarrier(PlantedSync plan, String name, BarrierState state) {
        this.plan = plan;
        this.options = state.options();
        this.charge = plan.memory().charge(1);
        this.lock = plan.scheduler().newLock(name);
        this.changed = plan.scheduler().newWaitQueue(name);
        this.generation = state.generation();
        this.arrived = state.arrived();
        this.broken = state.broken();
        this.passed = state.passed();
        state.spoilt().forEach(each -> spoilt.put(each.generation(), each.waits()));
    }

    private boolean has(SyncBug bug) {
        return plan.has(bug);
    }

    private long locked(LongSupplier work) {
        lock.lock();
        try {
            return work.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long arrive() {
        long before = generation;
        long ticket = locked(this::arriveNow);
        if (before != generation && !has(SyncBug.LAST_ONE_WAKES_NOBODY)) {
            changed.wake(has(SyncBug.LAST_ONE_WAKES_ONE) ? 1 : Integer.MAX_VALUE);
        }
        return ticket;
    }

    private long arriveNow() {
        broken &= !has(SyncBug.MENDS_ITSELF);
        if (broken) {
            return BROKEN;
        }
        long ticket = generation * options.parties() + arrived;
        arrived++;
        if (arrived >= options.parties() - (has(SyncBug.LETS_ALL_BUT_ONE_GO) ? 1 : 0)) {
            passed += has(SyncBug.PASSES_UNCOUNTED) ? 0 : 1;
            arrived = 0;
            generation++;
        }
        return ticket;
    }

    @Override
    public int await(long ticket, Deadline deadline) {
        while (true) {
            long turn = changed.ticket();
            int outcome = (int) locked(() -> outcome(ticket));
            if (outcome != NOT_YET || deadline.immediate()) {
                return outcome;
            }
            changed.park(turn, deadline);
        }
    }

    private int outcome(long ticket) {
        long mine = ticket / options.parties();
        if (has(SyncBug.LETS_THE_NEXT_GO) && passed > 0) {
            return PASSED;
        }
        return mine == generation ? NOT_YET : end(mine);
    }

    private int end(long mine) {
        Integer waits = spoilt.get(mine);
        if (waits == null) {
            return PASSED;
        }
        if (waits == 1 || has(SyncBug.FORGETS_SPOILT)) {
            spoilt.remove(mine);
        } else {
            spoilt.put(mine, waits - 1);
        }
        if (has(SyncBug.REMEMBERS_SPOILT)) {
            spoilt.put(mine, waits);
        }
        return BROKEN;
    }

    @Override
    public int leave(long ticket) {
        int outcome = (int) locked(() -> leaveNow(ticket));
        if (!has(SyncBug.LEAVING_WAKES_NOBODY)) {
            changed.wake(Integer.MAX_VALUE);
        }
        return outcome;
    }

    private int leaveNow(long ticket) {
        long mine = ticket / options.parties();
        if (mine != generation) {
            broken |= has(SyncBug.BREAKS_THOSE_THAT_PASSED);
            int outcome = end(mine);
            return has(SyncBug.BREAKS_TWICE) ? NOT_YET : outcome;
        }
        if (!has(SyncBug.COUNTS_LEAVERS)) {
            broken = true;
            spoil(arrived - 1);
        }
        return NOT_YET;
    }

    private void spoil(int waits) {
        if (waits > 0) {
            spoilt.put(generation, waits);
        }
        generation++;
        arrived = 0;
    }

    @Override
    public void reset() {
        locked(() -> {
            broken &= has(SyncBug.RESET_LEAVES_BROKEN);
            int count = arrived;
            if (arrived > 0) {
                spoil(has(SyncBug.RESET_LETS_GO) ? 0 : arrived);
            }
            arrived = has(SyncBug.RESET_KEEPS_COUNT) ? count : 0;
            return 0;
        });
        changed.wake(Integer.MAX_VALUE);
    }

    @Override
    public BarrierState state() {
        List<Spoilt> all = spoilt.entrySet().stream()
                .map(each -> new Spoilt(each.getKey(), each.getValue()))
                .toList();
        return new BarrierState(
                options,
                generation,
                has(SyncBug.STATE_WITHOUT_ARRIVED) ? 0 : arrived,
                broken && !has(SyncBug.STATE_WITHOUT_BROKEN),
                passed,
                has(SyncBug.STATE_WITHOUT_SPOILT) ? List.of() : all);
    }

    @Override
    public void destroy() {
        plan.release(charge);
    }
}
