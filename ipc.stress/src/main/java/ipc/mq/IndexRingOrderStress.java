package ipc.mq;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Numbers come out of the ring in the order in which they were put in, none twice and none left out. */
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 0", "0, 1", "1, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "So many were there when they were asked for.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Another order.")
@State
public class IndexRingOrderStress {
    private final IndexRing ring = new IndexRing(2);

    @Actor
    public void putting() {
        ring.put(1);
        ring.put(2);
    }

    @Actor
    public void taking(JJ_Result result) {
        result.r1 = poll();
        result.r2 = poll();
    }

    private long poll() {
        return ring.isEmpty() ? 0 : ring.take();
    }
}
