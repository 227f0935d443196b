package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Waits.Item;
import ipc.api.spi.Waitable;
import ipc.kernel.call.Gate;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.schedule.EventCount;
import ipc.kernel.schedule.Watch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object among those that a call waits for. */
final class WaitItem {
    private final OpenHandle handle;
    private final Awaited awaited;
    private final Set<Signal> users = EnumSet.noneOf(Signal.class);
    private final Set<Signal> objects = EnumSet.noneOf(Signal.class);

    /** The part whose wakes are told of; another one after its provider was replaced. */
    private @Nullable Waitable watched;

    /** Where its wakes are told. */
    private final List<EventCount> places = new ArrayList<>();

    private long againNanos;

    private WaitItem(OpenHandle handle, Awaited awaited, Set<Signal> signals) {
        this.handle = handle;
        this.awaited = awaited;
        if (signals.isEmpty()) {
            throw new IpcException(Errno.EINVAL, "wait for no signal of handle " + handle.number());
        }
        signals.forEach(this::add);
    }

    /**
     * Checks what a client gives.
     *
     * @param process whose handles it may name
     * @param call which call
     * @param item what the client gives
     * @return the same, ready to be looked at
     */
    static WaitItem checked(KernelProcess process, Sysno call, Item item) {
        Awaited awaited = awaited(process, call, item.handle(), Right.WAIT);
        return new WaitItem((OpenHandle) item.handle(), awaited, item.signals());
    }

    static Awaited awaited(KernelProcess process, Sysno call, Handle handle, Right right) {
        if (!(handle instanceof OpenHandle open) || open.process() != process) {
            throw new IpcException(
                    Errno.EBADF, call + " with handle " + handle.number() + ", not of process " + process.pid());
        }
        Awaited awaited = open.awaited();
        if (awaited == null) {
            throw new IpcException(
                    Errno.EOPNOTSUPP, call + " with handle " + open.number() + ", of a kind without signals");
        }
        open.require(call, right);
        return awaited;
    }

    private void add(Signal signal) {
        if (signal.isUsers()) {
            users.add(signal);
        } else if (awaited.signals().contains(signal)) {
            objects.add(signal);
        } else {
            throw new IpcException(
                    Errno.EINVAL,
                    "wait for " + signal + " of handle " + handle.number() + ", which has " + awaited.signals()
                            + " and those of the users");
        }
    }

    /** Asks to be told of what no wait queue of the object tells of. */
    void watch(Watch watch) {
        awaited.watched().add(watch);
    }

    /** Does not ask to be told any more. */
    void leave(Watch watch) {
        awaited.watched().remove(watch);
        leavePlaces(watch);
    }

    /** Returns the signals that are asserted now; first asks to be told of changes, if there is somebody to tell. */
    Set<Signal> look(@Nullable Watch watch) {
        checkOpen();
        Set<Signal> asserted = EnumSet.noneOf(Signal.class);
        users.stream().filter(awaited.watched()::asserts).forEach(asserted::add);
        againNanos = Long.MAX_VALUE;
        if (!objects.isEmpty()) {
            inside(waitable -> {
                watch(waitable, watch);
                objects.forEach(signal -> look(waitable, signal, asserted));
            });
        }
        return asserted;
    }

    private void look(Waitable waitable, Signal signal, Set<Signal> asserted) {
        long at = waitable.assertedAt(signal);
        if (at <= handle.gate().scheduler().nowNanos()) {
            asserted.add(signal);
        } else {
            againNanos = Math.min(againNanos, at);
        }
    }

    OpenHandle handle() {
        return handle;
    }

    /** Returns when to look again though nobody has told of a change, as the last look found. */
    long againNanos() {
        return againNanos;
    }

    private void checkOpen() {
        try {
            handle.checkOpen(Sysno.WAIT_ANY);
        } catch (IpcException closed) {
            throw new IpcException(
                    Errno.ECANCELED, "wait for handle " + handle.number() + ", which was closed meanwhile");
        }
    }

    private void watch(Waitable waitable, @Nullable Watch watch) {
        if (watch == null || waitable.equals(watched)) {
            return;
        }
        leavePlaces(watch);
        objects.forEach(signal -> places.add(watch.at(waitable.raised(signal))));
        watched = waitable;
    }

    private void leavePlaces(Watch watch) {
        places.forEach(watch::leave);
        places.clear();
    }

    /** Does something with the provider's part, unless no provider is there. */
    private void inside(Visit visit) {
        handle.gate().visit(handle.process().caller(), () -> {
            Waitable waitable = awaited.waitable();
            if (waitable != null) {
                visit(visit, waitable);
            }
        });
    }

    private void visit(Visit visit, Waitable waitable) {
        Gate gate = handle.gate();
        try {
            visit.with(waitable);
        } catch (RuntimeException | Error failure) {
            throw gate.failed(gate.scheduler().current(), gate.blamed(failure));
        }
    }

    private interface Visit {
        void with(Waitable waitable);
    }
}
