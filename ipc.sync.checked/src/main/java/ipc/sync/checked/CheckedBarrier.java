package ipc.sync.checked;

import ipc.api.kernel.Deadline;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;

/** A barrier whose waits are timed. It has no owner, so it has no place in the order of locks. */
final class CheckedBarrier implements BarrierObject {
    private final BarrierObject barrier;
    private final TrackedLock lock;
    private final LockOrder order;
    private final Approach approach;

    CheckedBarrier(BarrierObject barrier, TrackedLock lock, LockOrder order) {
        this.barrier = barrier;
        this.lock = lock;
        this.order = order;
        this.approach = new Approach(lock, order, false);
    }

    @Override
    public long arrive() {
        return barrier.arrive();
    }

    @Override
    public int await(long ticket, Deadline deadline) {
        return (int) approach.timed(deadline, () -> barrier.await(ticket, deadline));
    }

    @Override
    public int leave(long ticket) {
        return barrier.leave(ticket);
    }

    @Override
    public void reset() {
        barrier.reset();
    }

    @Override
    public BarrierState state() {
        return barrier.state();
    }

    @Override
    public void destroy() {
        order.forget(lock);
        barrier.destroy();
    }
}
