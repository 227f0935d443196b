package ipc.pipes;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.pipes.spi.PipeObject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The end of a pipe comes after its last byte. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Nothing has been written yet.")
@Outcome(id = "-1, 16", expect = ACCEPTABLE, desc = "The bytes came between.")
@Outcome(id = "16, -1", expect = ACCEPTABLE, desc = "The writer had not closed yet.")
@Outcome(id = "16, 0", expect = ACCEPTABLE, desc = "The bytes, and the end.")
@Outcome(expect = FORBIDDEN, desc = "The end came before the bytes.")
@State
public class EndSeenStress {
    private final PipeObject pipe = StressedPipes.empty();

    @Actor
    public void writing() {
        StressedPipes.write(pipe, 7);
        pipe.opened(1, 0);
    }

    @Actor
    public void reading(II_Result result) {
        result.r1 = StressedPipes.read(pipe, StressedPipes.piece(StressedPipes.NOTHING));
        result.r2 = StressedPipes.read(pipe, StressedPipes.piece(StressedPipes.NOTHING));
    }
}
