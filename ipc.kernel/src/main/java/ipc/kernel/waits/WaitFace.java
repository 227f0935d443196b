package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Port;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.process.Referring;
import ipc.kernel.schedule.Task;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One process's way to wait for many objects: checks what it is given, and leaves the rest to {@link WaitSet}
 * and {@link ManyWait}. */
public final class WaitFace implements Waits {
    private final KernelProcess process;
    private final AtomicReference<@Nullable WeakReference<WaitSet>> spare = new AtomicReference<>();

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
        Task task = process.gate().enter(process.caller(), Sysno.WAIT_ANY);
        WaitSet set = borrowed();
        try {
            note(task, items, "objects", timeout);
            set.any(Sysno.WAIT_ANY, items);
            return await(task, set, timeout);
        } catch (RuntimeException | Error failure) {
            throw process.gate().failed(task, failure);
        } finally {
            leave(task, set);
        }
    }

    @Override
    public Outcome all(List<Item> items, @Nullable Item alert, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = process.gate().enter(process.caller(), Sysno.WAIT_ALL);
        WaitSet set = borrowed();
        try {
            note(task, items, alert == null ? "objects" : "objects and an alert", timeout);
            set.all(Sysno.WAIT_ALL, items, alert);
            return await(task, set, timeout);
        } catch (RuntimeException | Error failure) {
            throw process.gate().failed(task, failure);
        } finally {
            leave(task, set);
        }
    }

    private Outcome await(Task task, WaitSet set, Timeout timeout) {
        int index = set.look(task, null);
        if (index == WaitSet.NONE) {
            index = new ManyWait(task, set).await(task.deadline(timeout));
        }
        Outcome outcome = set.outcome(index);
        Tracer.result(task, outcome);
        return outcome;
    }

    @Override
    public Outcome signalAndWait(Handle signaled, Item awaited, Timeout timeout) {
        Task task = process.gate().enter(process.caller(), Sysno.SIGNAL_AND_WAIT);
        WaitSet set = borrowed();
        try {
            if (task.trace() != null) {
                Tracer.arguments(
                        task, "%d, %d, %s", signaled.number(), awaited.handle().number(), timeout);
            }
            OpenHandle first = WaitItem.own(process, Sysno.SIGNAL_AND_WAIT, signaled);
            set.any(Sysno.SIGNAL_AND_WAIT, List.of(awaited));
            if (timeout.kind() != Timeout.Kind.FOREVER) {
                timeout.nanos(); // a malformed one is refused before anything happens
            }
            Outcome outcome = set.outcome(new ManyWait(task, set).signalAndAwait(first, task.deadline(timeout)));
            Tracer.result(task, outcome);
            return outcome;
        } catch (RuntimeException | Error failure) {
            throw process.gate().failed(task, failure);
        } finally {
            leave(task, set);
        }
    }

    private static void note(Task task, List<Item> items, String what, Timeout timeout) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d %s, %s", items.size(), what, timeout);
        }
    }

    private void leave(Task task, WaitSet set) {
        task.callFor(process.caller());
        process.gate().exit(task);
        spare.setRelease(set.spare());
    }

    /** The set of the last call, unless another thread uses it: a call that need not wait allocates none. */
    private WaitSet borrowed() {
        WeakReference<WaitSet> free = spare.getAndSet(null);
        WaitSet last = free == null ? null : free.get();
        return last == null ? new WaitSet(process) : last;
    }

    @Override
    public Handle process(IpcProcess other) {
        return Calls.run(process, Sysno.PROCESS_OPEN, Integer.toString(other.pid()), task -> {
            if (!(other instanceof Referring reference) || reference.target().gate() != process.gate()) {
                throw new IpcException(Errno.EINVAL, Sysno.PROCESS_OPEN + " " + other + ", not of this kernel");
            }
            ProcessLifeHandle handle = ProcessLifeHandle.open(process, reference.target());
            Tracer.result(task, handle.number());
            return handle;
        });
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
