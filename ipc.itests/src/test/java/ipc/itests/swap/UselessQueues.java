package ipc.itests.swap;

import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueState;

/** Takes nothing over. */
public abstract class UselessQueues implements QueueMechanism {
    @Override
    public QueueObject create(String name, QueueOptions options, QueueListener listener) {
        throw new IllegalStateException("planned");
    }

    @Override
    public QueueObject restore(String name, QueueState state, QueueListener listener) {
        throw new IllegalStateException("planned");
    }
}
