package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.kernel.schedule.TaskDeadline;
import ipc.stress.StressedCalls;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIJ_Result;

/** A second reply to a call is none to the call that waits in the same place after it. */
@JCStressTest
@Outcome(id = "1, 0, 7", expect = ACCEPTABLE, desc = "The first reply, and none.")
@Outcome(expect = FORBIDDEN, desc = "The second call got a reply to the first one.")
@State
public class SecondReplyStress {
    private static final int FIRST = StressedRings.transaction(5);
    private static final int SECOND = StressedRings.transaction(6);

    private final Lane lane = StressedRings.lane();
    private final ByteBuffer message = StressedRings.reply(FIRST, 7);
    private final ByteBuffer again = StressedRings.reply(FIRST, 8);
    private final ByteBuffer buffer = StressedRings.message(-1);
    private final ByteBuffer other = StressedRings.message(-1);

    public SecondReplyStress() {
        lane.replies().expect(FIRST, StressedRings.BYTES);
    }

    @Actor
    public void calling(IIJ_Result result) {
        result.r1 = StressedCalls.waiting(deadline -> lane.replies().await(FIRST, buffer, deadline) ? 1 : 0);
        result.r3 = StressedRings.last(buffer);
        lane.replies().expect(SECOND, StressedRings.BYTES);
        result.r2 = lane.replies().await(SECOND, other, TaskDeadline.NOW) ? 1 : 0;
    }

    @Actor
    public void replying() {
        StressedRings.send(lane, message);
        StressedRings.send(lane, again);
    }
}
