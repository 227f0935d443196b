package ipc.testkit.mq;

import ipc.api.mq.QueueOptions;

/** Where the parts of the contract get their queues from. */
interface QueueRows {
    /** Makes an empty queue on the kernel of this test. */
    QueueProbe queue(QueueOptions options);

    /** Makes an empty queue with 32 priorities. */
    default QueueProbe queue(int depthMax) {
        return queue(QueueProbe.options(depthMax, QueueOptions.PRIORITIES));
    }
}
