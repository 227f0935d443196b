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

/** A reader that is about to wait gets what is written under the writers' lock alone. */
@JCStressTest
@Outcome(id = "16", expect = ACCEPTABLE, desc = "Read without a wait, or was woken.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost.")
@State
public class BytesWakeStress {
    private final PipeObject pipe = StressedPipes.empty();
    private final ByteBuffer buffer = StressedPipes.piece(StressedPipes.NOTHING);

    @Actor
    public void reading(I_Result result) {
        result.r1 = StressedCalls.waiting(deadline -> pipe.read(buffer, deadline));
    }

    @Actor
    public void writing() {
        StressedPipes.write(pipe, 7);
    }
}
