package ipc.sync;

import ipc.api.sync.spi.SemaphoreObject;
import ipc.kernel.schedule.TaskDeadline;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of two who take at the same time, one gets the only permit. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One of them.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A permit was given twice or to nobody.")
@State
public class PermitStress {
    private final SemaphoreObject semaphore = StressedSync.semaphore(1);

    @Actor
    public void one(ZZ_Result result) {
        result.r1 = semaphore.acquire(1, TaskDeadline.NOW);
    }

    @Actor
    public void other(ZZ_Result result) {
        result.r2 = semaphore.acquire(1, TaskDeadline.NOW);
    }
}
