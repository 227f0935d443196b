package ipc.mq;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** Who takes a number out of the ring sees that number, and what was written before it was put in. */
@JCStressTest
@Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "Nothing has been put in yet.")
@Outcome(id = "7, 1", expect = Expect.ACCEPTABLE, desc = "The number, and what came before it.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A number was taken before it was in place.")
@State
public class IndexRingPublicationStress {
    private final IndexRing ring = new IndexRing(1);
    private int before;

    @Actor
    public void putting() {
        before = 1;
        ring.put(7);
    }

    @Actor
    public void taking(JI_Result result) {
        boolean empty = ring.isEmpty();
        result.r1 = empty ? -1 : ring.take();
        result.r2 = empty ? -1 : before;
    }
}
