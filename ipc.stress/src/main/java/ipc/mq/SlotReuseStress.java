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

/** A sender does not write into a slot whose long message is still being copied out. */
@JCStressTest
@Outcome(id = "5, 5", expect = ACCEPTABLE, desc = "The message, whole.")
@Outcome(expect = FORBIDDEN, desc = "The slot was used again too early.")
@State
public class SlotReuseStress {
    private static final int BYTES = 2048;

    private final QueueObject queue = StressedQueues.queue(1, BYTES);
    private final ByteBuffer next = StressedQueues.message(BYTES, 6);

    public SlotReuseStress() {
        queue.send(StressedQueues.message(BYTES, 5), 0, Long.MAX_VALUE, TaskDeadline.NOW);
    }

    @Actor
    public void receiving(JJ_Result result) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        queue.receive(buffer, TaskDeadline.NOW);
        result.r1 = buffer.getLong(0);
        result.r2 = buffer.getLong(BYTES - Long.BYTES);
    }

    @Actor
    public void sending() {
        queue.send(next, 0, Long.MAX_VALUE, TaskDeadline.NOW); // there is room or not
    }
}
