package ipc.pipes;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.pipes.spi.PipeObject;
import ipc.kernel.schedule.TaskDeadline;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A gift is read where it was given, behind the bytes that were written before. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Nothing has been written yet.")
@Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "The bytes came between.")
@Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "The gift had not been given yet.")
@Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "The bytes, and the gift.")
@Outcome(expect = FORBIDDEN, desc = "The gift came before the bytes, or was not read whole.")
@State
public class GiftPlaceStress {
    private final PipeObject pipe = StressedPipes.empty();

    @Actor
    public void writing() {
        StressedPipes.write(pipe, 1);
        pipe.direct().give(StressedPipes.gift(7), TaskDeadline.NOW);
    }

    @Actor
    public void reading(JJ_Result result) {
        result.r1 = StressedPipes.read(pipe);
        result.r2 = StressedPipes.read(pipe);
    }
}
