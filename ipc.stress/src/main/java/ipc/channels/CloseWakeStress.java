package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.stress.StressedCalls;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A receiver that is about to wait hears that nobody will send any more. */
@JCStressTest
@Outcome(id = "32", expect = ACCEPTABLE, desc = "EPIPE, at once or woken.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost.")
@State
public class CloseWakeStress {
    private final Lane lane = StressedRings.lane();
    private final ByteBuffer buffer = StressedRings.message(-1);

    @Actor
    public void waiting(I_Result result) {
        result.r1 = StressedCalls.waiting(this::errorOfReceive);
    }

    private int errorOfReceive(Deadline deadline) {
        try {
            return (int) lane.outlet().receive(buffer, 0, deadline);
        } catch (IpcException refused) {
            return refused.errno() == Errno.EPIPE ? Errno.EPIPE.number() : -1;
        }
    }

    @Actor
    public void closing() {
        lane.closeSender();
    }
}
