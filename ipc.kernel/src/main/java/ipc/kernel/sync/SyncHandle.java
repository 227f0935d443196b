package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.spi.Waitable;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Watched;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What handles of synchronisation have in common.
 *
 * @param <N> the kind of node
 */
abstract class SyncHandle<N extends SyncNode> extends OpenHandle implements OpenHandle.Awaited {
    /** The thread that called last, so that calls make no new ones; a reader sees all of it, or an older one. */
    private @Nullable Owner latest;

    private final N node;
    private final Party party;

    SyncHandle(KernelProcess process, int number, int rights, N node, Party party) {
        super(process, number, rights, node.services().gate());
        this.node = node;
        this.party = party;
    }

    final N node() {
        return node;
    }

    final Party party() {
        return party;
    }

    // ---- as one among many that a call waits for: by the signals of the users, unless there is something to take

    @Override
    public final Awaited awaited() {
        return this;
    }

    @Override
    public Set<Signal> signals() {
        return Set.of();
    }

    @Override
    public final Watched watched() {
        return node.watched();
    }

    @Override
    public @Nullable Waitable waitable() {
        return null;
    }

    // ---- calls

    /** Returns the calling thread as an owner. */
    final Owner owner(Task task) {
        long thread = task.thread().threadId();
        Owner known = latest;
        if (known == null || known.thread() != thread) {
            known = new Owner(pid(), thread);
            latest = known;
        }
        return known;
    }

    final Owner owner() {
        return owner(gate().scheduler().current());
    }

    final IpcException notOwner(Sysno call) {
        return new IpcException(Errno.EPERM, call + " " + node.title() + ", which the calling thread does not have");
    }

    /** Begins a call that no interruption ends. */
    final Task enter(Sysno call) {
        return Uninterrupted.enter(gate(), this, call);
    }

    /** Makes a call that does not wait for anything but a provider. */
    final <T> T whole(Sysno call, Right right, Supplier<T> work) {
        Task task = enter(call);
        try {
            note(task, "%d", number());
            require(call, right);
            T result = withProvider(task, work);
            Tracer.result(task, result);
            return result;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    final <T> T withProvider(Task task, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            return withProvider(task, failure, work);
        }
    }

    /** Goes on after a first attempt that has failed, which may be because the provider leaves. */
    final <T> T withProvider(Task task, Throwable first, Supplier<T> work) {
        try (Uninterrupted going = new Uninterrupted()) {
            going.again(gate(), task, first, TaskDeadline.NEVER);
            while (true) {
                try {
                    return work.get();
                } catch (RuntimeException | Error failure) {
                    going.again(gate(), task, failure, TaskDeadline.NEVER);
                }
            }
        }
    }

    /** Returns the deadline of a first attempt, by which a provider tells who tries from who is about to wait. */
    static Deadline atFirst(Deadline deadline) {
        return deadline == TaskDeadline.NOW ? TaskDeadline.NOW : TaskDeadline.AT_FIRST;
    }

    /** Makes a call that waits; it goes on after an interruption, unless that is to end it. */
    final <T> T waiting(Task task, Deadline deadline, boolean interruptible, Supplier<T> work) {
        try (Uninterrupted going = new Uninterrupted()) {
            while (true) {
                try {
                    return work.get();
                } catch (RuntimeException | Error failure) {
                    if (interruptible) {
                        gate().again(task, failure, deadline);
                    } else {
                        going.again(gate(), task, failure, deadline);
                    }
                }
            }
        }
    }

    static void note(Task task, String format, @Nullable Object... arguments) {
        if (task.trace() != null) {
            Tracer.arguments(task, format, arguments);
        }
    }

    // ---- being passed on

    @Override
    protected final OpenHandle copy(HandleTable table, int bits) {
        node.services().port().hold(node);
        return node.open(process(), bits);
    }

    @Override
    protected final void released() {
        node.leave(party);
        node.services().port().release(node);
    }

    @Override
    protected final Luggage packed(Sysno call) {
        node.services().port().hold(node);
        return new Travelling(node, Rights.bits(rights()));
    }

    /** A reference to the object, on its way to another user. */
    private record Travelling(SyncNode node, int rights) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return node.open(process, rights, HandleTable::openReserved);
        }

        @Override
        public void lost() {
            node.services().port().release(node);
        }
    }
}
