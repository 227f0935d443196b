package ipc.mq;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Who finds a message in the inbox, or hears of it, knows that something so urgent may be there. */
@JCStressTest
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "Nothing has been sent yet.")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "The message is about to come.")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "The message is there and expected.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A receiver would not look for a message that is there.")
@State
public class TallyStress {
    private final IndexRing inbox = new IndexRing(1);
    private final Tally tally = new Tally(1);

    @Actor
    public void sending() {
        tally.sends(7);
        inbox.put(Entry.of(0, 0, 7));
    }

    @Actor
    public void receiving(ZZ_Result result) {
        result.r1 = !inbox.isEmpty();
        result.r2 = tally.mayBeAbove(3);
    }
}
