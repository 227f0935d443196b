package ipc.kernel.face;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.process.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One process's way to wait for many objects: checks what it is given, and leaves the rest to {@link ManyWait}. */
final class WaitFace implements Waits {
    private final KernelProcess process;

    WaitFace(KernelProcess process) {
        this.process = process;
    }

    @Override
    public Outcome any(List<Item> items, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        List<Item> wanted = List.copyOf(items);
        return Calls.run(process, Sysno.WAIT_ANY, wanted.size() + " objects, " + timeout, task -> {
            ManyWait wait = new ManyWait(process, checked(wanted));
            return wait.any(task.deadline(timeout));
        });
    }

    private List<WaitItem> checked(List<Item> items) {
        if (items.size() > ITEMS_MAX) {
            throw IpcException.of(Errno.EINVAL, "wait for %,d objects, limit %d", items.size(), ITEMS_MAX);
        }
        List<WaitItem> checked = new ArrayList<>();
        for (Item item : items) {
            OpenHandle handle = checked(Sysno.WAIT_ANY, item.handle(), Right.WAIT);
            checked.add(new WaitItem(handle, awaited(Sysno.WAIT_ANY, handle), item.signals()));
        }
        return checked;
    }

    private OpenHandle checked(Sysno call, Handle handle, Right right) {
        if (!(handle instanceof OpenHandle open) || open.process() != process) {
            throw new IpcException(Errno.EBADF, call + " with " + handle + ", no handle of process " + process.pid());
        }
        if (!open.allows(Rights.bit(right))) {
            throw open.refusal(call, right);
        }
        return open;
    }

    private static Awaited awaited(Sysno call, OpenHandle handle) {
        Awaited awaited = handle.awaited();
        if (awaited == null) {
            throw new IpcException(
                    Errno.EOPNOTSUPP, call + " with handle " + handle.number() + ", of a kind without signals");
        }
        return awaited;
    }

    @Override
    public void signal(Handle handle, Set<Signal> clear, Set<Signal> set) {
        Set<Signal> cleared = Set.copyOf(clear);
        Set<Signal> raised = Set.copyOf(set);
        Calls.run(process, Sysno.SIGNAL, handle.number() + ", " + cleared + ", " + raised, task -> {
            Awaited awaited = awaited(Sysno.SIGNAL, checked(Sysno.SIGNAL, handle, Right.MANAGE));
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
}
