package ipc.kernel;

import ipc.api.kernel.Deadline;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.SyncMechanism;
import java.util.concurrent.atomic.AtomicInteger;

/** A barrier with a bug, for simulations that have to find it. */
record PlantedBarrier(BarrierObject real, Bug bug, AtomicInteger calls) implements BarrierObject {
    /** What is wrong with it. */
    enum Bug {
        /** One of those that wait does not, now and then. */
        PASSES_EARLY,
        /** Who leaves is counted as if it were there still. */
        COUNTS_THE_DEAD,
        /** One of those that passed hears, now and then, that the barrier is broken. */
        LEAVES_ONE_BEHIND,
        /** It gives no state to its successor. */
        KEEPS_ITS_STATE
    }

    /** Makes barriers with a bug. */
    record Mechanism(SyncMechanism real, Bug bug) implements ForwardingSync {
        @Override
        public BarrierObject restore(String name, BarrierState state) {
            return new PlantedBarrier(real.restore(name, state), bug, new AtomicInteger());
        }
    }

    private boolean now(Bug wanted) {
        return bug == wanted && calls.incrementAndGet() % 5 == 0;
    }

    @Override
    public long arrive() {
        return real.arrive();
    }

    @Override
    public int await(long ticket, Deadline deadline) {
        if (now(Bug.PASSES_EARLY)) {
            return PASSED;
        }
        int outcome = real.await(ticket, deadline);
        return outcome == PASSED && now(Bug.LEAVES_ONE_BEHIND) ? BROKEN : outcome;
    }

    @Override
    public int leave(long ticket) {
        return bug == Bug.COUNTS_THE_DEAD ? real.state().outcome(ticket) : real.leave(ticket);
    }

    @Override
    public void reset() {
        real.reset();
    }

    @Override
    public BarrierState state() {
        if (bug == Bug.KEEPS_ITS_STATE) {
            throw new IllegalStateException("planted");
        }
        return real.state();
    }

    @Override
    public void destroy() {
        real.destroy();
    }
}
