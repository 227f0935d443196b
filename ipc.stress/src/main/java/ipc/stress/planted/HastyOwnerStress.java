package ipc.stress.planted;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The second owner sees what the first one did: a false claim about a mutex that looks first, and takes
 * afterwards.
 */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1", "1, 0", "0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "One after the other, or only one of them.")
@Outcome(expect = Expect.FORBIDDEN, desc = "The next owner did not see what the last one did.")
@State
public class HastyOwnerStress {
    private final AtomicBoolean locked = new AtomicBoolean();
    private int owners;

    @Actor
    public void one(II_Result result) {
        result.r1 = owns();
    }

    @Actor
    public void other(II_Result result) {
        result.r2 = owns();
    }

    private int owns() {
        if (locked.getPlain()) { // looks and takes in two steps
            return 0;
        }
        Thread.onSpinWait(); // so that a short run meets the other one here
        locked.setPlain(true);
        int order = ++owners;
        locked.setPlain(false);
        return order;
    }
}
