package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Who finds a record sees all of it, though the two sides of a ring have no lock in common. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Nothing has been sent yet.")
@Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "The whole message.")
@Outcome(expect = FORBIDDEN, desc = "A record was found before it was there.")
@State
public class RecordStress {
    private final RecordRing ring = StressedRings.ring();
    private final ByteBuffer message = StressedRings.message(7);
    private final ByteBuffer buffer = StressedRings.message(-1);

    @Actor
    public void sending() {
        ring.tail().append(message, StressedRings.BYTES, 0, 0);
    }

    @Actor
    public void receiving(JJ_Result result) {
        StressedRings.take(ring, buffer);
        result.r1 = StressedRings.first(buffer);
        result.r2 = StressedRings.last(buffer);
    }
}
