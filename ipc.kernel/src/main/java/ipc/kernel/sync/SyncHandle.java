package ipc.kernel.sync;

import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.process.Taking;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Watched;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What handles of semaphores and mutexes have in common.
 *
 * @param <N> the kind of node
 */
abstract class SyncHandle<N extends SyncNode> extends OpenHandle implements Taking {
    private static final Set<Signal> SIGNALS = Set.of(Signal.SIGNALED);

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
            noteResult(task, result);
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

    static void note(Task task, String format, @Nullable Object... arguments) {
        if (task.trace() != null) {
            Tracer.arguments(task, format, arguments);
        }
    }

    static void noteResult(Task task, @Nullable Object result) {
        if (task.trace() != null) {
            Tracer.result(task, result);
        }
    }

    // ---- as one among many that a call waits for

    @Override
    public final Awaited awaited() {
        return this;
    }

    @Override
    public final Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public final Watched watched() {
        return node.watched();
    }

    @Override
    public final @Nullable SyncObject waitable() {
        return node.waited();
    }

    @Override
    public final long order() {
        return node.id();
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
