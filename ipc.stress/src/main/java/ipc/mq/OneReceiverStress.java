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

/** Of two who receive at the same time, each gets one of two messages, and both are delivered. */
@JCStressTest
@Outcome(
        id = {"5, 6", "6, 5"},
        expect = ACCEPTABLE,
        desc = "One each.")
@Outcome(expect = FORBIDDEN, desc = "A message was lost or delivered twice.")
@State
public class OneReceiverStress {
    private static final int BYTES = 64;

    private final QueueObject queue = StressedQueues.queue(2, BYTES);

    public OneReceiverStress() {
        queue.send(StressedQueues.message(BYTES, 5), 0, Long.MAX_VALUE, TaskDeadline.NOW);
        queue.send(StressedQueues.message(BYTES, 6), 0, Long.MAX_VALUE, TaskDeadline.NOW);
    }

    @Actor
    public void one(JJ_Result result) {
        result.r1 = receive();
    }

    @Actor
    public void other(JJ_Result result) {
        result.r2 = receive();
    }

    private long receive() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        queue.receive(buffer, TaskDeadline.NOW);
        return buffer.getLong(0);
    }
}
