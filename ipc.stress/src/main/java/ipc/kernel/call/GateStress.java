package ipc.kernel.call;

import ipc.api.Sysno;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Unwind;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * While a call is inside nothing is replaced, and who comes during the pause waits outside and gets in: it has no call
 * yet that could begin again.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Got in, before or after the pause.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The provider was replaced during the call, or the call did not get in.")
@State
public class GateStress {
    private static final long LIMIT_NANOS = 10_000_000_000L;
    private static final int NUMBER = 3;
    private static final int LOOKS = 50;
    private static final LiveScheduler SCHEDULER = new LiveScheduler();
    private static final Tracer TRACER = new Tracer(SCHEDULER, () -> 1);
    private static final Audit AUDIT = new Audit(SCHEDULER, () -> 1);

    private final Gate gate = new Gate(NUMBER, "stress", SCHEDULER, TRACER, AUDIT);
    private volatile int provider;

    /** Begins with an open gate. */
    public GateStress() {
        gate.open();
    }

    @Actor
    public void calling(II_Result result) {
        try {
            Task task = gate.enter(SCHEDULER.current().caller(), Sysno.YIELD);
            result.r1 = stays(provider) ? 1 : 2;
            gate.exit(task);
        } catch (Unwind leak) {
            SCHEDULER.current().hasLeft();
        }
    }

    /** Only loads, so that the store with which the call entered may be late. */
    private boolean stays(int first) {
        for (int i = 0; i < LOOKS; i++) {
            if (provider != first) {
                return false;
            }
        }
        return true;
    }

    @Actor
    public void replacing(II_Result result) {
        gate.close();
        List<String> stuck = gate.settle(LIMIT_NANOS);
        provider = 1;
        gate.open();
        gate.awaitRestarts(LIMIT_NANOS);
        result.r2 = stuck.size();
    }
}
