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
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.schedule.Task;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One process's way to wait for many objects: checks what it is given, and leaves the rest to {@link WaitSet}
 * and {@link ManyWait}. */
public final class WaitFace implements Waits {
    private final KernelProcess process;
    private final AtomicReference<@Nullable WaitSet> spare = new AtomicReference<>();

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
        return await(Sysno.WAIT_ANY, items, null, timeout);
    }

    @Override
    public Outcome all(List<Item> items, @Nullable Item alert, Timeout timeout) {
        return await(Sysno.WAIT_ALL, items, alert, timeout);
    }

    private Outcome await(Sysno call, List<Item> items, @Nullable Item alert, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Gate gate = process.gate();
        Task task = gate.enter(process.caller(), call);
        WaitSet set = borrowed();
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, "%d objects%s, %s", items.size(), alert == null ? "" : " and an alert", timeout);
            }
            fill(set, call, items, alert);
            int index = set.look(task, null);
            if (index == WaitSet.NONE) {
                index = new ManyWait(gate.scheduler(), set).await(task, task.deadline(timeout));
            }
            Outcome outcome = set.outcome(index);
            Tracer.result(task, outcome);
            return outcome;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            task.callFor(process.caller());
            gate.exit(task);
            giveBack(set);
        }
    }

    private static void fill(WaitSet set, Sysno call, List<Item> items, @Nullable Item alert) {
        if (items.size() > ITEMS_MAX) {
            throw IpcException.of(Errno.EINVAL, "%s for %,d objects, limit %d", call, items.size(), ITEMS_MAX);
        }
        if (call == Sysno.WAIT_ANY) {
            set.any(call, items);
        } else {
            set.all(call, items, alert);
        }
    }

    /** The set of the last call, unless another thread uses it: a call that need not wait allocates none. */
    private WaitSet borrowed() {
        WaitSet last = spare.getAndSet(null);
        return last == null ? new WaitSet(process) : last;
    }

    private void giveBack(WaitSet set) {
        set.clear();
        spare.setRelease(set);
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
