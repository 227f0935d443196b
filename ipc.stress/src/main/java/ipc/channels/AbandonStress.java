package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.channels.DirectionStatistics;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A reply to a call that is given up dies with the call or is in line, and is none to the next call. */
@JCStressTest
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "It came too late, and is in line.")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "It was there, and died with the call.")
@Outcome(expect = FORBIDDEN, desc = "It was lost, there twice, or got to the next call.")
@State
public class AbandonStress {
    private static final int FIRST = StressedRings.transaction(5);
    private static final int SECOND = StressedRings.transaction(6);

    private final Lane lane = StressedRings.lane();
    private final ByteBuffer message = StressedRings.reply(FIRST, 7);
    private final ByteBuffer buffer = StressedRings.message(-1);

    public AbandonStress() {
        lane.replies().expect(FIRST, StressedRings.BYTES);
    }

    @Actor
    public void calling(III_Result result) {
        lane.replies().abandon(FIRST);
        lane.replies().expect(SECOND, StressedRings.BYTES);
        result.r1 = lane.replies().await(SECOND, buffer, TaskDeadline.NOW) ? 1 : 0;
    }

    @Actor
    public void replying() {
        StressedRings.send(lane, message);
    }

    @Arbiter
    public void counted(III_Result result) {
        DirectionStatistics statistics = lane.statistics();
        result.r2 = statistics.queued();
        result.r3 = (int) statistics.discarded();
    }
}
