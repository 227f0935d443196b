package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A wake between test and park is not lost: a false claim about a queue whose waiters announce themselves only after
 * they tested.
 */
@JCStressTest
@Outcome(
        id = {"false, false", "true, true", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "Did not wait, or was woken.")
@Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "A wake was lost.")
@State
public class ForgetfulWaitStress {
    private volatile boolean ready;
    private volatile boolean announced;

    @Actor
    public void waiting(ZZ_Result result) {
        boolean parks = !ready;
        announced = true;
        result.r1 = parks;
    }

    @Actor
    public void waking(ZZ_Result result) {
        ready = true;
        result.r2 = announced;
    }
}
