package ipc.kernel.events;

import static ipc.api.Sysno.COUNTER_ADD;
import static ipc.api.Sysno.COUNTER_READ;
import static ipc.api.Sysno.COUNTER_STATUS;
import static ipc.api.Sysno.COUNTER_TRY_ADD;
import static ipc.api.Sysno.COUNTER_TRY_READ;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.events.Counter;
import ipc.api.events.CounterStatus;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Tracer;
import ipc.kernel.events.AnyEventNode.Opened;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process's handle of a counter. */
final class CounterHandle extends AnyEventHandle<CounterNode> implements Counter {
    private static final Set<Signal> SIGNALS = Set.of(Signal.READABLE, Signal.WRITABLE);

    CounterHandle(Opened opened, CounterNode node) {
        super(opened, node);
    }

    @Override
    public void add(long value, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        add(COUNTER_ADD, value, timeout);
    }

    @Override
    public boolean tryAdd(long value) {
        return add(COUNTER_TRY_ADD, value, null);
    }

    /** Without a time-out the call does not wait. */
    private boolean add(Sysno call, long value, @Nullable Timeout timeout) {
        Task task = gate().enter(this, call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, number(), Long.toUnsignedString(value));
            }
            require(call, Right.WRITE);
            CounterNode.checkValue(call, value);
            boolean added = add(task, value, timeout == null ? TaskDeadline.NOW : task.deadline(timeout));
            Tracer.result(task, added);
            return added;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private boolean add(Task task, long value, Deadline deadline) {
        while (true) {
            try {
                return node().counter().add(value, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    @Override
    public long read(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return read(COUNTER_READ, null, timeout);
    }

    @Override
    public void read(ByteBuffer buffer, Timeout timeout) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(timeout, "timeout");
        read(COUNTER_READ, buffer, timeout);
    }

    @Override
    public long tryRead() {
        return read(COUNTER_TRY_READ, null, null);
    }

    /** Without a time-out the call does not wait. */
    private long read(Sysno call, @Nullable ByteBuffer buffer, @Nullable Timeout timeout) {
        Task task = gate().enter(this, call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, number());
            }
            require(call, Right.READ);
            checkRoom(call, buffer);
            long taken = read(task, timeout == null ? TaskDeadline.NOW : task.deadline(timeout));
            if (buffer != null) {
                buffer.putLong(taken);
            }
            if (task.trace() != null) {
                Tracer.result(task, Long.toUnsignedString(taken));
            }
            return taken;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private static void checkRoom(Sysno call, @Nullable ByteBuffer buffer) {
        if (buffer != null && (buffer.isReadOnly() || buffer.remaining() < Long.BYTES)) {
            throw IpcException.of(
                    Errno.EINVAL,
                    "%s into a%s buffer with room for %,d bytes, takes %d",
                    call,
                    buffer.isReadOnly() ? " read-only" : "",
                    buffer.remaining(),
                    Long.BYTES);
        }
    }

    private long read(Task task, Deadline deadline) {
        while (true) {
            try {
                return node().counter().read(deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return 0;
                }
            }
        }
    }

    @Override
    public CounterStatus status() {
        return call(COUNTER_STATUS, task -> {
            require(COUNTER_STATUS, Right.INSPECT);
            return through(task, node()::status);
        });
    }

    @Override
    public Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public Counter duplicate(Set<Right> rights) {
        return (Counter) duplicated(rights);
    }

    @Override
    public Counter replace(Set<Right> rights) {
        return (Counter) replaced(rights);
    }
}
