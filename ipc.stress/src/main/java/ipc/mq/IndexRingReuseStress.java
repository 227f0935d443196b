package ipc.mq;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** With one ring there and one ring back, nobody writes to a slot while the other side reads it. */
@JCStressTest
@Outcome(
        id = {"0, 0", "11, 0", "0, 11", "11, 22"},
        expect = Expect.ACCEPTABLE,
        desc = "Each message with its own bytes.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A message with the bytes of another.")
@State
public class IndexRingReuseStress {
    private final IndexRing inbox = new IndexRing(1);
    private final IndexRing free = new IndexRing(1);
    private long slot;

    /** Makes the one slot free. */
    public IndexRingReuseStress() {
        free.put(0);
    }

    @Actor
    public void sending() {
        send(1);
        send(2);
    }

    private void send(long number) {
        if (!free.isEmpty()) {
            free.take();
            slot = number;
            inbox.put(number);
        }
    }

    @Actor
    public void receiving(JJ_Result result) {
        result.r1 = receive();
        result.r2 = receive();
    }

    /** Returns the number as it came, in tens, and as it was in the slot. */
    private long receive() {
        if (inbox.isEmpty()) {
            return 0;
        }
        long number = inbox.take() * 10 + slot;
        free.put(0);
        return number;
    }
}
