package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.DirectionStatistics;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A reply that is there when its caller's end closes is taken whole, or dies with the call. */
@JCStressTest
@Outcome(id = "7, 1, 0", expect = ACCEPTABLE, desc = "Taken before the end was closed.")
@Outcome(id = "32, 0, 1", expect = ACCEPTABLE, desc = "EPIPE: the call had ended.")
@Outcome(expect = FORBIDDEN, desc = "It was lost, or counted twice.")
@State
public class ReplyCloseStress {
    private static final int TRANSACTION = StressedRings.transaction(5);

    private final Lane lane = StressedRings.lane();
    private final ByteBuffer buffer = StressedRings.message(-1);

    public ReplyCloseStress() {
        lane.replies().expect(TRANSACTION, StressedRings.BYTES);
        StressedRings.send(lane, StressedRings.reply(TRANSACTION, 7));
    }

    @Actor
    public void calling(III_Result result) {
        try {
            lane.replies().await(TRANSACTION, buffer, TaskDeadline.NOW);
            result.r1 = (int) StressedRings.last(buffer);
        } catch (IpcException refused) {
            result.r1 = refused.errno() == Errno.EPIPE ? Errno.EPIPE.number() : -1;
        }
    }

    @Actor
    public void closing() {
        lane.closeReceiver();
    }

    @Arbiter
    public void counted(III_Result result) {
        DirectionStatistics statistics = lane.statistics();
        result.r2 = (int) statistics.received();
        result.r3 = (int) statistics.discarded();
    }
}
