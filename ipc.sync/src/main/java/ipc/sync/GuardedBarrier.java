package ipc.sync;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.BarrierState.Spoilt;
import java.util.List;
import java.util.TreeMap;

/**
 * One barrier: who has come is counted under a short lock, and all wait at one place for the number of the generation
 * to change.
 *
 * <p>Those that wait compare that number with the one in their ticket, without the lock; so letting all go is one store
 * and one wake. Only while there is somebody who has to hear that its generation was spoilt does anybody look that up.
 */
final class GuardedBarrier implements BarrierObject {
    /** On the heap, roughly. */
    private static final long BYTES = 320;

    private final BarrierOptions options;
    private final int parties;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue complete;

    /** Of spoilt generations, how many waits have not ended yet. */
    private final TreeMap<Long, Integer> spoilt = new TreeMap<>();

    private int arrived;
    private boolean broken;
    private long passed;

    /** How many generations are listed as spoilt; written under the lock, before the generation, and read after it. */
    private volatile int spoiltCount;

    /** Written under the lock. */
    private volatile long generation;

    GuardedBarrier(String name, BarrierState state, Scheduler scheduler, Memory memory) {
        this.options = state.options();
        this.parties = options.parties();
        this.charge = memory.charge(BYTES);
        this.lock = scheduler.newLock(name);
        this.complete = scheduler.newWaitQueue(name + " complete");
        state.spoilt().forEach(each -> spoilt.put(each.generation(), each.waits()));
        this.arrived = state.arrived();
        this.broken = state.broken();
        this.passed = state.passed();
        this.spoiltCount = spoilt.size();
        this.generation = state.generation();
    }

    @Override
    public long arrive() {
        long ticket;
        lock.lock();
        try {
            if (broken) {
                return BROKEN;
            }
            ticket = generation * parties + arrived;
            arrived++;
            if (arrived < parties) {
                return ticket;
            }
            passed++;
            begin();
        } finally {
            lock.unlock();
        }
        complete.wake(Integer.MAX_VALUE);
        return ticket;
    }

    /** Lets the next generation begin; under the lock. */
    private void begin() {
        arrived = 0;
        generation = generation + 1;
    }

    // ---- waiting

    @Override
    public int await(long ticket, Deadline deadline) {
        long mine = ticket / parties;
        if (deadline.immediate()) {
            return hasEnded(mine) ? end(mine) : NOT_YET;
        }
        if (!lingered(mine)) {
            park(mine, deadline);
        }
        return end(mine);
    }

    private boolean hasEnded(long mine) {
        return generation != mine;
    }

    private boolean lingered(long mine) {
        boolean ended = hasEnded(mine);
        for (int attempt = 0; !ended && complete.linger(attempt); attempt++) {
            ended = hasEnded(mine);
        }
        return ended;
    }

    private void park(long mine, Deadline deadline) {
        long turn = complete.ticket();
        while (!hasEnded(mine)) { // the volatile store in begin() is the fence that wake() asks for
            complete.park(turn, deadline);
            turn = complete.ticket();
        }
    }

    /** Ends a wait whose generation has ended, and tells how. */
    private int end(long mine) {
        if (spoiltCount == 0) {
            return PASSED; // it would still be listed for this wait
        }
        lock.lock();
        try {
            return endNow(mine);
        } finally {
            lock.unlock();
        }
    }

    private int endNow(long mine) {
        Integer waits = spoilt.get(mine);
        if (waits == null) {
            return PASSED;
        }
        list(mine, waits - 1);
        return BROKEN;
    }

    private void list(long spoiltGeneration, int waits) {
        if (waits > 0) {
            spoilt.put(spoiltGeneration, waits);
        } else {
            spoilt.remove(spoiltGeneration);
        }
        spoiltCount = spoilt.size();
    }

    // ---- not going on

    @Override
    public int leave(long ticket) {
        long mine = ticket / parties;
        lock.lock();
        try {
            if (hasEnded(mine)) {
                return endNow(mine);
            }
            broken = true;
            spoil(arrived - 1);
        } finally {
            lock.unlock();
        }
        complete.wake(Integer.MAX_VALUE);
        return NOT_YET;
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            broken = false;
            if (arrived == 0) {
                return;
            }
            spoil(arrived);
        } finally {
            lock.unlock();
        }
        complete.wake(Integer.MAX_VALUE);
    }

    /** Ends the generation, of which so many have to hear of that; under the lock. */
    private void spoil(int waits) {
        list(generation, waits);
        begin();
    }

    @Override
    public BarrierState state() {
        lock.lock();
        try {
            List<Spoilt> listed = spoilt.entrySet().stream()
                    .map(each -> new Spoilt(each.getKey(), each.getValue()))
                    .toList();
            return new BarrierState(options, generation, arrived, broken, passed, listed);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        charge.release();
    }
}
