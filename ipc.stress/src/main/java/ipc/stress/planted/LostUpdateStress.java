package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two plain increments never meet: a false claim. The run has to refute it, which shows that it can. */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "One came after the other.")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "An update was lost.")
@State
public class LostUpdateStress {
    private int count;

    @Actor
    public void first(II_Result result) {
        result.r1 = ++count;
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = ++count;
    }
}
