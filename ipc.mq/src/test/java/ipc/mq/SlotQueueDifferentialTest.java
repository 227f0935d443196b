package ipc.mq;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import ipc.mq.reference.TextbookQueues;
import ipc.testkit.mq.QueueDifferential;

final class SlotQueueDifferentialTest extends QueueDifferential {
    @Override
    protected QueueMechanism subject(Scheduler scheduler, Memory memory) {
        return new SlotQueues(scheduler, memory);
    }

    @Override
    protected QueueMechanism reference(Scheduler scheduler, Memory memory) {
        return new TextbookQueues(scheduler, memory);
    }
}
