package ipc.kernel.mq;

import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.kernel.Kernel;
import ipc.mq.SlotQueues;

/** A live kernel with fast queues for the suites that judge the adapters. */
final class LiveQueues {
    private static final int DEPTH = 256;

    private final MessageQueues face;

    LiveQueues() {
        Kernel kernel = Kernel.live();
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", 0);
        face = kernel.bundle("test").face(MessageQueues.class);
    }

    MessageQueues face() {
        return face;
    }

    MessageQueue newQueue() {
        return face.create(QueueOptions.readWrite().depthMax(DEPTH).messageBytesMax(64));
    }
}
