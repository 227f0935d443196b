package ipc.kernel.pipes;

import static ipc.api.Sysno.PIPE_ALLOCATE;
import static ipc.api.Sysno.PIPE_GIVE;
import static ipc.api.Sysno.PIPE_RELEASE;
import static ipc.api.Sysno.PIPE_TAKE;

import ipc.api.Capability;
import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.OneCall;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process's handle of a piece of memory that it may give away; only for the table, so that the end of the process
 * frees the memory.
 *
 * <p>A call takes the memory out while it is under way, and puts it back if it fails. Whoever closes the handle
 * meanwhile finds nothing to free, and the call frees the memory itself.
 */
final class PipeLoan extends OpenHandle implements PipeBuffer {
    private final PipeServices services;
    private final AtomicReference<@Nullable Lent> held = new AtomicReference<>();
    private final OneCall user;
    private volatile boolean ended;

    private PipeLoan(KernelProcess process, int number, PipeServices services) {
        super(process, number, Rights.ALL, services.port().gate());
        this.services = services;
        this.user = new OneCall("buffer " + number);
    }

    static PipeLoan open(KernelProcess process, PipeServices services) {
        return process.handles().open(number -> new PipeLoan(process, number, services));
    }

    @Override
    public ByteBuffer allocate(int bytes) {
        return call(
                PIPE_ALLOCATE,
                task -> alone(PIPE_ALLOCATE, () -> {
                    checkEmpty();
                    boolean privileged = services.guard().hasPrivilege(process(), Capability.EXCEED_LIMITS);
                    int max =
                            privileged ? PipeSizes.BYTES_MAX : services.limits().bytesMax();
                    if (bytes < 1 || bytes > max) {
                        throw IpcException.of(Errno.EINVAL, "%s %,d bytes, bounds 1 to %,d", PIPE_ALLOCATE, bytes, max);
                    }
                    Lent lent = new Lent(services.memory().allocate(bytes), bytes);
                    hold(lent);
                    return lent.bytes();
                }),
                bytes);
    }

    @Override
    public ByteBuffer bytes() {
        Lent lent = held.get();
        if (lent == null) {
            throw nothing();
        }
        return lent.bytes();
    }

    @Override
    public int give(PipeEnd writer, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        PipeHandle end = end(PIPE_GIVE, writer);
        return alone(PIPE_GIVE, () -> {
            Lent lent = letGo(PIPE_GIVE);
            boolean given = false;
            try {
                int bytes = end.give(lent.region(), lent.bytes().position(), timeout);
                given = true;
                lent.revoke(); // this thread is here, and no other one gets at the bytes
                return bytes;
            } finally {
                if (!given) {
                    hold(lent);
                }
            }
        });
    }

    @Override
    public int take(PipeEnd reader, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        PipeHandle end = end(PIPE_TAKE, reader);
        return alone(PIPE_TAKE, () -> {
            checkEmpty();
            Lent lent = end.take(timeout);
            if (lent == null) {
                return 0;
            }
            hold(lent);
            return lent.bytes().limit();
        });
    }

    @Override
    public void release() {
        call(PIPE_RELEASE, task -> {
            checkOpen(PIPE_RELEASE);
            Lent lent = letGo(PIPE_RELEASE);
            lent.revoke();
            lent.region().release();
            return null;
        });
    }

    private PipeHandle end(Sysno call, PipeEnd end) {
        return PipeHandle.of(process(), call, end);
    }

    /** A call may wait, and another thread's must find no empty buffer meanwhile. */
    private <R> R alone(Sysno call, Supplier<R> work) {
        checkOpen(call);
        user.begin();
        try {
            return work.get();
        } finally {
            user.end();
        }
    }

    private void checkEmpty() {
        if (held.get() != null) {
            throw new IllegalStateException("buffer " + number() + " holds memory already");
        }
    }

    private IllegalStateException nothing() {
        return new IllegalStateException("buffer " + number() + " holds no memory");
    }

    /** Takes out what the calling thread owns. */
    private Lent letGo(Sysno call) {
        Lent lent = held.get();
        if (lent == null) {
            throw nothing();
        }
        lent.checkMine();
        if (!held.compareAndSet(lent, null)) {
            throw new IpcException(Errno.EBADF, call + " buffer " + number() + ", which is being closed");
        }
        return lent;
    }

    private void hold(Lent lent) {
        held.set(lent);
        if (ended) {
            free(); // whoever ended this may have looked before
        }
    }

    private void free() {
        Lent lent = held.getAndSet(null);
        if (lent != null) {
            if (lent.isMine()) {
                lent.revoke();
            }
            lent.region().release();
        }
    }

    @Override
    protected void released() {
        ended = true;
        free();
    }

    @Override
    protected OpenHandle copy(HandleTable table, int bits) {
        throw new IpcException(Errno.EOPNOTSUPP, "duplicate buffer " + number());
    }

    @Override
    public Handle duplicate(Set<Right> rights) {
        return duplicated(rights);
    }

    @Override
    public Handle replace(Set<Right> rights) {
        return replaced(rights);
    }
}
