package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Deadline;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.FakeKernel;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlotQueueTest {
    private static final int BYTES = 8;

    private final FakeKernel kernel = new FakeKernel();
    private final QueueObject queue = new SlotQueues(kernel.scheduler(), kernel.memory())
            .create("/queue", QueueOptions.readWrite().create(0600).depthMax(1).messageBytesMax(BYTES), new Deaf());

    @AfterEach
    void end() {
        queue.destroy();
        kernel.close();
    }

    private boolean send(ByteBuffer message, Deadline deadline) {
        return queue.send(message, 3, Long.MAX_VALUE, deadline);
    }

    @Test
    void shouldWakeTheNextSenderWhenTheMessageOfTheFirstIsTooLong() {
        send(ByteBuffer.allocate(BYTES), Deadline.NOW);
        Call<Boolean> first = Call.start(() -> send(ByteBuffer.allocate(BYTES + 1), Deadlines.never()));
        kernel.scheduler().awaitParked(1);
        Call<Boolean> second = Call.start(() -> send(ByteBuffer.allocate(BYTES), Deadlines.never()));
        kernel.scheduler().awaitParked(2);

        queue.receive(ByteBuffer.allocate(BYTES), Deadline.NOW);

        assertThat(second.result()).isTrue();
        assertThat(first.failure()).hasMessageContaining("EMSGSIZE");
    }

    /** Wants to hear of nothing. */
    private static final class Deaf implements QueueListener {
        @Override
        public boolean watching() {
            return false;
        }

        @Override
        public void arrived() {}

        @Override
        public void expired(ByteBuffer message, int priority) {}
    }
}
