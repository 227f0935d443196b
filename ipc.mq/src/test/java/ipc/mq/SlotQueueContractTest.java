package ipc.mq;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import ipc.testkit.mq.QueueContract;

final class SlotQueueContractTest extends QueueContract {
    @Override
    protected QueueMechanism mechanism(Scheduler scheduler, Memory memory) {
        return new SlotQueues(scheduler, memory);
    }
}
