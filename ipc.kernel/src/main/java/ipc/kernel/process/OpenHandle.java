package ipc.kernel.process;

import static ipc.api.Right.DUPLICATE;
import static ipc.api.Right.TRANSFER;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.spi.Waitable;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Watched;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What handles of all kinds have in common: number, rights, and the end.
 *
 * <p>{@code granted} answers closed, access mode and rights at once: one load and one test in a call that goes well;
 * only a refusal looks for the reason.
 */
public abstract class OpenHandle extends ProcessCaller implements Handle {
    private static final VarHandle CLOSED;
    private static final VarHandle DEPARTING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CLOSED = lookup.findVarHandle(OpenHandle.class, "closed", boolean.class);
            DEPARTING = lookup.findVarHandle(OpenHandle.class, "departing", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int number;
    private final int rights;
    private final Gate gate;
    private volatile int granted;
    private volatile boolean closed;

    /** Whether a call is about to send this handle away, or has. */
    private volatile boolean departing;

    /**
     * Makes an open handle.
     *
     * @param process whose
     * @param number under which number
     * @param rights bits of {@link Rights}
     * @param gate the gate of the object's mechanism
     */
    protected OpenHandle(KernelProcess process, int number, int rights, Gate gate) {
        super(process);
        this.number = number;
        this.rights = rights;
        this.gate = gate;
        this.granted = rights;
    }

    /** Takes away what the way of opening does not allow; for constructors. */
    protected final void restrict(int bits) {
        granted = rights & bits;
    }

    /** Returns the gate of the object's mechanism. */
    public final Gate gate() {
        return gate;
    }

    @Override
    public final int number() {
        return number;
    }

    @Override
    public final Set<Right> rights() {
        return Rights.set(rights);
    }

    /**
     * Tells whether the handle is open and allows something.
     *
     * @param bit of {@link Rights}
     * @return true to go on; false: throw {@link #refusal}
     */
    protected final boolean allows(int bit) {
        return (granted & bit) != 0;
    }

    /**
     * Explains why {@link #allows} was false, and records it if it was a matter of rights.
     *
     * @param call which call
     * @param right what it needed
     * @return the exception to throw
     */
    protected final IpcException refusal(Sysno call, Right right) {
        checkOpen(call);
        if ((rights & Rights.bit(right)) != 0) {
            return new IpcException(Errno.EBADF, call + " through handle " + number + ", opened for the other way");
        }
        gate.audit().refused(pid(), call, "handle " + number, right.name(), Errno.EACCES);
        return new IpcException(Errno.EACCES, call + " through handle " + number + " without the right " + right);
    }

    /**
     * Throws if the handle is closed or lacks a right.
     *
     * @param call which call
     * @param right what it needs
     */
    public final void require(Sysno call, Right right) {
        if (!allows(Rights.bit(right))) {
            throw refusal(call, right);
        }
    }

    /**
     * Makes a call that may allocate; one that has to be fast has the same frame by hand.
     *
     * @param <R> its result
     * @param call which call
     * @param body does it, inside the gate
     * @param arguments for the trace, behind the number of this handle
     * @return what the body returns
     */
    protected final <R extends @Nullable Object> R call(Sysno call, Function<Task, R> body, Object... arguments) {
        Task task = gate.enter(this, call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, number, arguments);
            }
            R result = body.apply(task);
            Tracer.result(task, result);
            return result;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    /**
     * Does a part of a call that waits for nothing but a provider; it begins again in the next one.
     *
     * @param <R> its result
     * @param task the calling thread's task
     * @param body uses the provider's object
     * @return what the body returns
     */
    protected final <R> R through(Task task, Supplier<R> body) {
        while (true) {
            try {
                return body.get();
            } catch (RuntimeException | Error failure) {
                gate.again(task, failure, TaskDeadline.NEVER);
            }
        }
    }

    /**
     * Throws if the handle is closed.
     *
     * @param call which call
     */
    public final void checkOpen(Sysno call) {
        if (closed) {
            throw new IpcException(Errno.EBADF, call + " through handle " + number + ", which is closed");
        }
    }

    /** Tells whether the handle is closed; any thread may ask. */
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public void checkWait() {
        super.checkWait();
        if (closed) {
            throw new IpcException(Errno.ECANCELED, "wait through handle " + number + ", which was closed");
        }
        gate.checkWait();
    }

    /**
     * Makes a handle for the same open description under another number.
     *
     * @param table where it goes
     * @param bits its rights
     * @return the new handle
     */
    protected abstract OpenHandle copy(HandleTable table, int bits);

    /**
     * Packs the open description with the rights of this handle, to travel in a message; the handle stays as it is.
     *
     * @param call which call
     * @return the description, held once more
     */
    protected Luggage packed(Sysno call) {
        throw new IpcException(Errno.EOPNOTSUPP, call + " handle " + number + ", of a kind that cannot travel");
    }

    /**
     * Packs the open description for a process that is to share it.
     *
     * @param call which call
     * @return the description, held once more
     */
    public final Luggage shared(Sysno call) {
        require(call, DUPLICATE);
        return packed(call);
    }

    /** Begins to send this handle away: {@link #stays} or {@link #leaves} follows. */
    final Luggage departs(Sysno call) {
        checkOpen(call);
        if ((rights & Rights.bit(TRANSFER)) == 0) {
            throw refusal(call, TRANSFER);
        }
        if (!DEPARTING.compareAndSet(this, false, true)) {
            throw new IpcException(Errno.EBADF, call + " handle " + number + " twice, or while another call sends it");
        }
        try {
            return packed(call);
        } catch (RuntimeException | Error failure) {
            stays();
            throw failure;
        }
    }

    /** Tells whether a call sends this handle away, or has. */
    protected final boolean isDeparting() {
        return departing;
    }

    /** The message was not sent. */
    final void stays() {
        departing = false;
    }

    /** What of an object can be waited for. */
    public interface Awaited {
        /** Returns the signals that the provider's part has. */
        Set<Signal> signals();

        /** Returns what the kernel keeps of it. */
        Watched watched();

        /** Returns the provider's part, or null while no provider is there; inside the gate. */
        @Nullable
        Waitable waitable();
    }

    /** Returns what of the object can be waited for, or null: it is of a kind without signals. */
    public @Nullable Awaited awaited() {
        return null;
    }

    /**
     * Signals the object, inside the gate: gives a permit, unlocks, sets.
     *
     * @param task the calling thread's task
     * @param call which call
     */
    public void signal(Task task, Sysno call) {
        throw new IpcException(
                Errno.EOPNOTSUPP, call + " with handle " + number + ", of a kind that cannot be signaled");
    }

    /** The object and the description lose this handle; called once, with no call through this handle under way. */
    protected abstract void released();

    /** Does the work of {@link Handle#duplicate}. */
    protected final OpenHandle duplicated(Set<Right> subset) {
        Gate kernel = process().gate();
        Task task = kernel.enter(process().caller(), Sysno.DUPLICATE);
        try {
            checkOpen(Sysno.DUPLICATE);
            if ((rights & Rights.bit(DUPLICATE)) == 0) {
                throw refusal(Sysno.DUPLICATE, DUPLICATE);
            }
            return copy(process().handles(), subsetBits(Sysno.DUPLICATE, subset));
        } catch (RuntimeException | Error failure) {
            throw kernel.failed(task, failure);
        } finally {
            kernel.exit(task);
        }
    }

    /** Does the work of {@link Handle#replace}. */
    protected final OpenHandle replaced(Set<Right> subset) {
        Gate kernel = process().gate();
        Task task = kernel.enter(process().caller(), Sysno.REPLACE);
        try {
            checkOpen(Sysno.REPLACE);
            return copy(process().handles(), subsetBits(Sysno.REPLACE, subset));
        } catch (RuntimeException | Error failure) {
            throw kernel.failed(task, failure);
        } finally {
            closeNow();
            kernel.exit(task);
        }
    }

    private int subsetBits(Sysno call, Set<Right> subset) {
        int bits = Rights.bits(subset);
        if ((bits & ~rights) != 0) {
            throw new IpcException(
                    Errno.EINVAL, call + " handle " + number + " with " + subset + ", which is more than " + rights());
        }
        return bits;
    }

    @Override
    public final void close() {
        if (closed) {
            return;
        }
        Gate kernel = process().gate();
        Task task = kernel.enter(process().caller(), Sysno.CLOSE);
        try {
            closeNow();
        } finally {
            kernel.exit(task);
        }
    }

    /** Closes for whatever reason: the client, the end of the process. The second time does nothing. */
    public final void closeNow() {
        if (leaves()) {
            left(List.of(this));
        }
    }

    /** Takes this handle out of the table; false if it is out already. Otherwise {@link #left(List)} is to follow. */
    final boolean leaves() {
        if (!CLOSED.compareAndSet(this, false, true)) {
            return false;
        }
        granted = 0;
        process().handles().remove(this);
        return true;
    }

    /** Ends the calls through handles that are out of the table, and lets go of what they refer to. */
    static void left(List<OpenHandle> handles) {
        if (!handles.isEmpty()) {
            handles.getFirst().gate.fence(); // one is enough for all
            handles.forEach(OpenHandle::left);
        }
    }

    private void left() {
        gate.awaitEmpty(this);
        Awaited awaited = awaited();
        if (awaited != null) {
            awaited.watched().changed();
        }
        released();
    }
}
