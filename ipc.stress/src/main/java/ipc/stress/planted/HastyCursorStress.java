package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * What is written where bytes lay that were read comes after they were read: a false claim about a pipe whose reader
 * moves its cursor before it has copied the last bytes out. The run has to refute it, which shows that the stress tests
 * of the real pipe could fail.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "What was there.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Bytes were overwritten while they were read.")
@State
public class HastyCursorStress {
    private long first = 1;
    private long last = 1;
    private volatile long read;

    @Actor
    public void writing() {
        if (read > 0) {
            first = 7;
            last = 7;
        }
    }

    @Actor
    public void reading(JJ_Result result) {
        result.r1 = first;
        read = 1;
        result.r2 = last;
    }
}
