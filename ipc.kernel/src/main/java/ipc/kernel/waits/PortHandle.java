package ipc.kernel.waits;

import static ipc.api.Sysno.PORT_BIND;
import static ipc.api.Sysno.PORT_CANCEL;
import static ipc.api.Sysno.PORT_RECEIVE;
import static ipc.api.Sysno.PORT_TRY_RECEIVE;

import ipc.api.Handle;
import ipc.api.Port;
import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.Waits.Item;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A process's handle of a port. */
final class PortHandle extends OpenHandle implements Port {
    private static final int RIGHTS = Rights.bits(Set.of(Right.READ, Right.WRITE, Right.DUPLICATE));

    private final PortQueue port;

    private PortHandle(KernelProcess process, int number, int rights, PortQueue port) {
        super(process, number, rights, process.gate());
        this.port = port;
    }

    static PortHandle open(KernelProcess process) {
        PortQueue port = new PortQueue(process.gate().scheduler());
        return process.handles().open(number -> new PortHandle(process, number, RIGHTS, port));
    }

    @Override
    public void bind(Item item, long key, Mode mode) {
        Objects.requireNonNull(mode, "mode");
        Function<Task, Integer> body = task -> {
            require(PORT_BIND, Right.WRITE);
            WaitItem object = new WaitItem();
            object.refer(process(), PORT_BIND, item, false);
            port.bind(new Binding(port, object, key, mode));
            return 0;
        };
        call(PORT_BIND, body, item.handle().number(), item.signals(), key, mode);
    }

    @Override
    public boolean cancel(Handle handle, long key) {
        Function<Task, Boolean> body = task -> {
            require(PORT_CANCEL, Right.WRITE);
            return port.cancel(new Binding.Key(handle, key));
        };
        return call(PORT_CANCEL, body, handle.number(), key);
    }

    @Override
    public Packet receive(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Function<Task, Packet> body = task -> {
            require(PORT_RECEIVE, Right.READ);
            return Objects.requireNonNull(port.receive(task.deadline(timeout)));
        };
        return call(PORT_RECEIVE, body, timeout);
    }

    @Override
    public @Nullable Packet tryReceive() {
        Function<Task, @Nullable Packet> body = task -> {
            require(PORT_TRY_RECEIVE, Right.READ);
            return port.receive(TaskDeadline.NOW);
        };
        return call(PORT_TRY_RECEIVE, body);
    }

    @Override
    public Port duplicate(Set<Right> rights) {
        return (Port) duplicated(rights);
    }

    @Override
    public Port replace(Set<Right> rights) {
        return (Port) replaced(rights);
    }

    @Override
    protected PortHandle copy(HandleTable table, int bits) {
        port.opened();
        try {
            return table.open(number -> new PortHandle(process(), number, bits, port));
        } catch (RuntimeException | Error failure) {
            port.closed();
            throw failure;
        }
    }

    @Override
    protected void released() {
        port.closed();
    }
}
