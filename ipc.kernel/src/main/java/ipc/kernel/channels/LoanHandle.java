package ipc.kernel.channels;

import static ipc.api.Sysno.CH_CLAIM;
import static ipc.api.Sysno.CH_LEASE;
import static ipc.api.Sysno.CH_PUBLISH;
import static ipc.api.Sysno.CH_SETTLE;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.spi.ChannelLoans;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelSlot;
import ipc.api.kernel.Deadline;
import ipc.kernel.object.Holding;
import ipc.kernel.object.Holding.Kind;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loan: one message at a time, claimed or leased, in the hands of one thread.
 */
final class LoanHandle extends ChannelUser implements ChannelLoan {
    private final ChannelHandle handle;
    private final Holding<ChannelSlot> holding;

    /** How many bytes were claimed; the client may have changed the buffer's limit. */
    private int claimed;

    private long lease;
    private int priority;

    private LoanHandle(ChannelHandle handle, int number) {
        super(handle.process(), number, Rights.bits(handle.rights()), handle.end());
        this.handle = handle;
        this.holding = new Holding<>(number);
    }

    static LoanHandle open(ChannelHandle handle) {
        LoanHandle loan = handle.process().handles().open(number -> new LoanHandle(handle, number));
        handle.node().add(loan);
        return loan;
    }

    // ---- sending

    @Override
    public ByteBuffer claim(int size, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return Objects.requireNonNull(claim(size, timeout, false));
    }

    @Override
    public @Nullable ByteBuffer tryClaim(int size) {
        return claim(size, Timeout.forever(), true);
    }

    private @Nullable ByteBuffer claim(int size, Timeout timeout, boolean attempt) {
        Task task = holding.enter(this, CH_CLAIM);
        try {
            require(CH_CLAIM, Right.WRITE);
            holding.require(Kind.NOTHING);
            if (size < 0) {
                throw IpcException.of(Errno.EINVAL, "%s %,d bytes, bound 0", CH_CLAIM, size);
            }
            checkLength(CH_CLAIM, size);
            Deadline deadline = deadline(task, timeout, attempt);
            ChannelSlot free = claimNow(task, size, deadline);
            claimed = size;
            return hold(Kind.CLAIM, free, CH_CLAIM, attempt);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
            settleDropped();
        }
    }

    private @Nullable ChannelSlot claimNow(Task task, int size, Deadline deadline) {
        while (true) {
            try {
                return loansOf(node().object()).claim(size, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return null;
                }
            }
        }
    }

    @Override
    public void send(int level) {
        Task task = holding.enter(this, CH_PUBLISH);
        try {
            checkOpen(CH_PUBLISH);
            holding.require(Kind.CLAIM);
            checkPriority(CH_PUBLISH, level);
            int length = holding.bytes().position();
            if (length > claimed) {
                throw IpcException.of(
                        Errno.EMSGSIZE, "%s %,d bytes to %s, claimed %,d", CH_PUBLISH, length, node().title(), claimed);
            }
            checkLength(CH_PUBLISH, length);
            publishNow(task, length, level);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
        }
    }

    private void publishNow(Task task, int length, int level) {
        while (true) {
            try {
                holding.dropFilled(length).publish(length, level);
                return;
            } catch (RuntimeException | Error failure) {
                gate().again(task, failure, TaskDeadline.NEVER);
            }
        }
    }

    // ---- receiving

    @Override
    public ByteBuffer receive(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return Objects.requireNonNull(receive(timeout, false));
    }

    @Override
    public @Nullable ByteBuffer tryReceive() {
        return receive(Timeout.forever(), true);
    }

    private @Nullable ByteBuffer receive(Timeout timeout, boolean attempt) {
        Task task = holding.enter(this, CH_LEASE);
        try {
            require(CH_LEASE, Right.READ);
            holding.require(Kind.NOTHING);
            Deadline deadline = deadline(task, timeout, attempt);
            ChannelSlot leased = leaseNow(task, deadline);
            if (leased != null) {
                lease = leased.number();
                priority = leased.priority();
            }
            ByteBuffer bytes = hold(Kind.LEASE, leased, CH_LEASE, attempt);
            if (bytes != null) {
                node().received(task, bytes, bytes.position(), bytes.remaining());
            }
            return bytes;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
        }
    }

    private @Nullable ChannelSlot leaseNow(Task task, Deadline deadline) {
        while (true) {
            try {
                return loansOf(node().object()).lease(deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return null;
                }
            }
        }
    }

    @Override
    public int priority() {
        holding.require(Kind.LEASE);
        return priority;
    }

    @Override
    public void release() {
        Task task = holding.enter(this, CH_SETTLE);
        try {
            checkOpen(CH_SETTLE);
            holding.requireSome();
            holding.settle(this, task, false);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
        }
    }

    // ---- what it holds

    private ChannelLoans loansOf(ChannelObject object) {
        return object.loans(end().number());
    }

    private Deadline deadline(Task task, Timeout timeout, boolean attempt) {
        return attempt ? TaskDeadline.NOW : end().deadline(task, timeout);
    }

    private @Nullable ByteBuffer hold(Kind kind, @Nullable ChannelSlot slot, Sysno call, boolean attempt) {
        if (slot != null) {
            holding.hold(kind, slot);
            return holding.bytes();
        }
        if (!attempt) {
            throw notNow(call, kind == Kind.CLAIM ? "is full" : "is empty");
        }
        return null;
    }

    // ---- providers

    /** Finds in a shadow what this loan holds; a loan that was closed meanwhile gives it back there. */
    void prepare(ChannelObject shadow) {
        holding.prepare(
                switch (holding.kind()) {
                    case NOTHING -> null;
                    case LEASE -> loansOf(shadow).leased(lease);
                    case CLAIM -> claimed(shadow);
                });
    }

    private ChannelSlot claimed(ChannelObject shadow) {
        try {
            ChannelSlot again = loansOf(shadow).claim(claimed, TaskDeadline.NOW);
            if (again == null) {
                throw new IllegalStateException("no room for a message that was claimed");
            }
            return again;
        } catch (IpcException closed) {
            if (closed.errno() != Errno.EPIPE) {
                throw closed;
            }
            return new Unsendable(claimed, closed);
        }
    }

    /** What became of a claim whose other end has closed. */
    private record Unsendable(ByteBuffer bytes, IpcException why) implements ChannelSlot {
        Unsendable(int claimed, IpcException why) {
            this(ByteBuffer.allocate(claimed), why);
        }

        @Override
        public long number() {
            return 0;
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public void publish(int length, int priority) {
            throw why;
        }

        @Override
        public void settle(boolean requeue) {
            // it takes no room
        }
    }

    /** The shadow is in its place, and nobody is inside the gate. */
    void relink() {
        if (holding.relink()) {
            node().remove(this);
        }
    }

    /** No provider is there; what the owner has in its hands stays, unless the message under lease was lost. */
    void unlink(boolean lost) {
        holding.unlink(lost);
    }

    // ---- the handle

    @Override
    protected ChannelUser copy(HandleTable table, int bits) {
        throw new IpcException(Errno.EOPNOTSUPP, "duplicate loan " + number());
    }

    @Override
    protected Luggage packed(Sysno call) {
        throw new IpcException(Errno.EOPNOTSUPP, call + " loan " + number() + ", which ends with its handle");
    }

    @Override
    public Handle duplicate(Set<Right> rights) {
        return duplicated(rights);
    }

    @Override
    public Handle replace(Set<Right> rights) {
        return replaced(rights);
    }

    @Override
    protected void released() {
        handle.ended(this);
        if (holding.kind() == Kind.NOTHING) {
            node().remove(this);
        } else {
            gate().visit(new MovingCaller(process()), this::giveBack);
        }
    }

    private void giveBack() {
        if (holding.giveBack()) {
            node().remove(this);
        }
    }
}
