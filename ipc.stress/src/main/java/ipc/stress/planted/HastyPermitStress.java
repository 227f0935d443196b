package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of two who take, one gets the only permit: a false claim about a semaphore that looks first, and takes then. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One of them.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A permit was given twice.")
@State
public class HastyPermitStress {
    private volatile int permits = 1;

    @Actor
    public void one(ZZ_Result result) {
        result.r1 = take();
    }

    @Actor
    public void other(ZZ_Result result) {
        result.r2 = take();
    }

    private boolean take() {
        int before = permits;
        Thread.onSpinWait(); // so that a short run meets the other one here
        if (before > 0) {
            permits = before - 1;
        }
        return before > 0;
    }
}
