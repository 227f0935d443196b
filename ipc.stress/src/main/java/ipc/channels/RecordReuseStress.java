package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Who sees that there is room again writes where a message has been read, not where it is still being read. */
@JCStressTest
@Outcome(
        id = {"5, 5"},
        expect = ACCEPTABLE,
        desc = "The first message, whole.")
@Outcome(expect = FORBIDDEN, desc = "The next message was written over one that was being read.")
@State
public class RecordReuseStress {
    /** Enough for the memory of a ring for one message to be used again. */
    private static final int MESSAGES = 4;

    private final RecordRing ring = StressedRings.ring(1);
    private final ByteBuffer buffer = StressedRings.message(-1);

    public RecordReuseStress() {
        ring.tail().append(StressedRings.message(5), StressedRings.BYTES, 0, 0);
    }

    @Actor
    public void sending() {
        for (int i = 0; i < MESSAGES && ring.tail().hasRoom(StressedRings.BYTES); i++) {
            ring.tail().append(StressedRings.message(6), StressedRings.BYTES, 0, 0);
        }
    }

    @Actor
    public void receiving(JJ_Result result) {
        StressedRings.take(ring, buffer);
        result.r1 = StressedRings.first(buffer);
        result.r2 = StressedRings.last(buffer);
        for (int i = 0; i < MESSAGES; i++) {
            StressedRings.take(ring, StressedRings.message(0));
        }
    }
}
