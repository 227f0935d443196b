package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.IpcException;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What is sent while the receiver closes is refused, or dies with what it carries: nothing stays in between. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Refused: the sender keeps what it wanted to send.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Sent, and died unread.")
@Outcome(expect = FORBIDDEN, desc = "A cargo was lost, or died twice.")
@State
public class CloseStress {
    private static final long CARGO = 9;

    private final AtomicInteger dead = new AtomicInteger();
    private final Lane lane = StressedRings.lane(cargo -> dead.incrementAndGet());
    private final ByteBuffer message = StressedRings.message(7);

    @Actor
    public void sending(II_Result result) {
        try {
            result.r1 = lane.inlet().send(message, 0, CARGO, TaskDeadline.NOW) ? 1 : -1;
        } catch (IpcException closed) {
            result.r1 = 0;
        }
    }

    @Actor
    public void closing() {
        lane.closeReceiver();
    }

    @Arbiter
    public void counting(II_Result result) {
        result.r2 = dead.get();
    }
}
