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

/** Who finds bytes sees all of them, though the two sides of a pipe have no lock in common. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Nothing has been written yet.")
@Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "The whole piece.")
@Outcome(expect = FORBIDDEN, desc = "Bytes were found before they were there.")
@State
public class BytesSeenStress {
    private final PipeObject pipe = StressedPipes.empty();
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
