package ipc.testkit.mq;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueState;

/** Makes queues with one bug. */
final class PlantedQueues implements QueueMechanism {
    private final Bug bug;
    private final Scheduler scheduler;
    private final Memory memory;

    PlantedQueues(Bug bug, Scheduler scheduler, Memory memory) {
        this.bug = bug;
        this.scheduler = scheduler;
        this.memory = memory;
    }

    @Override
    public QueueObject restore(String name, QueueState state, QueueListener listener) {
        if (bug == Bug.LEAKS_WHEN_REFUSED) {
            memory.charge(1);
        }
        QueueOptions options = state.options();
        Memory.Charge charge = memory.charge((long) options.depthMax() * options.messageBytesMax());
        return new PlantedQueue(bug, state, listener, scheduler, charge);
    }
}
