package ipc.mq.reference;

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

/** Registers message queues whose only aim is to be obviously right. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE, property = "service.ranking:Integer=-100")
public final class TextbookQueues implements QueueMechanism {
    private final Scheduler scheduler;
    private final Memory memory;

    /**
     * Makes the mechanism.
     *
     * @param scheduler where its queues wait
     * @param memory what charges their bytes
     */
    @Activate
    public TextbookQueues(@Reference Scheduler scheduler, @Reference Memory memory) {
        this.scheduler = scheduler;
        this.memory = memory;
    }

    @Override
    public QueueObject restore(String name, QueueState state, QueueListener listener) {
        long bytes = (long) state.options().depthMax() * state.options().messageBytesMax();
        return new TextbookQueue(name, state, listener, scheduler, memory.charge(bytes));
    }
}
