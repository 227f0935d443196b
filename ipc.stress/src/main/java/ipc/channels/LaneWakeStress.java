package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.stress.StressedCalls;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A receiver that is about to wait gets what is sent under the senders' lock alone. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Received without a wait, or was woken.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost.")
@State
public class LaneWakeStress {
    private final Lane lane = StressedRings.lane();
    private final ByteBuffer message = StressedRings.message(7);
    private final ByteBuffer buffer = StressedRings.message(-1);

    @Actor
    public void waiting(I_Result result) {
        result.r1 = StressedCalls.waiting(deadline -> (int) lane.outlet().receive(buffer, 0, deadline));
    }

    @Actor
    public void sending() {
        StressedRings.send(lane, message);
    }
}
