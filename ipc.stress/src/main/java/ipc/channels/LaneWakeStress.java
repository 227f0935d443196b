package ipc.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A receiver that is about to wait gets what is sent under the senders' lock alone. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Received without a wait, or was woken.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A wake was lost.")
@State
public class LaneWakeStress {
    private static final LiveScheduler SCHEDULER = new LiveScheduler();

    /** Far longer than any wake takes: only a lost one lasts so long. */
    private static final Timeout PATIENCE = Timeout.after(Duration.ofSeconds(10));

    private final Lane lane = StressedRings.lane(SCHEDULER);
    private final ByteBuffer message = StressedRings.message(7);
    private final ByteBuffer buffer = StressedRings.message(-1);

    @Actor
    public void waiting(I_Result result) {
        Task task = SCHEDULER.current();
        task.enter(1, task.caller());
        try {
            lane.outlet().receive(buffer, 0, task.deadline(PATIENCE));
            result.r1 = 1;
        } catch (IpcException late) {
            result.r1 = late.errno() == Errno.ETIMEDOUT ? 0 : -1;
        } finally {
            task.leave();
        }
    }

    @Actor
    public void sending() {
        lane.inlet().send(message, 0, 0, TaskDeadline.NOW);
    }
}
