package ipc.stress.linear;

import ipc.api.kernel.Deadline;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.sync.GuardedSync;
import org.jetbrains.lincheck.datastructures.Operation;

/** Calls of a barrier for two, by those of the first generation and of the second. */
public class BarrierCalls {
    private static final int PARTIES = 2;

    private final BarrierObject barrier;

    public BarrierCalls() {
        this(OneByOneKernel.sound());
    }

    BarrierCalls(OneByOneKernel kernel) {
        this.barrier =
                new GuardedSync(kernel, kernel).restore("barrier", BarrierState.first(BarrierOptions.of(PARTIES)));
    }

    private static long ticket(boolean second) {
        return second ? PARTIES : 0;
    }

    @Operation
    public long arrive() {
        return barrier.arrive();
    }

    @Operation
    public int look(boolean second) {
        return barrier.await(ticket(second), Deadline.NOW);
    }

    @Operation
    public int leave(boolean second) {
        return barrier.leave(ticket(second));
    }

    @Operation
    public void reset() {
        barrier.reset();
    }

    /** The same without a lock. */
    public static final class Planted extends BarrierCalls {
        public Planted() {
            super(OneByOneKernel.withoutLocks());
        }
    }
}
