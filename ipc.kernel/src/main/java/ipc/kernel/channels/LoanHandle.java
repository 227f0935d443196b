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
import ipc.kernel.call.Tracer;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Unwind;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loan: one message at a time, claimed or leased, in the hands of one thread.
 *
 * <p>The slot belongs to the provider's object and changes when the provider does; the buffer that the owner has in its
 * hands stays. If the two have come apart, what was written is copied over when the slot is sent.
 */
final class LoanHandle extends ChannelUser implements ChannelLoan {
    private enum Holds {
        NOTHING,
        CLAIM,
        LEASE
    }

    private final ChannelHandle handle;
    private Holds holds = Holds.NOTHING;
    private @Nullable ChannelSlot slot;

    /** The slot in a shadow that may take the object's place. */
    private @Nullable ChannelSlot prepared;

    private @Nullable ByteBuffer bytes;

    /** How many bytes were claimed; the client may have changed the buffer's limit. */
    private int claimed;

    private long lease;
    private int priority;

    /** Closed while no provider was there, with a slot still to be given back. */
    private boolean orphan;

    private LoanHandle(ChannelHandle handle, int number) {
        super(handle.process(), number, Rights.bits(handle.rights()), handle.end());
        this.handle = handle;
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
        Task task = enter(CH_CLAIM);
        try {
            require(CH_CLAIM, Right.WRITE);
            checkHolds(Holds.NOTHING);
            if (size < 0) {
                throw IpcException.of(Errno.EINVAL, "%s %,d bytes, bound 0", CH_CLAIM, size);
            }
            checkLength(CH_CLAIM, size);
            ChannelSlot free = claimNow(task, size, attempt ? TaskDeadline.NOW : end().deadline(task, timeout));
            if (free != null) {
                claimed = size;
                hold(Holds.CLAIM, free);
            } else if (!attempt) {
                throw notNow(CH_CLAIM, "is full");
            }
            return bytes;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
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
        Task task = enter(CH_PUBLISH);
        try {
            checkOpen(CH_PUBLISH);
            checkHolds(Holds.CLAIM);
            checkPriority(CH_PUBLISH, level);
            ByteBuffer filled = Objects.requireNonNull(bytes);
            int length = filled.position();
            if (length > claimed) {
                throw IpcException.of(
                        Errno.EMSGSIZE, "%s %,d bytes to %s, claimed %,d", CH_PUBLISH, length, node().title(), claimed);
            }
            checkLength(CH_PUBLISH, length);
            publish(task, filled, length, level);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void publish(Task task, ByteBuffer filled, int length, int level) {
        while (true) {
            try {
                ChannelSlot full = drop();
                if (full.bytes() != filled) {
                    full.bytes().put(0, filled, 0, length); // the provider changed while the owner was writing
                }
                full.publish(length, level);
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
        Task task = enter(CH_LEASE);
        try {
            require(CH_LEASE, Right.READ);
            checkHolds(Holds.NOTHING);
            ChannelSlot leased = leaseNow(task, attempt ? TaskDeadline.NOW : end().deadline(task, timeout));
            if (leased != null) {
                hold(Holds.LEASE, leased);
                lease = leased.number();
                priority = leased.priority();
            } else if (!attempt) {
                throw notNow(CH_LEASE, "is empty");
            }
            return bytes;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
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
        checkHolds(Holds.LEASE);
        return priority;
    }

    @Override
    public void release() {
        Task task = enter(CH_SETTLE);
        try {
            checkOpen(CH_SETTLE);
            if (holds == Holds.NOTHING) {
                checkHolds(Holds.LEASE);
            }
            settle(task);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void settle(Task task) {
        while (true) {
            try {
                drop().settle(false);
                return;
            } catch (RuntimeException | Error failure) {
                gate().again(task, failure, TaskDeadline.NEVER);
            }
        }
    }

    // ---- what it holds

    private Task enter(Sysno call) {
        Task task = gate().enter(this, call);
        if (task.trace() != null) {
            Tracer.arguments(task, "%d", number());
        }
        return task;
    }

    private ChannelLoans loansOf(ChannelObject object) {
        return object.loans(end().number());
    }

    private void hold(Holds what, ChannelSlot which) {
        holds = what;
        slot = which;
        bytes = which.bytes();
    }

    private ChannelSlot drop() {
        ChannelSlot dropped = slot;
        if (dropped == null) {
            throw new Unwind(Unwind.Reason.RESTART); // no provider is there
        }
        holds = Holds.NOTHING;
        slot = null;
        bytes = null;
        return dropped;
    }

    private void checkHolds(Holds expected) {
        if (holds != expected) {
            throw new IllegalStateException("loan " + number() + " holds " + holds + ", needs " + expected);
        }
    }

    // ---- providers

    /** Finds in a shadow what this loan holds; a loan that was closed meanwhile gives it back there. */
    void prepare(ChannelObject shadow) {
        prepared = switch (holds) {
            case NOTHING -> null;
            case LEASE -> loansOf(shadow).leased(lease);
            case CLAIM -> claimed(shadow);
        };
        if (orphan && prepared != null) {
            prepared.settle(holds == Holds.LEASE);
        }
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
        slot = prepared;
        prepared = null;
        if (orphan) {
            holds = Holds.NOTHING;
            node().remove(this);
        }
    }

    /** No provider is there; what the owner has in its hands stays, unless the message under lease was lost. */
    void unlink(boolean lost) {
        slot = null;
        if (lost && holds == Holds.LEASE) {
            holds = Holds.NOTHING;
            bytes = null;
        }
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
        if (holds == Holds.NOTHING) {
            node().remove(this);
        } else {
            gate().visit(new MovingCaller(process()), this::giveBack);
        }
    }

    private void giveBack() {
        if (slot == null) {
            orphan = true; // without a provider: the next one gets the message back
        } else {
            boolean requeue = holds == Holds.LEASE;
            drop().settle(requeue);
            node().remove(this);
        }
    }
}
