package ipc.kernel.mq;

import static ipc.api.Sysno.MQ_CREATE;
import static ipc.api.Sysno.MQ_OPEN;
import static ipc.api.Sysno.MQ_UNLINK;

import ipc.api.Capability;
import ipc.api.Codec;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueOptions.Access;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.flow.LoanPublisher;
import ipc.kernel.flow.LoanSubscriber;
import ipc.kernel.object.Naming;
import ipc.kernel.object.Node.Label;
import ipc.kernel.object.Port;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;

/** One process's face of the message queues. */
final class QueueFace implements MessageQueues {
    private final KernelProcess process;
    private final QueueServices services;
    private final Gate gate;
    private final Naming naming;

    /**
     * Makes the face of a process.
     *
     * @param process whose
     * @param services what it uses
     */
    QueueFace(KernelProcess process, QueueServices services) {
        this.process = process;
        this.services = services;
        this.gate = services.port().gate();
        this.naming = new Naming(process, services.guard());
    }

    @Override
    public MessageQueue open(String name, QueueOptions options) {
        Objects.requireNonNull(options, "options");
        Task task = gate.enter(process.caller(), MQ_OPEN);
        try {
            note(task, name);
            Opening opening = new Opening(name, options);
            QueueNode node =
                    gate.whenProvided(task, () -> services.port().open(MQ_OPEN, naming.space(), name, opening));
            QueueHandle handle = null;
            try {
                handle = opened(task, node, new QueueDescription(node, options.access(), options.isNonBlocking()));
                return handle;
            } finally {
                if (handle == null && opening.made) {
                    services.port().retract(naming.space(), node);
                }
            }
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    @Override
    public MessageQueue create(QueueOptions options) {
        Task task = gate.enter(process.caller(), MQ_CREATE);
        try {
            note(task, "");
            checkSizes(MQ_CREATE, options);
            QueueNode node =
                    gate.whenProvided(task, () -> services.port().create(id -> newNode(id, naming.unnamed(), options)));
            return opened(task, node, new QueueDescription(node, Access.READ_WRITE, options.isNonBlocking()));
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private QueueHandle opened(Task task, QueueNode node, QueueDescription description) {
        QueueHandle handle = QueueHandle.open(process, Rights.ALL, description);
        Tracer.result(task, handle.number());
        assert handle.node() == node;
        return handle;
    }

    private static void note(Task task, String name) {
        if (task.trace() != null) {
            Tracer.arguments(task, "\"%s\"", name);
        }
    }

    private final class Opening implements Port.Opening<QueueNode> {
        private final String name;
        private final QueueOptions options;
        private boolean made;

        private Opening(String name, QueueOptions options) {
            this.name = name;
            this.options = options;
        }

        @Override
        public void check(QueueNode node) {
            if (options.creates() && options.isExclusive()) {
                throw new IpcException(Errno.EEXIST, MQ_OPEN + " " + name + ", which exists, exclusively");
            }
            services.guard().checkOpen(process, MQ_OPEN, name, node.label().access(), wanted(options.access()));
        }

        @Override
        public QueueNode make(long id) {
            if (!options.creates()) {
                throw new IpcException(Errno.ENOENT, MQ_OPEN + " " + name + ": nothing has that name");
            }
            checkSizes(MQ_OPEN, options);
            QueueNode node = newNode(id, naming.named(MQ_OPEN, name, options.mode()), options);
            made = true;
            return node;
        }
    }

    private static Set<Right> wanted(Access access) {
        return switch (access) {
            case READ -> EnumSet.of(Right.READ);
            case WRITE -> EnumSet.of(Right.WRITE);
            case READ_WRITE -> EnumSet.of(Right.READ, Right.WRITE);
        };
    }

    private QueueNode newNode(long id, Label label, QueueOptions options) {
        long bytes = (long) options.depthMax() * options.messageBytesMax();
        UserQuota.Charge quota = services.quota().charge(process, label.name(), bytes);
        return new QueueNode(id, label, options, new QueueNode.Maker(process, services, quota));
    }

    private void checkSizes(Sysno call, QueueOptions options) {
        Limits limits = services.limits();
        boolean privileged = services.guard().hasPrivilege(process, Capability.EXCEED_LIMITS);
        int depths = privileged ? Integer.MAX_VALUE : limits.queueDepthMax();
        int bytes = privileged ? Integer.MAX_VALUE : limits.queueMessageBytesMax();
        checkSize(call, "depthMax", options.depthMax(), depths);
        checkSize(call, "messageBytesMax", options.messageBytesMax(), bytes);
        checkSize(call, "priorities", options.priorities(), QueueOptions.PRIORITIES_MAX);
        Duration live = options.timeToLive();
        if (live != null && (live.isZero() || live.isNegative())) {
            throw new IpcException(Errno.EINVAL, call + " with timeToLive " + live + ", must be more than zero");
        }
    }

    private static void checkSize(Sysno call, String key, int value, int max) {
        if (value < 1 || value > max) {
            throw IpcException.of(Errno.EINVAL, "%s with %s %,d, bounds 1 to %,d", call, key, value, max);
        }
    }

    @Override
    public void unlink(String name) {
        naming.unlink(MQ_UNLINK, services.port(), name);
    }

    @Override
    public <E> BlockingQueue<E> blockingQueue(MessageQueue queue, Codec<E> codec) {
        return new QueueCollection<>(queue(queue), codec);
    }

    @Override
    public <E> Flow.Publisher<E> publisher(MessageQueue queue, Codec<E> codec) {
        return new LoanPublisher<>(QueueFlow.site(queue(queue)), codec);
    }

    @Override
    public <E> Flow.Subscriber<E> subscriber(MessageQueue queue, Codec<E> codec) {
        return new LoanSubscriber<>(QueueFlow.site(queue(queue)), codec);
    }

    private static QueueHandle queue(MessageQueue queue) {
        if (queue instanceof QueueHandle handle) {
            return handle;
        }
        throw new IllegalArgumentException("not a queue of this kernel: " + queue);
    }
}
