package ipc.kernel.events;

import static ipc.api.Sysno.SUBSCRIPTION_RECEIVE;
import static ipc.api.Sysno.SUBSCRIPTION_STATUS;
import static ipc.api.Sysno.SUBSCRIPTION_TRY_RECEIVE;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionStatus;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Tracer;
import ipc.kernel.events.AnyEventNode.Opened;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process's handle of a subscription. */
final class SubscriptionHandle extends AnyEventHandle<BusNode> implements Subscription {
    private static final Set<Signal> SIGNALS = Set.of(Signal.READABLE, Signal.PEER_CLOSED);

    private final SubscriptionEnd end;

    SubscriptionHandle(Opened opened, BusNode node, SubscriptionEnd end) {
        super(opened, node);
        this.end = end;
    }

    @Override
    public Publication receive(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Publication received = receive(SUBSCRIPTION_RECEIVE, timeout);
        if (received == null) {
            throw new IpcException(Errno.EIO, SUBSCRIPTION_RECEIVE + " " + end.title() + ": the provider did not wait");
        }
        return received;
    }

    @Override
    public @Nullable Publication tryReceive() {
        return receive(SUBSCRIPTION_TRY_RECEIVE, null);
    }

    /** Without a time-out the call does not wait. */
    private @Nullable Publication receive(Sysno call, @Nullable Timeout timeout) {
        Task task = gate().enter(this, call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, number());
            }
            require(call, Right.READ);
            Publication received = receive(task, timeout == null ? TaskDeadline.NOW : task.deadline(timeout));
            if (task.trace() != null) {
                Tracer.result(task, received == null ? null : received.topic());
            }
            return received;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private @Nullable Publication receive(Task task, Deadline deadline) {
        while (true) {
            try {
                return end.object().receive(deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return null;
                }
            }
        }
    }

    @Override
    public SubscriptionStatus status() {
        return call(SUBSCRIPTION_STATUS, task -> {
            require(SUBSCRIPTION_STATUS, Right.INSPECT);
            return through(task, () -> node().status(end));
        });
    }

    @Override
    public Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public @Nullable SubscriptionObject waitable() {
        return end.present();
    }

    // ---- being passed on

    @Override
    void hold() {
        end.hold();
    }

    @Override
    void letGo() {
        end.letGo();
    }

    @Override
    OpenHandle another(Opened opened) {
        return new SubscriptionHandle(opened, node(), end);
    }

    @Override
    public Subscription duplicate(Set<Right> rights) {
        return (Subscription) duplicated(rights);
    }

    @Override
    public Subscription replace(Set<Right> rights) {
        return (Subscription) replaced(rights);
    }
}
