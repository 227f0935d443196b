package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A message that is written where another one lay comes after that one was read. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "What was there.")
@Outcome(expect = FORBIDDEN, desc = "A message was overwritten while it was read.")
@State
public class RecordReuseStress {
    private final Lane lane = StressedRings.full(1);
    private final ByteBuffer message = StressedRings.message(7);
    private final ByteBuffer buffer = StressedRings.message(-1);

    @Actor
    public void sending() {
        StressedRings.send(lane, message);
    }

    @Actor
    public void receiving(JJ_Result result) {
        StressedRings.receive(lane, buffer);
        result.r1 = StressedRings.first(buffer);
        result.r2 = StressedRings.last(buffer);
    }
}
