package ipc.kernel.events;

import static ipc.api.Sysno.BUS_PUBLISH;
import static ipc.api.Sysno.BUS_STATUS;
import static ipc.api.Sysno.BUS_SUBSCRIBE;
import static ipc.api.Sysno.BUS_TRY_PUBLISH;

import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.events.BusStatus;
import ipc.api.events.EventBus;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.BusObject;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Tracer;
import ipc.kernel.events.AnyEventNode.Opened;
import ipc.kernel.events.SubscriptionEnd.Wish;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process's handle of an event bus. */
final class BusHandle extends AnyEventHandle<BusNode> implements EventBus {
    private static final Set<Signal> SIGNALS = Set.of(Signal.WRITABLE);

    BusHandle(Opened opened, BusNode node) {
        super(opened, node);
    }

    @Override
    public int publish(String topic, Map<String, ?> properties, ByteBuffer payload, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return publish(BUS_PUBLISH, payload, Draft.of(topic, properties, payload), timeout);
    }

    @Override
    public int tryPublish(String topic, Map<String, ?> properties, ByteBuffer payload) {
        return publish(BUS_TRY_PUBLISH, payload, Draft.of(topic, properties, payload), null);
    }

    /** What a client wants to publish; its map, which may change or block, is copied outside the gate. */
    private record Draft(String topic, Map<String, ?> properties, ByteBuffer payload) {
        static Draft of(String topic, Map<String, ?> properties, ByteBuffer payload) {
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(payload, "payload");
            return new Draft(topic, Map.copyOf(properties), payload.duplicate());
        }
    }

    /** Without a time-out the call does not wait. */
    private int publish(Sysno call, ByteBuffer clients, Draft draft, @Nullable Timeout timeout) {
        Task task = gate().enter(this, call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(
                        task,
                        "%d, \"%s\", %d bytes",
                        number(),
                        draft.topic(),
                        draft.payload().remaining());
            }
            require(call, Right.WRITE);
            Publication publication = checked(call, draft);
            int reached = publish(task, publication, timeout == null ? TaskDeadline.NOW : task.deadline(timeout));
            if (reached != BusObject.NOT_NOW) {
                clients.position(draft.payload().limit());
            }
            Tracer.result(task, reached);
            return reached;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private Publication checked(Sysno call, Draft draft) {
        Topics.checkTopic(call, draft.topic());
        Topics.checkProperties(call, draft.properties());
        long bytes = Publication.bytes(
                draft.topic(), draft.properties(), draft.payload().remaining());
        node().checkBytes(call, bytes);
        return new Publication(pid(), draft.topic(), Map.copyOf(draft.properties()), draft.payload());
    }

    private int publish(Task task, Publication publication, Deadline deadline) {
        while (true) {
            try {
                return node().bus().publish(publication, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return BusObject.NOT_NOW;
                }
            }
        }
    }

    @Override
    public Subscription subscribe(SubscriptionOptions options) {
        Objects.requireNonNull(options, "options");
        return call(
                BUS_SUBSCRIBE,
                task -> {
                    require(BUS_SUBSCRIBE, Right.READ);
                    Topics.checkInterest(BUS_SUBSCRIBE, options);
                    BusLimits.of(process(), node().services()).check(BUS_SUBSCRIBE, options);
                    Wish wish = new Wish(BUS_SUBSCRIBE, pid(), options);
                    return opened(through(task, () -> node().subscribe(wish)));
                },
                options);
    }

    private SubscriptionHandle opened(SubscriptionEnd end) {
        try {
            int rights = Rights.bits(rights());
            return process()
                    .handles()
                    .open(number -> new SubscriptionHandle(new Opened(process(), number, rights, false), node(), end));
        } catch (RuntimeException | Error failure) {
            end.letGo();
            throw failure;
        }
    }

    @Override
    public BusStatus status() {
        return call(BUS_STATUS, task -> {
            require(BUS_STATUS, Right.INSPECT);
            return through(task, node()::status);
        });
    }

    @Override
    public Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public EventBus duplicate(Set<Right> rights) {
        return (EventBus) duplicated(rights);
    }

    @Override
    public EventBus replace(Set<Right> rights) {
        return (EventBus) replaced(rights);
    }
}
