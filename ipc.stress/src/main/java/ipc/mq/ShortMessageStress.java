package ipc.mq;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.mq.spi.QueueObject;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Who receives a short message, which is copied under the lock, sees all of it. */
@JCStressTest
@Outcome(id = "-1, -1", expect = ACCEPTABLE, desc = "Nothing has been sent yet.")
@Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "The whole message.")
@Outcome(expect = FORBIDDEN, desc = "A message was received before it was in place.")
@State
public class ShortMessageStress {
    private static final int BYTES = 64;

    private final QueueObject queue = StressedQueues.queue(1, BYTES);
    private final ByteBuffer message = StressedQueues.message(BYTES, 7);
    private final ByteBuffer buffer = StressedQueues.message(BYTES, -1);

    @Actor
    public void sending() {
        queue.send(message, 1, Long.MAX_VALUE, TaskDeadline.NOW);
    }

    @Actor
    public void receiving(JJ_Result result) {
        queue.receive(buffer, TaskDeadline.NOW);
        result.r1 = buffer.getLong(0);
        result.r2 = buffer.getLong(BYTES - Long.BYTES);
    }
}
