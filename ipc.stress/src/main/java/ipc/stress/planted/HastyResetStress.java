package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of two who come to a set event, one passes: a false claim about an event that is unset only after it was passed. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One of them.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Two passed for one set.")
@State
public class HastyResetStress {
    private volatile boolean set = true;

    @Actor
    public void one(ZZ_Result result) {
        result.r1 = passes();
    }

    @Actor
    public void other(ZZ_Result result) {
        result.r2 = passes();
    }

    private boolean passes() {
        boolean passes = set;
        Thread.onSpinWait(); // so that a short run meets the other one here
        set = false;
        return passes;
    }
}
