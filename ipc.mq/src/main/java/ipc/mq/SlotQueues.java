package ipc.mq;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Registers message queues that keep their messages in preallocated slots. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE, property = "service.ranking:Integer=100")
public final class SlotQueues implements QueueMechanism {
    private final Scheduler scheduler;
    private final Memory memory;

    /**
     * Makes the mechanism.
     *
     * @param scheduler where its queues wait
     * @param memory where its queues keep their messages
     */
    @Activate
    public SlotQueues(@Reference Scheduler scheduler, @Reference Memory memory) {
        this.scheduler = scheduler;
        this.memory = memory;
    }

    @Override
    public QueueObject restore(String name, QueueState state, QueueListener listener) {
        SlotStore store = SlotStore.allocate(state.options(), memory);
        SlotQueue queue = new SlotQueue(name, state.options(), listener, scheduler, store);
        queue.continueFrom(state);
        return queue;
    }
}
