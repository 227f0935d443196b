package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Nobody passes a spoilt generation: a false claim about a barrier that ends the generation before it lists it as
 * spoilt.
 */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "It waits on, or hears of it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One passed a generation that was spoilt.")
@State
public class HastySpoilStress {
    private volatile int generation;
    private volatile int spoilt;

    @Actor
    public void looking(Z_Result result) {
        result.r1 = generation != 0 && spoilt == 0;
    }

    @Actor
    public void leaving() {
        generation = 1;
        Thread.onSpinWait(); // so that a short run meets the other one here
        spoilt = 1;
    }
}
