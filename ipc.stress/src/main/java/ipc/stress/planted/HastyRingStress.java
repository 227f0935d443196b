package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/**
 * Who takes a number out of a ring sees that number: a false claim about a ring that counts before it stores. The run
 * has to refute it, which shows that the stress tests of the real ring could fail.
 */
@JCStressTest
@Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "Nothing has been put in yet.")
@Outcome(id = "7, 1", expect = Expect.ACCEPTABLE, desc = "The number, and what came before it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A number was taken before it was in place.")
@State
public class HastyRingStress {
    private final long[] values = new long[1];
    private volatile int put;
    private int before;

    @Actor
    public void putting() {
        before = 1;
        put = 1;
        values[0] = 7;
    }

    @Actor
    public void taking(JI_Result result) {
        boolean empty = put == 0;
        result.r1 = empty ? -1 : values[0];
        result.r2 = empty ? -1 : before;
    }
}
