package ipc.bench;

import ipc.api.Ipc;
import ipc.api.Limit;
import ipc.api.channels.Channels;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.channels.RingChannels;
import ipc.events.TicketEvents;
import ipc.kernel.Kernel;
import ipc.mq.SlotQueues;
import ipc.pipes.RingPipes;
import ipc.sync.GuardedSync;

/**
 * A kernel without OSGi, with the product's mechanisms behind the gate and a process to call from.
 *
 * <p>What it gives are faces and handles as programs get them: rights, gate and statistics are on.
 */
public final class Ours {
    private static final int RANKING = 100;

    private final Kernel kernel;
    private final Ipc ipc;
    private final MessageQueues queues;

    private Ours(Kernel kernel) {
        this.kernel = kernel;
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", RANKING);
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", RANKING);
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", RANKING);
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", RANKING);
        kernel.bind(new TicketEvents(kernel.scheduler(), kernel.memory()), "ipc.events", RANKING);
        this.ipc = kernel.bundle("bench");
        this.queues = ipc.face(MessageQueues.class);
        // the works ask for queues larger than a user's share of bytes
        ipc.self().limit(Limit.QUEUE_BYTES, new Limit.Value(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    /** Starts a kernel whose processes run at once. */
    public static Ours live() {
        return new Ours(Kernel.live());
    }

    /** Starts a kernel in which a seed chooses who runs. */
    public static Ours seeded(long seed) {
        return new Ours(Kernel.seeded(seed));
    }

    /** Makes a queue without a name. */
    public MessageQueue queue(int depth, int messageBytes, int priorities) {
        return queues.create(QueueOptions.readWrite()
                .depthMax(depth)
                .messageBytesMax(messageBytes)
                .priorities(priorities));
    }

    /** Makes a pipe. */
    public PipePair pipe() {
        return ipc.face(Pipes.class).create(PipeOptions.readWrite());
    }

    /** Returns the kernel. */
    public Kernel kernel() {
        return kernel;
    }

    /** Returns the calling process's view of the kernel. */
    public Ipc ipc() {
        return ipc;
    }

    /** Returns the face of the channels. */
    public Channels channels() {
        return ipc.face(Channels.class);
    }

    /** Returns the face of the queues. */
    public MessageQueues queues() {
        return queues;
    }
}
