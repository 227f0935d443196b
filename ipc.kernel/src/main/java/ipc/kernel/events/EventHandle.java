package ipc.kernel.events;

import static ipc.api.Sysno.EVENT_AWAIT;
import static ipc.api.Sysno.EVENT_PULSE;
import static ipc.api.Sysno.EVENT_RESET;
import static ipc.api.Sysno.EVENT_SET;
import static ipc.api.Sysno.EVENT_STATUS;
import static ipc.api.Sysno.EVENT_TRY_AWAIT;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.events.Event;
import ipc.api.events.EventStatus;
import ipc.api.events.spi.EventObject;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Tracer;
import ipc.kernel.events.AnyEventNode.Opened;
import ipc.kernel.process.Taking;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A process's handle of an event.
 *
 * <p>A wait has two parts: it begins, which takes a ticket, and it lasts until a release is taken or it is left. The
 * provider may change within the second.
 */
final class EventHandle extends AnyEventHandle<EventNode> implements Event, Taking {
    private static final Set<Signal> SIGNALS = Set.of(Signal.SIGNALED);

    EventHandle(Opened opened, EventNode node) {
        super(opened, node);
    }

    @Override
    public void await(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, EVENT_AWAIT);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, number(), timeout);
            }
            require(EVENT_AWAIT, Right.WAIT);
            await(task, task.deadline(timeout));
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void await(Task task, Deadline deadline) {
        boolean passed = false;
        while (!passed) {
            long ticket = begin(task, deadline);
            passed = ticket == EventObject.PASSED || released(task, ticket, deadline);
        }
    }

    private long begin(Task task, Deadline deadline) {
        while (true) {
            try {
                return node().event().begin();
            } catch (RuntimeException | Error failure) {
                gate().again(task, failure, deadline);
            }
        }
    }

    /** Waits until the call is let go; false: the state was lost meanwhile, and the ticket with it. */
    private boolean released(Task task, long ticket, Deadline deadline) {
        int losses = node().losses();
        while (losses == node().losses()) {
            try {
                return node().event().await(ticket, deadline);
            } catch (RuntimeException | Error failure) {
                try {
                    gate().again(task, failure, deadline);
                } catch (RuntimeException | Error end) {
                    if (losses != node().losses() || !node().leave(ticket, isItsOwn(end))) {
                        throw end;
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells whether it is the call that ends, and not its process or its handle. */
    private static boolean isItsOwn(Throwable end) {
        return end instanceof IpcException failure
                && (failure.errno() == Errno.ETIMEDOUT || failure.errno() == Errno.EINTR);
    }

    @Override
    public boolean tryAwait() {
        Task task = gate().enter(this, EVENT_TRY_AWAIT);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, number());
            }
            require(EVENT_TRY_AWAIT, Right.WAIT);
            boolean was = changed(task, EventHandle::passes, TaskDeadline.NOW);
            Tracer.result(task, was);
            return was;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    /** A wait that ends at once, which whoever sets the event meanwhile may have let go. */
    private static boolean passes(EventObject event) {
        long ticket = event.begin();
        return ticket == EventObject.PASSED || event.leave(ticket, true);
    }

    @Override
    public boolean set() {
        return change(EVENT_SET, EventObject::set);
    }

    @Override
    public boolean reset() {
        return change(EVENT_RESET, EventObject::reset);
    }

    @Override
    public boolean pulse() {
        return change(EVENT_PULSE, EventObject::pulse);
    }

    private boolean change(Sysno call, Predicate<EventObject> change) {
        Task task = gate().enter(this, call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, number());
            }
            require(call, Right.WRITE);
            boolean before = changed(task, change, TaskDeadline.NEVER);
            Tracer.result(task, before);
            return before;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private boolean changed(Task task, Predicate<EventObject> change, Deadline deadline) {
        while (true) {
            try {
                return change.test(node().event());
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    @Override
    public EventStatus status() {
        return call(EVENT_STATUS, task -> {
            require(EVENT_STATUS, Right.INSPECT);
            return through(task, node()::status);
        });
    }

    @Override
    public void signal(Task task, Sysno call) {
        require(call, Right.WRITE);
        changed(task, EventObject::set, TaskDeadline.NEVER);
    }

    // ---- as one among many that a call waits for

    @Override
    public Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public @Nullable EventObject waitable() {
        return (EventObject) node().waited();
    }

    @Override
    public void checkTake(Sysno call) {
        require(call, Right.WAIT);
    }

    @Override
    public long order() {
        return node().id();
    }

    @Override
    public void waits() {
        // nobody is waited for in particular
    }

    @Override
    public void waitsNoMore() {
        // as above
    }

    @Override
    public boolean took(long outcome) {
        return false;
    }

    @Override
    public IpcException refused(Sysno call, int answer) {
        return new IpcException(Errno.EIO, call + " " + node().title() + ": the provider answered " + answer);
    }

    // ---- being passed on

    @Override
    public Event duplicate(Set<Right> rights) {
        return (Event) duplicated(rights);
    }

    @Override
    public Event replace(Set<Right> rights) {
        return (Event) replaced(rights);
    }
}
