package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Who finds a record sees all of it: a false claim about a ring that writes the word that announces a record before its
 * last bytes. The run has to refute it, which shows that the stress tests of the real ring could fail.
 */
@JCStressTest
@Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "Nothing has been sent yet.")
@Outcome(id = "7, 7", expect = Expect.ACCEPTABLE, desc = "The whole message.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A record was found before it was there.")
@State
public class HastyRecordStress {
    private volatile int word;
    private long first;
    private long last;

    @Actor
    public void sending() {
        first = 7;
        word = 1;
        last = 7;
    }

    @Actor
    public void receiving(JJ_Result result) {
        boolean there = word != 0;
        result.r1 = there ? first : -1;
        result.r2 = there ? last : -1;
    }
}
