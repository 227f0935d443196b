package ipc.kernel.mq;

import ipc.api.admin.ObjectSnapshot;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.QueueStatus;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.call.Gate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All queues as an operator sees them. */
public final class QueueSnapshots {
    private QueueSnapshots() {}

    /**
     * Looks at all queues.
     *
     * @param services what the faces use
     * @return a snapshot of each, by id; none while there is no provider
     */
    public static List<ObjectSnapshot> of(QueueServices services) {
        Gate gate = services.port().gate();
        List<ObjectSnapshot> result = new ArrayList<>();
        for (QueueNode node : services.port().nodes()) {
            services.scheduler().inside(() -> gate.visit(services.observer(), () -> result.add(snapshot(node))));
        }
        return result;
    }

    private static ObjectSnapshot snapshot(QueueNode node) {
        SecurityPolicy.Node access = node.label().access();
        QueueStatus status = node.status(false);
        return new ObjectSnapshot(
                "mq",
                node.id(),
                node.name(),
                access.ownerUid(),
                access.ownerGid(),
                access.mode(),
                node.descriptions(),
                figures(status, status.statistics()));
    }

    private static Map<String, Long> figures(QueueStatus status, QueueStatistics statistics) {
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
}
