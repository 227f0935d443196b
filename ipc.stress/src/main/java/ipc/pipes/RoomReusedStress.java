package ipc.pipes;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.pipes.spi.PipeObject;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** What is written where bytes lay that were read comes after they were read. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "What was there.")
@Outcome(expect = FORBIDDEN, desc = "Bytes were overwritten while they were read.")
@State
public class RoomReusedStress {
    private final PipeObject pipe = StressedPipes.full(1, 2);
    private final ByteBuffer buffer = StressedPipes.piece(StressedPipes.NOTHING);

    @Actor
    public void writing() {
        StressedPipes.write(pipe, 7);
    }

    @Actor
    public void reading(JJ_Result result) {
        StressedPipes.read(pipe, buffer);
        result.r1 = buffer.getLong(0);
        result.r2 = buffer.getLong(Long.BYTES);
    }
}
