package ipc.kernel.pipes;

import static ipc.api.Sysno.PIPE_READ;
import static ipc.api.Sysno.PIPE_RESIZE;
import static ipc.api.Sysno.PIPE_SEEK;
import static ipc.api.Sysno.PIPE_SETFL;
import static ipc.api.Sysno.PIPE_SPLICE;
import static ipc.api.Sysno.PIPE_STATUS;
import static ipc.api.Sysno.PIPE_TEE;
import static ipc.api.Sysno.PIPE_TRY_READ;
import static ipc.api.Sysno.PIPE_TRY_WRITE;
import static ipc.api.Sysno.PIPE_WRITE;

import ipc.api.Capability;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeStatus;
import ipc.api.pipes.spi.PipeObject;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;

/** A process's handle of an end of a pipe: each call enters the gate, checks, and goes on in the provider's object. */
final class PipeHandle extends PipeUser implements PipeEnd {
    private static final int READ = Rights.bit(Right.READ);
    private static final int WRITE = Rights.bit(Right.WRITE);

    PipeHandle(KernelProcess process, int number, int rights, PipeDescription description) {
        super(process, number, rights, description);
    }

    /** Opens a handle; the description counts it. */
    static PipeHandle open(KernelProcess process, int rights, PipeDescription description) {
        description.opened();
        try {
            return process.handles().open(number -> new PipeHandle(process, number, rights, description));
        } catch (RuntimeException | Error failure) {
            description.closed();
            throw failure;
        }
    }

    @Override
    public Awaited awaited() {
        return new EndSignals(node(), description().way());
    }

    // ---- reading

    @Override
    public int read(ByteBuffer buffer, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, PIPE_READ);
        try {
            checkRead(task, PIPE_READ, buffer);
            int taken = readNow(task, buffer, description().deadline(task, timeout));
            if (taken == NOT_NOW) {
                throw notNow(PIPE_READ, "empty");
            }
            Tracer.result(task, taken);
            return taken;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public int tryRead(ByteBuffer buffer) {
        Task task = gate().enter(this, PIPE_TRY_READ);
        try {
            checkRead(task, PIPE_TRY_READ, buffer);
            int taken = readNow(task, buffer, TaskDeadline.NOW);
            Tracer.result(task, taken);
            return taken;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkRead(Task task, Sysno call, ByteBuffer buffer) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, room for %d bytes", number(), buffer.remaining());
        }
        if (!allows(READ)) {
            throw refusal(call, Right.READ);
        }
    }

    @Override
    int readNow(Task task, ByteBuffer buffer, Deadline deadline) {
        if (!buffer.hasRemaining()) {
            return 0;
        }
        while (true) {
            try {
                return node().object().read(buffer, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return NOT_NOW;
                }
            }
        }
    }

    // ---- writing

    @Override
    public int write(ByteBuffer bytes, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, PIPE_WRITE);
        try {
            checkWrite(task, PIPE_WRITE, bytes);
            int written = writeNow(task, PIPE_WRITE, bytes, description().deadline(task, timeout));
            if (written == NOT_NOW) {
                throw notNow(PIPE_WRITE, "full");
            }
            Tracer.result(task, written);
            return written;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public int tryWrite(ByteBuffer bytes) {
        Task task = gate().enter(this, PIPE_TRY_WRITE);
        try {
            checkWrite(task, PIPE_TRY_WRITE, bytes);
            int written = writeNow(task, PIPE_TRY_WRITE, bytes, TaskDeadline.NOW);
            Tracer.result(task, written);
            return written;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkWrite(Task task, Sysno call, ByteBuffer bytes) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, %d bytes", number(), bytes.remaining());
        }
        if (!allows(WRITE)) {
            throw refusal(call, Right.WRITE);
        }
    }

    /** What is in stays in, however the call ends; then it is a short one. */
    private int writeNow(Task task, Sysno call, ByteBuffer bytes, Deadline deadline) {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        int from = bytes.position();
        int outcome;
        try {
            outcome = write(task, bytes, deadline);
        } catch (IpcException early) {
            if (bytes.position() == from || early.errno() == Errno.EIO) {
                throw early;
            }
            return bytes.position() - from;
        }
        int written = bytes.position() - from;
        if (written == 0 && outcome == PipeObject.BROKEN) {
            throw broken(call);
        }
        return written == 0 ? outcome : written;
    }

    /** Begins again with the rest, which the position tells, in another provider. */
    private int write(Task task, ByteBuffer bytes, Deadline deadline) {
        while (true) {
            try {
                return node().object().write(bytes, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return NOT_NOW;
                }
            }
        }
    }

    // ---- the pipe

    @Override
    public int splice(PipeEnd to, int bytesMax, Timeout timeout) {
        return transfer(PIPE_SPLICE, to, bytesMax, timeout);
    }

    @Override
    public int tee(PipeEnd to, int bytesMax, Timeout timeout) {
        return transfer(PIPE_TEE, to, bytesMax, timeout);
    }

    @Override
    public int resize(int capacityBytes) {
        return call(
                PIPE_RESIZE,
                task -> {
                    require(PIPE_RESIZE, Right.MANAGE);
                    int bytes = PipeSizes.rounded(PIPE_RESIZE, capacityBytes, PipeSizes.BYTES_MAX);
                    boolean privileged = node().services().guard().hasPrivilege(process(), Capability.EXCEED_LIMITS);
                    if (!through(task, () -> node().resize(process(), bytes, privileged))) {
                        throw IpcException.of(
                                Errno.EBUSY,
                                "%s %s to %,d bytes, which has more inside",
                                PIPE_RESIZE,
                                node().title(),
                                bytes);
                    }
                    return bytes;
                },
                capacityBytes);
    }

    @Override
    public PipeStatus status() {
        return call(PIPE_STATUS, task -> {
            require(PIPE_STATUS, Right.INSPECT);
            return through(task, this::statusNow);
        });
    }

    @Override
    public PipeStatus nonBlocking(boolean on) {
        return call(
                PIPE_SETFL,
                task -> {
                    require(PIPE_SETFL, Right.MANAGE);
                    PipeStatus before = through(task, this::statusNow);
                    description().nonBlocking(on);
                    return before;
                },
                on);
    }

    private PipeStatus statusNow() {
        return node().status(description().way(), description().nonBlocking());
    }

    /** Fails (POSIX {@code lseek}); in the numbered form only, because no type promises it. */
    void seek() {
        call(PIPE_SEEK, task -> {
            checkOpen(PIPE_SEEK);
            throw new IpcException(Errno.ESPIPE, PIPE_SEEK + " " + node().title() + ": a pipe has no position");
        });
    }

    /** Throws if this end is not open for a way, as a call through it would. */
    void checkWay(Right right) {
        require(right == Right.READ ? PIPE_READ : PIPE_WRITE, right);
    }

    @Override
    public PipeEnd duplicate(Set<Right> rights) {
        return (PipeEnd) duplicated(rights);
    }

    @Override
    public PipeEnd replace(Set<Right> rights) {
        return (PipeEnd) replaced(rights);
    }

    @Override
    protected PipeHandle copy(HandleTable table, int bits) {
        return open(process(), bits, description());
    }

    @Override
    protected Luggage packed(Sysno call) {
        return description().packed(Rights.bits(rights()));
    }

    @Override
    protected void released() {
        description().closed();
    }
}
