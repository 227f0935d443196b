package ipc.sync;

import ipc.api.sync.spi.BarrierObject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two that meet twice see each time what the other one did before, and neither misses the wake. */
@JCStressTest
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "Each saw the other one twice.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One went on before the other had come, or waited in vain.")
@State
public class MeetingStress {
    private final BarrierObject barrier = StressedSync.barrier(2);
    private int one;
    private int other;
    private int oneAgain;
    private int otherAgain;

    @Actor
    public void one(II_Result result) {
        one = 1;
        int seen = StressedSync.meet(barrier) * other;
        oneAgain = 1;
        result.r1 = seen + StressedSync.meet(barrier) * otherAgain;
    }

    @Actor
    public void other(II_Result result) {
        other = 1;
        int seen = StressedSync.meet(barrier) * one;
        otherAgain = 1;
        result.r2 = seen + StressedSync.meet(barrier) * oneAgain;
    }
}
