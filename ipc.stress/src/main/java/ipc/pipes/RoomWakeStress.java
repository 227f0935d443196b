package ipc.pipes;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.pipes.spi.PipeObject;
import ipc.stress.StressedCalls;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A writer that is about to wait gets the room that comes under the readers' lock alone. */
@JCStressTest
@Outcome(id = "16", expect = ACCEPTABLE, desc = "Wrote without a wait, or was woken.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost.")
@State
public class RoomWakeStress {
    private final PipeObject pipe = StressedPipes.full(1, 2);
    private final ByteBuffer message = StressedPipes.piece(7);

    @Actor
    public void writing(I_Result result) {
        result.r1 = StressedCalls.waiting(deadline -> pipe.write(message, deadline));
    }

    @Actor
    public void reading() {
        StressedPipes.read(pipe);
    }
}
