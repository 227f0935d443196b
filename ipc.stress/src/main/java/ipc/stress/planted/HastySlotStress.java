package ipc.stress.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/**
 * Who receives a message sees all of it: a false claim about a queue that counts a message before it copies it. The run
 * has to refute it, which shows that the stress tests of the real queue could fail.
 */
@JCStressTest
@Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "Nothing has been sent yet.")
@Outcome(id = "7, 1", expect = Expect.ACCEPTABLE, desc = "The message, and what came before it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A message was received before it was in place.")
@State
public class HastySlotStress {
    private final long[] slots = new long[1];
    private volatile int queued;
    private int before;

    @Actor
    public void sending() {
        before = 1;
        queued = 1;
        slots[0] = 7;
    }

    @Actor
    public void receiving(JI_Result result) {
        boolean empty = queued == 0;
        result.r1 = empty ? -1 : slots[0];
        result.r2 = empty ? -1 : before;
    }
}
