package ipc.stress.linear;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.api.sync.spi.MutexState.Waiter;
import ipc.kernel.schedule.TaskDeadline;
import ipc.sync.GuardedSync;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Calls of a condition that one waits for already, and of its mutex, which another one has.
 *
 * <p>A wait is made of several calls here: as one call it could be reached by no signal, whatever the order.
 */
@Param(name = "waiter", gen = IntGen.class, conf = "1:3")
public class ConditionCalls {
    private static final Owner ONE = new Owner(1, 1);
    private static final Owner OTHER = new Owner(2, 1);
    private static final int NONE_YET = -1;

    private final MutexObject mutex;

    public ConditionCalls() {
        this(OneByOneKernel.sound());
    }

    ConditionCalls(OneByOneKernel kernel) {
        MutexState first = new MutexState(
                MutexOptions.of(Kind.RECURSIVE),
                new Holding(ONE.process(), ONE.thread(), 2),
                Health.SOUND,
                1,
                List.of(new Waiter(1, 0, 1)),
                List.of(),
                1);
        this.mutex = new GuardedSync(kernel, kernel).restore("mutex", first);
    }

    private static Owner owner(boolean one) {
        return one ? ONE : OTHER;
    }

    @Operation
    public long lock(boolean one) {
        return mutex.lock(owner(one), 1, Deadline.NOW);
    }

    @Operation
    public long begin(boolean one) {
        return mutex.conditions().begin(0, owner(one));
    }

    /** Takes a signal, which ends the wait; the kernel throws where it would wait for one. */
    @Operation
    public int take(@Param(name = "waiter") int waiter) {
        try {
            return mutex.conditions().await(0, waiter, TaskDeadline.NEVER);
        } catch (IllegalStateException wouldWait) {
            return NONE_YET;
        }
    }

    @Operation
    public int leave(@Param(name = "waiter") int waiter) {
        return mutex.conditions().leave(0, waiter);
    }

    @Operation
    public void signal() {
        mutex.conditions().signal(0, 1);
    }

    @Operation
    public void broadcast() {
        mutex.conditions().signal(0, Integer.MAX_VALUE);
    }

    /** The same without a lock. */
    public static final class Planted extends ConditionCalls {
        public Planted() {
            super(OneByOneKernel.withoutLocks());
        }
    }
}
