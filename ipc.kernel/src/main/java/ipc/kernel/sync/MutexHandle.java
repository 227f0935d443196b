package ipc.kernel.sync;

import static ipc.api.Sysno.MUTEX_CONSISTENT;
import static ipc.api.Sysno.MUTEX_IS_CURRENT;
import static ipc.api.Sysno.MUTEX_LOCK;
import static ipc.api.Sysno.MUTEX_STATUS;
import static ipc.api.Sysno.MUTEX_TOKEN;
import static ipc.api.Sysno.MUTEX_TRY_LOCK;
import static ipc.api.Sysno.MUTEX_UNLOCK;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Protocol;
import ipc.api.sync.MutexStatus;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Unwind;
import ipc.kernel.schedule.Want;
import java.util.Objects;
import java.util.Set;

/** A process's handle of a mutex. */
final class MutexHandle extends TakingHandle<MutexNode> implements Mutex {
    private final boolean fair;
    private final boolean refusesDeadlock;

    /** Whether its owner has a priority by it; then, above which priority a process may not lock it. */
    private final boolean lends;

    private final int ceiling;

    MutexHandle(KernelProcess process, int number, int rights, MutexNode node, Party party) {
        super(process, number, rights, node, party);
        MutexOptions options = node.options();
        this.fair = options.isFair();
        this.refusesDeadlock = options.refusesDeadlock();
        this.lends = options.protocol() != Protocol.NONE;
        this.ceiling = options.protocol() == Protocol.PROTECT ? options.ceiling() : Integer.MAX_VALUE;
    }

    // ---- locking

    @Override
    public long lock(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return lock(enter(MUTEX_LOCK), timeout, false);
    }

    /** As {@link #lock(Timeout)}, but ends with {@code EINTR} when it is interrupted. */
    long lockInterruptibly(Timeout timeout) {
        return lock(gate().enter(this, MUTEX_LOCK), timeout, true);
    }

    private long lock(Task task, Timeout timeout, boolean interruptible) {
        try {
            if (task.trace() != null) {
                note(task, "%d, %s", number(), timeout);
            }
            checkLock(MUTEX_LOCK);
            long token = granted(MUTEX_LOCK, lockUnlessDeadlock(task, task.deadline(timeout), interruptible));
            Tracer.result(task, token);
            return token;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public boolean tryLock() {
        Task task = enter(MUTEX_TRY_LOCK);
        try {
            if (task.trace() != null) {
                note(task, "%d", number());
            }
            checkLock(MUTEX_TRY_LOCK);
            long outcome = lockNow(task, 1, TaskDeadline.NOW);
            if (outcome != MutexObject.NOT_NOW) {
                granted(MUTEX_TRY_LOCK, outcome);
            }
            Tracer.result(task, outcome > 0);
            return outcome > 0;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkLock(Sysno call) {
        require(call, Right.WRITE);
        int priority = process().priority();
        if (priority > ceiling) {
            throw IpcException.of(
                    Errno.EINVAL, "%s %s at priority %d, ceiling %d", call, node().title(), priority, ceiling);
        }
    }

    /** Locks once; where that is wanted, does not begin to wait for who waits for the caller. */
    private long lockUnlessDeadlock(Task task, Deadline deadline, boolean interruptible) {
        if (!refusesDeadlock) {
            return lock(task, 1, deadline, interruptible);
        }
        long outcome = fair ? MutexObject.NOT_NOW : lockNow(task, 1, deadline);
        if (outcome != MutexObject.NOT_NOW) {
            return outcome;
        }
        node().services().refusals().begin(MUTEX_LOCK, task, node());
        return lockLater(task, 1, deadline, interruptible);
    }

    /** Locks so deep, at once or later. */
    long lock(Task task, int depth, Deadline deadline, boolean interruptible) {
        long outcome = fair ? MutexObject.NOT_NOW : lockNow(task, depth, deadline);
        return outcome == MutexObject.NOT_NOW ? lockLater(task, depth, deadline, interruptible) : outcome;
    }

    /** Locks if that needs no waiting, except for a provider if the deadline allows it. */
    private long lockNow(Task task, int depth, Deadline deadline) {
        long outcome;
        try {
            outcome = node().mutex().lock(owner(task), depth, atFirst(deadline));
        } catch (RuntimeException | Error failure) {
            outcome = lockWithNextProvider(task, failure, depth, deadline);
        }
        if (outcome != MutexObject.NOT_NOW) { // which may have been said outside the gate
            changedHands();
        }
        return outcome;
    }

    private long lockWithNextProvider(Task task, Throwable first, int depth, Deadline deadline) {
        Throwable failure = first;
        try (Uninterrupted going = new Uninterrupted()) {
            while (going.again(gate(), task, failure, deadline)) {
                try {
                    return node().mutex().lock(owner(task), depth, atFirst(deadline));
                } catch (RuntimeException | Error next) {
                    failure = next;
                }
            }
        }
        return MutexObject.NOT_NOW;
    }

    private void changedHands() {
        if (lends) {
            node().changedHands();
        }
    }

    private long lockLater(Task task, int depth, Deadline deadline, boolean interruptible) {
        task.want(node());
        try {
            return lockLending(task, depth, deadline, interruptible);
        } finally {
            task.want(null);
        }
    }

    private long lockLending(Task task, int depth, Deadline deadline, boolean interruptible) {
        if (!node().lends(Protocol.INHERIT)) {
            long outcome = await(task, depth, deadline, interruptible);
            changedHands();
            return outcome;
        }
        waits();
        try {
            return await(task, depth, deadline, interruptible);
        } finally {
            waitsNoMore();
        }
    }

    private long await(Task task, int depth, Deadline deadline, boolean interruptible) {
        return waiting(task, deadline, interruptible, () -> node().mutex().lock(owner(task), depth, deadline));
    }

    /** Goes on with a call that may have come out of the gate when its wait ended. */
    void comeIn(Task task) {
        try (Uninterrupted going = new Uninterrupted()) {
            going.again(gate(), task, new Unwind(Unwind.Reason.RESTART), TaskDeadline.NEVER);
        }
    }

    /** Returns the token, or says why there is none. */
    long granted(Sysno call, long outcome) {
        if (outcome > 0) {
            return outcome;
        }
        throw refused(call, (int) outcome);
    }

    @Override
    public IpcException refused(Sysno call, int answer) {
        String what = call + " " + node().title();
        return switch (answer) {
            case MutexObject.DEADLOCK ->
                new IpcException(Errno.EDEADLK, what + ", which the calling thread has already");
            case MutexObject.TOO_DEEP ->
                IpcException.of(
                        Errno.EAGAIN,
                        "%s, %,d deep already",
                        what,
                        node().options().depthMax());
            case MutexObject.LOST ->
                new IpcException(Errno.ENOTRECOVERABLE, what + ", which was unlocked while inconsistent");
            case MutexObject.OWNER_DIED ->
                new IpcException(Errno.EOWNERDEAD, what + ": the caller has it now, its last owner died");
            default -> new IpcException(Errno.EIO, what + ": the provider answered " + answer);
        };
    }

    // ---- as one among many that a call waits for

    @Override
    public void checkTake(Sysno call) {
        checkLock(call);
    }

    @Override
    public Want want() {
        return node();
    }

    @Override
    public void waits() {
        if (node().lends(Protocol.INHERIT)) {
            node().services().lending().waits(node(), process());
        }
    }

    @Override
    public void waitsNoMore() {
        if (node().lends(Protocol.INHERIT)) {
            node().alone(() -> node().services().lending().waitsNoMore(node(), process()));
        }
    }

    @Override
    public boolean took(long outcome) {
        changedHands();
        return outcome == MutexObject.OWNER_DIED;
    }

    // ---- owning

    @Override
    public void unlock() {
        Task task = enter(MUTEX_UNLOCK);
        try {
            if (task.trace() != null) {
                note(task, "%d", number());
            }
            signal(task, MUTEX_UNLOCK);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public void signal(Task task, Sysno call) {
        require(call, Right.WRITE);
        if (unlockNow(task) == MutexObject.NOT_OWNER) {
            throw notOwner(call);
        }
        changedHands();
    }

    private int unlockNow(Task task) {
        Owner owner = owner(task);
        try {
            return node().mutex().unlock(owner);
        } catch (RuntimeException | Error failure) {
            return withProvider(task, failure, () -> node().mutex().unlock(owner));
        }
    }

    @Override
    public void consistent() {
        int outcome = whole(MUTEX_CONSISTENT, Right.WRITE, () -> node().mutex().consistent(owner()));
        if (outcome == MutexObject.NOT_OWNER) {
            throw notOwner(MUTEX_CONSISTENT);
        }
        if (outcome == MutexObject.CONSISTENT) {
            throw new IpcException(Errno.EINVAL, MUTEX_CONSISTENT + " " + node().title() + ", whose owner did not die");
        }
    }

    @Override
    public long token() {
        return whole(MUTEX_TOKEN, Right.WRITE, () -> {
            MutexState state = node().mutex().state();
            Holding holding = state.holding();
            Owner owner = owner();
            if (holding.process() != owner.process() || holding.thread() != owner.thread()) {
                throw notOwner(MUTEX_TOKEN);
            }
            return state.token();
        });
    }

    @Override
    public boolean isCurrent(long token) {
        return whole(MUTEX_IS_CURRENT, Right.INSPECT, () -> {
            MutexState state = node().state();
            return state.holding().process() != 0 && state.token() == token;
        });
    }

    @Override
    public MutexStatus status() {
        return whole(MUTEX_STATUS, Right.INSPECT, () -> node().status());
    }

    @Override
    public BoundCondition condition(int index) {
        return new BoundCondition(this, Objects.checkIndex(index, CONDITIONS));
    }

    @Override
    public Mutex duplicate(Set<Right> rights) {
        return (Mutex) duplicated(rights);
    }

    @Override
    public Mutex replace(Set<Right> rights) {
        return (Mutex) replaced(rights);
    }
}
