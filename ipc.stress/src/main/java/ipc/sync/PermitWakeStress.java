package ipc.sync;

import ipc.api.sync.spi.SemaphoreObject;
import ipc.stress.StressedCalls;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Who is about to wait for two permits gets them, also if they come one after the other. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Got both.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A wake was lost.")
@State
public class PermitWakeStress {
    private final SemaphoreObject semaphore = StressedSync.semaphore(0);

    @Actor
    public void acquiring(I_Result result) {
        result.r1 = StressedCalls.waiting(deadline -> semaphore.acquire(2, deadline) ? 1 : 0);
    }

    @Actor
    public void releasing() {
        semaphore.release(1);
        semaphore.release(1);
    }
}
