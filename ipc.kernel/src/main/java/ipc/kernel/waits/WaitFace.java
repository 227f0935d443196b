package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Port;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle.Awaited;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One process's way to wait for many objects: checks what it is given, and leaves the rest to {@link ManyWait}. */
public final class WaitFace implements Waits {
    private final KernelProcess process;

    /**
     * Makes the way of a process.
     *
     * @param process whose
     */
    public WaitFace(KernelProcess process) {
        this.process = process;
    }

    @Override
    public Outcome any(List<Item> items, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        List<Item> wanted = List.copyOf(items);
        return Calls.run(process, Sysno.WAIT_ANY, wanted.size() + " objects, " + timeout, task -> {
            ManyWait wait = new ManyWait(process.gate().scheduler(), checked(wanted));
            return wait.any(task.deadline(timeout));
        });
    }

    private List<WaitItem> checked(List<Item> items) {
        if (items.size() > ITEMS_MAX) {
            throw IpcException.of(Errno.EINVAL, "wait for %,d objects, limit %d", items.size(), ITEMS_MAX);
        }
        List<WaitItem> checked = new ArrayList<>();
        for (Item item : items) {
            checked.add(WaitItem.checked(process, Sysno.WAIT_ANY, item));
        }
        return checked;
    }

    @Override
    public void signal(Handle handle, Set<Signal> clear, Set<Signal> set) {
        Set<Signal> cleared = Set.copyOf(clear);
        Set<Signal> raised = Set.copyOf(set);
        Calls.run(process, Sysno.SIGNAL, handle.number() + ", " + cleared + ", " + raised, task -> {
            Awaited awaited = WaitItem.awaited(process, Sysno.SIGNAL, handle, Right.MANAGE);
            checkUsers(cleared);
            checkUsers(raised);
            awaited.watched().signal(cleared, raised);
            return 0;
        });
    }

    private static void checkUsers(Set<Signal> signals) {
        if (!Signal.users().containsAll(signals)) {
            throw new IpcException(Errno.EINVAL, "signal " + signals + ", bounds USER_0 to USER_7");
        }
    }

    @Override
    public Port newPort() {
        return Calls.run(process, Sysno.PORT_CREATE, "", task -> {
            PortHandle port = PortHandle.open(process);
            Tracer.result(task, port.number());
            return port;
        });
    }
}
