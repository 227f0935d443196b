package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.stress.StressedCalls;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** A caller gets the whole reply: it looks without a lock, and once more under the senders' before it parks. */
@JCStressTest
@Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "The reply was there, or woke the caller.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost, or the reply was read before it was there.")
@State
public class ReplyStress {
    private static final int TRANSACTION = StressedRings.transaction(5);

    private final Lane lane = StressedRings.lane();
    private final ByteBuffer message = StressedRings.reply(TRANSACTION, 7);
    private final ByteBuffer buffer = StressedRings.message(-1);

    public ReplyStress() {
        lane.replies().expect(TRANSACTION, StressedRings.BYTES);
    }

    @Actor
    public void calling(IJ_Result result) {
        result.r1 = StressedCalls.waiting(deadline -> lane.replies().await(TRANSACTION, buffer, deadline) ? 1 : 0);
        result.r2 = StressedRings.last(buffer);
    }

    @Actor
    public void replying() {
        StressedRings.send(lane, message);
    }
}
