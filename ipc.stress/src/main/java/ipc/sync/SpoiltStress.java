package ipc.sync;

import ipc.api.sync.spi.BarrierObject;
import ipc.kernel.schedule.TaskDeadline;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who looks without a lock while another one leaves hears that the generation is spoilt, never that it passed. */
@JCStressTest
@Outcome(
        id = {"-1, -2", "-2, -1"},
        expect = Expect.ACCEPTABLE,
        desc = "Told at once, or when it looked again.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One passed a generation that was spoilt.")
@State
public class SpoiltStress {
    private final BarrierObject barrier = StressedSync.barrier(3);
    private final long ticket = barrier.arrive();
    private final long leaving = barrier.arrive();

    @Actor
    public void looking(II_Result result) {
        result.r1 = barrier.await(ticket, TaskDeadline.NOW);
    }

    @Actor
    public void leaving() {
        barrier.leave(leaving);
    }

    @Arbiter
    public void later(II_Result result) {
        boolean again = result.r1 == BarrierObject.NOT_YET;
        result.r2 = again ? barrier.await(ticket, TaskDeadline.NOW) : BarrierObject.NOT_YET;
    }
}
