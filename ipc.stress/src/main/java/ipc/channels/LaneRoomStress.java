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

/** A sender that is about to wait gets the room that comes under the receivers' lock alone. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Sent without a wait, or was woken.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost.")
@State
public class LaneRoomStress {
    private final Lane lane = StressedRings.full(1);
    private final ByteBuffer message = StressedRings.message(7);
    private final ByteBuffer buffer = StressedRings.message(-1);

    @Actor
    public void waiting(I_Result result) {
        result.r1 = StressedCalls.waiting(deadline -> lane.inlet().send(message, 0, 0, deadline) ? 1 : 0);
    }

    @Actor
    public void receiving() {
        StressedRings.receive(lane, buffer);
    }
}
