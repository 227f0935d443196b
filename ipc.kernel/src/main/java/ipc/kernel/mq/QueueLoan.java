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
import ipc.kernel.object.Holding;
import ipc.kernel.object.Holding.Kind;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loan: one slot at a time, claimed or leased, in the hands of one thread.
 */
final class QueueLoan extends QueueUser implements MessageLoan {
    private final QueueHandle handle;
    private final Holding<QueueSlot> holding;
    private int slotNumber;
    private int priority;
    private int redeliveries;
    private long timeToLiveNanos = Long.MAX_VALUE;
    private boolean ownTimeToLive;

    private QueueLoan(QueueHandle handle, int number) {
        super(handle.process(), number, Rights.bits(handle.rights()), handle.description());
        this.handle = handle;
        this.holding = new Holding<>(number);
    }

    static QueueLoan open(QueueHandle handle) {
        QueueLoan loan = handle.process().handles().open(number -> new QueueLoan(handle, number));
        handle.node().add(loan);
        return loan;
    }

    @Override
    public ByteBuffer claim(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return Objects.requireNonNull(claim(timeout, false));
    }

    @Override
    public @Nullable ByteBuffer tryClaim() {
        return claim(Timeout.forever(), true);
    }

    private @Nullable ByteBuffer claim(Timeout timeout, boolean attempt) {
        Task task = holding.enter(this, MQ_CLAIM);
        try {
            checkWrite(MQ_CLAIM);
            holding.require(Kind.NOTHING);
            Deadline deadline = deadline(task, timeout, attempt);
            return hold(Kind.CLAIM, claimNow(task, deadline), MQ_CLAIM, attempt);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
        }
    }

    private @Nullable QueueSlot claimNow(Task task, Deadline deadline) {
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
        return Objects.requireNonNull(lease(timeout, false));
    }

    @Override
    public @Nullable ByteBuffer tryReceive() {
        return lease(Timeout.forever(), true);
    }

    private @Nullable ByteBuffer lease(Timeout timeout, boolean attempt) {
        Task task = holding.enter(this, MQ_LEASE);
        try {
            checkRead(MQ_LEASE);
            holding.require(Kind.NOTHING);
            Deadline deadline = deadline(task, timeout, attempt);
            QueueSlot leased = leaseNow(task, deadline);
            if (leased != null) {
                priority = leased.priority();
                redeliveries = leased.redeliveries();
            }
            return hold(Kind.LEASE, leased, MQ_LEASE, attempt);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
        }
    }

    private Deadline deadline(Task task, Timeout timeout, boolean attempt) {
        return attempt ? TaskDeadline.NOW : description().deadline(task, timeout);
    }

    private @Nullable ByteBuffer hold(Kind kind, @Nullable QueueSlot slot, Sysno call, boolean attempt) {
        if (slot != null) {
            holding.hold(kind, slot);
            slotNumber = slot.number();
            ownTimeToLive = false;
            return holding.bytes();
        }
        if (!attempt) {
            throw notNow(call, kind == Kind.CLAIM ? "full" : "empty");
        }
        return null;
    }

    @Override
    public MessageLoan timeToLive(Duration duration) {
        holding.require(Kind.CLAIM);
        if (duration.isZero() || duration.isNegative()) {
            throw new IpcException(Errno.EINVAL, "time to live of " + duration + ", must be more than zero");
        }
        timeToLiveNanos = duration.toNanos();
        ownTimeToLive = true;
        return this;
    }

    @Override
    public void send(int value) {
        Task task = holding.enter(this, MQ_PUBLISH);
        try {
            checkOpen(MQ_PUBLISH);
            holding.require(Kind.CLAIM);
            checkPriority(MQ_PUBLISH, value);
            int length = holding.bytes().position();
            long expiry = ownTimeToLive ? node().expiryNanos(timeToLiveNanos) : node().expiryNanos();
            publishNow(task, length, value, expiry);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
        }
    }

    private void publishNow(Task task, int length, int value, long expiry) {
        while (true) {
            try {
                holding.dropFilled(length).publish(length, value, expiry);
                return;
            } catch (RuntimeException | Error failure) {
                gate().again(task, failure, TaskDeadline.NEVER);
            }
        }
    }

    private @Nullable QueueSlot leaseNow(Task task, Deadline deadline) {
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

    @Override
    public int priority() {
        holding.require(Kind.LEASE);
        return priority;
    }

    @Override
    public int redeliveries() {
        holding.require(Kind.LEASE);
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
        Task task = holding.enter(this, MQ_SETTLE);
        try {
            checkOpen(MQ_SETTLE);
            if (requeue) {
                holding.require(Kind.LEASE);
            }
            holding.requireSome();
            holding.settle(this, task, requeue);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            holding.exit(this, task);
        }
    }

    /** Finds in a shadow what this loan holds; a loan that was closed meanwhile gives it back there. */
    void prepare(QueueObject shadow) {
        holding.prepare(
                switch (holding.kind()) {
                    case NOTHING -> null;
                    case LEASE -> shadow.leased(slotNumber);
                    case CLAIM -> claimed(shadow);
                });
    }

    private static QueueSlot claimed(QueueObject shadow) {
        QueueSlot again = shadow.loan(TaskDeadline.NOW);
        if (again == null) {
            throw new IllegalStateException("no room for a slot that was claimed");
        }
        return again;
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
