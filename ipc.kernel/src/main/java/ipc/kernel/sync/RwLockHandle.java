package ipc.kernel.sync;

import static ipc.api.Sysno.RW_CONSISTENT;
import static ipc.api.Sysno.RW_CONVERT;
import static ipc.api.Sysno.RW_LOCK;
import static ipc.api.Sysno.RW_STATUS;
import static ipc.api.Sysno.RW_TRY_LOCK;
import static ipc.api.Sysno.RW_UNLOCK;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLockStatus;
import ipc.api.sync.spi.RwLockObject;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** A process's handle of a read-write lock. */
final class RwLockHandle extends SyncHandle<RwLockNode> implements RwLock {
    RwLockHandle(KernelProcess process, int number, int rights, RwLockNode node, Party party) {
        super(process, number, rights, node, party);
    }

    // ---- locking

    @Override
    public void lock(Mode mode, Timeout timeout) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(timeout, "timeout");
        lock(enter(RW_LOCK), mode, timeout, false);
    }

    /** As {@link #lock(Mode, Timeout)}, but ends with {@code EINTR} when it is interrupted. */
    void lockInterruptibly(Mode mode, Timeout timeout) {
        lock(gate().enter(this, RW_LOCK), mode, timeout, true);
    }

    private void lock(Task task, Mode mode, Timeout timeout, boolean interruptible) {
        try {
            if (task.trace() != null) {
                note(task, "%d, %s, %s", number(), mode, timeout);
            }
            require(RW_LOCK, mode == Mode.READ ? Right.READ : Right.WRITE);
            Deadline deadline = task.deadline(timeout);
            int outcome = lockNow(task, mode, deadline);
            if (outcome == RwLockObject.NOT_NOW) {
                outcome =
                        later(task, deadline, interruptible, () -> node().lock().lock(owner(task), mode, deadline));
            }
            check(RW_LOCK, outcome);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public boolean tryLock(Mode mode) {
        Objects.requireNonNull(mode, "mode");
        Task task = enter(RW_TRY_LOCK);
        try {
            if (task.trace() != null) {
                note(task, "%d, %s", number(), mode);
            }
            require(RW_TRY_LOCK, mode == Mode.READ ? Right.READ : Right.WRITE);
            int outcome = lockNow(task, mode, TaskDeadline.NOW);
            if (outcome != RwLockObject.NOT_NOW) {
                check(RW_TRY_LOCK, outcome);
            }
            Tracer.result(task, outcome == RwLockObject.DONE);
            return outcome == RwLockObject.DONE;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    /** Locks if that needs no waiting, except for a provider if the deadline allows it. */
    private int lockNow(Task task, Mode mode, Deadline deadline) {
        try {
            return node().lock().lock(owner(task), mode, atFirst(deadline));
        } catch (RuntimeException | Error failure) {
            return lockWithNextProvider(task, failure, mode, deadline);
        }
    }

    private int lockWithNextProvider(Task task, Throwable first, Mode mode, Deadline deadline) {
        Throwable failure = first;
        try (Uninterrupted going = new Uninterrupted()) {
            while (going.again(gate(), task, failure, deadline)) {
                try {
                    return node().lock().lock(owner(task), mode, atFirst(deadline));
                } catch (RuntimeException | Error next) {
                    failure = next;
                }
            }
        }
        return RwLockObject.NOT_NOW;
    }

    private int later(Task task, Deadline deadline, boolean interruptible, Supplier<Integer> work) {
        task.want(node());
        try {
            return waiting(task, deadline, interruptible, work);
        } finally {
            task.want(null);
        }
    }

    private void check(Sysno call, int outcome) {
        if (outcome != RwLockObject.DONE) {
            throw refused(call, outcome);
        }
    }

    private IpcException refused(Sysno call, int answer) {
        String what = call + " " + node().title();
        return switch (answer) {
            case RwLockObject.DEADLOCK ->
                new IpcException(Errno.EDEADLK, what + ", which the calling thread has already");
            case RwLockObject.TOO_MANY ->
                IpcException.of(
                        Errno.EAGAIN,
                        "%s, which %,d threads may have, or which the calling one has as often as it may",
                        what,
                        node().options().holdersMax());
            case RwLockObject.LOST ->
                new IpcException(Errno.ENOTRECOVERABLE, what + ", which was unlocked while inconsistent");
            case RwLockObject.OWNER_DIED ->
                new IpcException(Errno.EOWNERDEAD, what + ": the caller has it now, a writer died");
            case RwLockObject.NOT_OWNER -> notOwner(call);
            default -> new IpcException(Errno.EIO, what + ": the provider answered " + answer);
        };
    }

    // ---- having it

    @Override
    public void convert(Mode mode, Timeout timeout) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(timeout, "timeout");
        Task task = enter(RW_CONVERT);
        try {
            if (task.trace() != null) {
                note(task, "%d, %s, %s", number(), mode, timeout);
            }
            require(RW_CONVERT, Right.WRITE);
            Deadline deadline = task.deadline(timeout);
            Owner owner = owner(task);
            int outcome = withProvider(task, () -> node().lock().convert(owner, mode, TaskDeadline.NOW));
            if (outcome == RwLockObject.NOT_NOW) {
                outcome = later(task, deadline, false, () -> node().lock().convert(owner, mode, deadline));
            }
            if (outcome == RwLockObject.REFUSED) {
                throw new IpcException(
                        Errno.EINVAL, RW_CONVERT + " " + node().title() + " to " + mode + " from reading");
            }
            check(RW_CONVERT, outcome);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public void unlock() {
        Task task = enter(RW_UNLOCK);
        try {
            if (task.trace() != null) {
                note(task, "%d", number());
            }
            if (!allows(Rights.bit(Right.READ))) {
                require(RW_UNLOCK, Right.WRITE);
            }
            check(RW_UNLOCK, unlockNow(task));
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private int unlockNow(Task task) {
        Owner owner = owner(task);
        try {
            return node().lock().unlock(owner);
        } catch (RuntimeException | Error failure) {
            return withProvider(task, failure, () -> node().lock().unlock(owner));
        }
    }

    @Override
    public void consistent() {
        int outcome = whole(RW_CONSISTENT, Right.WRITE, () -> node().lock().consistent(owner()));
        if (outcome == RwLockObject.REFUSED) {
            throw new IpcException(Errno.EINVAL, RW_CONSISTENT + " " + node().title() + ", of which no writer died");
        }
        check(RW_CONSISTENT, outcome);
    }

    @Override
    public RwLockStatus status() {
        return whole(RW_STATUS, Right.INSPECT, () -> node().status());
    }

    @Override
    public RwLock duplicate(Set<Right> rights) {
        return (RwLock) duplicated(rights);
    }

    @Override
    public RwLock replace(Set<Right> rights) {
        return (RwLock) replaced(rights);
    }
}
