package ipc.api.mq.spi;

import ipc.api.mq.QueueOptions;
import ipc.api.spi.Mechanism;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider of message queues. */
@ConsumerType
public interface QueueMechanism extends Mechanism {
    /** The version of {@link QueueState}. */
    int SCHEMA = 1;

    /**
     * Makes an empty queue.
     *
     * @param name how wait graphs and statistics call it
     * @param options sizes and policy, checked by the kernel
     * @param listener whom the queue tells what happens in it
     * @return the queue
     * @errno ENOMEM no memory for its slots; nothing was kept
     */
    default QueueObject create(String name, QueueOptions options, QueueListener listener) {
        return restore(name, QueueState.empty(options), listener);
    }

    /**
     * Makes a queue that goes on where another one stopped.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link QueueObject#state} of any provider gave
     * @param listener whom the queue tells what happens in it
     * @return the queue; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for its slots; nothing was kept
     */
    QueueObject restore(String name, QueueState state, QueueListener listener);

    @Override
    default String name() {
        return "mq";
    }

    @Override
    default int schema() {
        return SCHEMA;
    }
}
