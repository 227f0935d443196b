package ipc.kernel.mq;

import static ipc.api.Sysno.MQ_CLAIM;
import static ipc.api.Sysno.MQ_LEASE;
import static ipc.api.Sysno.MQ_PUBLISH;
import static ipc.api.Sysno.MQ_SETTLE;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Unwind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A loan: one slot at a time, claimed or leased, in the hands of one thread.
 *
 * <p>The slot belongs to the provider's object and changes when the provider does; the buffer that the owner has in its
 * hands stays. If the two have come apart, what was written is copied over when the slot is sent.
 */
final class QueueLoan extends QueueUser implements MessageLoan {
    private enum Holds {
        NOTHING,
        CLAIM,
        LEASE
    }

    private final QueueHandle handle;
    private Holds holds = Holds.NOTHING;
    private @Nullable QueueSlot slot;

    /** The slot in a shadow that may take the object's place. */
    private @Nullable QueueSlot prepared;

    private int slotNumber;
    private @Nullable ByteBuffer bytes;
    private int priority;
    private int redeliveries;
    private long timeToLiveNanos = Long.MAX_VALUE;
    private boolean ownTimeToLive;

    /** Closed while no provider was there, with a slot still to be given back. */
    private boolean orphan;

    private QueueLoan(QueueHandle handle, int number) {
        super(handle.process(), number, Rights.bits(handle.rights()), handle.description());
        this.handle = handle;
    }

    static QueueLoan open(QueueHandle handle) {
        QueueLoan loan = handle.process().handles().open(number -> new QueueLoan(handle, number));
        handle.node().add(loan);
        return loan;
    }

    @Override
    public ByteBuffer claim(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        ByteBuffer claimed = claim(timeout, false);
        return Objects.requireNonNull(claimed);
    }

    @Override
    public @Nullable ByteBuffer tryClaim() {
        return claim(Timeout.forever(), true);
    }

    private @Nullable ByteBuffer claim(Timeout timeout, boolean attempt) {
        Task task = enter(MQ_CLAIM);
        try {
            checkWrite(MQ_CLAIM);
            checkHolds(Holds.NOTHING);
            QueueSlot free =
                    loan(task, attempt ? TaskDeadline.NOW : description().deadline(task, timeout));
            if (free != null) {
                hold(Holds.CLAIM, free);
            } else if (!attempt) {
                throw notNow(MQ_CLAIM, "full");
            }
            return free == null ? null : bytes;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private @Nullable QueueSlot loan(Task task, Deadline deadline) {
        while (true) {
            try {
                return node().object().loan(deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return null;
                }
            }
        }
    }

    @Override
    public ByteBuffer receive(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        ByteBuffer received = lease(timeout, false);
        return Objects.requireNonNull(received);
    }

    @Override
    public @Nullable ByteBuffer tryReceive() {
        return lease(Timeout.forever(), true);
    }

    private @Nullable ByteBuffer lease(Timeout timeout, boolean attempt) {
        Task task = enter(MQ_LEASE);
        try {
            checkRead(MQ_LEASE);
            checkHolds(Holds.NOTHING);
            QueueSlot leased =
                    lease(task, attempt ? TaskDeadline.NOW : description().deadline(task, timeout));
            if (leased != null) {
                hold(Holds.LEASE, leased);
                priority = leased.priority();
                redeliveries = leased.redeliveries();
            } else if (!attempt) {
                throw notNow(MQ_LEASE, "empty");
            }
            return leased == null ? null : bytes;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private @Nullable QueueSlot lease(Task task, Deadline deadline) {
        while (true) {
            try {
                return node().object().lease(deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return null;
                }
            }
        }
    }

    private Task enter(Sysno call) {
        Task task = gate().enter(this, call);
        if (task.trace() != null) {
            Tracer.arguments(task, "%d", number());
        }
        return task;
    }

    private void hold(Holds what, QueueSlot which) {
        holds = what;
        slot = which;
        slotNumber = which.number();
        bytes = which.bytes();
        ownTimeToLive = false;
    }

    private QueueSlot drop() {
        QueueSlot dropped = slot;
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

    @Override
    public MessageLoan timeToLive(Duration duration) {
        checkHolds(Holds.CLAIM);
        if (duration.isZero() || duration.isNegative()) {
            throw new IpcException(Errno.EINVAL, "time to live of " + duration + ", must be more than zero");
        }
        timeToLiveNanos = duration.toNanos();
        ownTimeToLive = true;
        return this;
    }

    @Override
    public void send(int value) {
        Task task = enter(MQ_PUBLISH);
        try {
            checkOpen(MQ_PUBLISH);
            checkHolds(Holds.CLAIM);
            checkPriority(MQ_PUBLISH, value);
            ByteBuffer filled = Objects.requireNonNull(bytes);
            long expiry = ownTimeToLive ? node().expiryNanos(timeToLiveNanos) : node().expiryNanos();
            end(task, full -> publish(full, filled, value, expiry));
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private static void publish(QueueSlot full, ByteBuffer filled, int value, long expiry) {
        int length = filled.position();
        if (full.bytes() != filled) {
            full.bytes().put(0, filled, 0, length); // the provider changed while the owner was writing
        }
        full.publish(length, value, expiry);
    }

    /** Ends what this loan holds, as soon as there is a provider to end it with. */
    private void end(Task task, Consumer<QueueSlot> how) {
        while (true) {
            try {
                how.accept(drop());
                return;
            } catch (RuntimeException | Error failure) {
                gate().again(task, failure, TaskDeadline.NEVER);
            }
        }
    }

    @Override
    public int priority() {
        checkHolds(Holds.LEASE);
        return priority;
    }

    @Override
    public int redeliveries() {
        checkHolds(Holds.LEASE);
        return redeliveries;
    }

    @Override
    public void release() {
        settle(false);
    }

    @Override
    public void requeue() {
        settle(true);
    }

    private void settle(boolean requeue) {
        Task task = enter(MQ_SETTLE);
        try {
            checkOpen(MQ_SETTLE);
            if (requeue) {
                checkHolds(Holds.LEASE);
            } else if (holds == Holds.NOTHING) {
                checkHolds(Holds.LEASE);
            }
            end(task, held -> held.settle(requeue));
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    /** Finds in a shadow what this loan holds; a loan that was closed meanwhile gives it back there. */
    void prepare(QueueObject shadow) {
        prepared = switch (holds) {
            case NOTHING -> null;
            case LEASE -> shadow.leased(slotNumber);
            case CLAIM -> shadow.loan(TaskDeadline.NOW);
        };
        if (holds == Holds.CLAIM && prepared == null) {
            throw new IllegalStateException("no room for a slot that was claimed");
        }
        if (orphan && prepared != null) {
            prepared.settle(holds == Holds.LEASE);
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

    @Override
    protected OpenHandle copy(HandleTable table, int bits) {
        throw new IpcException(Errno.EOPNOTSUPP, "duplicate loan " + number());
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
        handle.closed(this);
        if (holds == Holds.NOTHING) {
            node().remove(this);
        } else {
            gate().visit(new MovingCaller(process()), this::giveBack);
        }
    }

    private void giveBack() {
        QueueSlot held = slot;
        if (held == null) {
            orphan = true; // without a provider: the next one gets the slot back
        } else {
            boolean requeue = holds == Holds.LEASE;
            drop();
            held.settle(requeue);
            node().remove(this);
        }
    }
}
