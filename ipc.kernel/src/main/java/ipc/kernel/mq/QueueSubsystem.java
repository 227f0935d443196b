package ipc.kernel.mq;

import ipc.api.Handle;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.QueueStatus;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.kernel.mechanism.CallTable;
import ipc.kernel.mechanism.CallTable.Arguments;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.process.KernelProcess;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Message queues as the kernel has them. */
public final class QueueSubsystem extends Subsystem<QueueMechanism, QueueObject, QueueNode> {
    private final QueueServices services;

    /**
     * Makes the subsystem without a provider.
     *
     * @param gate the number of its gate
     * @param foundation on which it stands
     */
    public QueueSubsystem(int gate, Foundation foundation) {
        super(new Kind<>(gate, "mq", QueueMechanism.class, QueueMechanism.SCHEMA), foundation);
        this.services = new QueueServices(port(), foundation, new UserQuota());
        foundation.meters().gauge("mq.objects", "queues", () -> port().nodes().size());
        QueueNode.waits(foundation.meters()); // is listed before the first queue comes
    }

    @Override
    public Map<Class<?>, Function<KernelProcess, Object>> faces() {
        return Map.of(MessageQueues.class, process -> new QueueFace(process, services));
    }

    @Override
    public Sysno unlink() {
        return Sysno.MQ_UNLINK;
    }

    @Override
    protected Map<String, Long> figures(QueueNode node) {
        QueueStatus status = node.status(false);
        QueueStatistics statistics = status.statistics();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("depth messages", (long) status.depth());
        figures.put("depthMax messages", (long) status.depthMax());
        figures.put("messageBytesMax bytes", (long) status.messageBytesMax());
        figures.put("sent messages", statistics.sent());
        figures.put("received messages", statistics.received());
        figures.put("leased messages", (long) statistics.leased());
        figures.put("expired messages", statistics.expired());
        figures.put("redelivered messages", statistics.redelivered());
        figures.put("depthHighest messages", (long) statistics.depthHighest());
        figures.put("waiting calls", (long) status.waiting());
        figures.put("blocked nanoseconds", status.blockedNanos());
        return figures;
    }

    @Override
    public void define(CallTable table) {
        queueCalls(table, table.ipc().face(MessageQueues.class));
        loanCalls(table);
    }

    private static void queueCalls(CallTable table, MessageQueues queues) {
        table.define(
                Sysno.MQ_OPEN,
                a -> queues.open(a.get(0, String.class), a.get(1, QueueOptions.class))
                        .number());
        table.define(
                Sysno.MQ_CREATE,
                a -> queues.create(a.get(0, QueueOptions.class)).number());
        table.effect(Sysno.MQ_UNLINK, a -> queues.unlink(a.get(0, String.class)));
        table.effect(
                Sysno.MQ_SEND, a -> queue(a).send(a.get(1, ByteBuffer.class), a.number(2), a.get(3, Timeout.class)));
        table.define(Sysno.MQ_RECEIVE, a -> queue(a).receive(a.get(1, ByteBuffer.class), a.get(2, Timeout.class)));
        table.define(Sysno.MQ_TRY_SEND, a -> queue(a).trySend(a.get(1, ByteBuffer.class), a.number(2)));
        table.define(Sysno.MQ_TRY_RECEIVE, a -> queue(a).tryReceive(a.get(1, ByteBuffer.class)));
        table.define(Sysno.MQ_SEND_ALL, a -> queue(a).sendAll(a.list(1), a.number(2), a.get(3, Timeout.class)));
        table.define(Sysno.MQ_RECEIVE_ALL, a -> queue(a).receiveAll(a.list(1), a.get(2, Timeout.class)));
        table.define(Sysno.MQ_GETATTR, a -> queue(a).status());
        table.define(Sysno.MQ_SETATTR, a -> queue(a).nonBlocking(a.get(1, Boolean.class)));
        table.effect(Sysno.MQ_NOTIFY, a -> queue(a).onArrival(a.listener(1), a.get(2, Long.class)));
    }

    private static void loanCalls(CallTable table) {
        table.define(Sysno.MQ_LOAN, a -> ((Handle) queue(a).newLoan()).number());
        table.define(Sysno.MQ_CLAIM, a -> loan(a).claim(a.get(1, Timeout.class)));
        table.effect(Sysno.MQ_PUBLISH, a -> loan(a).send(a.number(1)));
        table.define(Sysno.MQ_LEASE, a -> loan(a).receive(a.get(1, Timeout.class)));
        table.effect(Sysno.MQ_SETTLE, a -> settle(loan(a), a.get(1, Boolean.class)));
    }

    private static void settle(MessageLoan loan, boolean requeue) {
        if (requeue) {
            loan.requeue();
        } else {
            loan.release();
        }
    }

    private static MessageQueue queue(Arguments arguments) {
        return arguments.object(MessageQueue.class, "a message queue");
    }

    private static MessageLoan loan(Arguments arguments) {
        return arguments.object(MessageLoan.class, "a loan");
    }
}
