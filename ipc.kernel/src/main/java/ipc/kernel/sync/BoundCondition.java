package ipc.kernel.sync;

import static ipc.api.Sysno.COND_BROADCAST;
import static ipc.api.Sysno.COND_SIGNAL;
import static ipc.api.Sysno.COND_WAIT;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.Condition;
import ipc.api.sync.spi.MutexObject;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a mutex, used through a handle of it.
 *
 * <p>A wait has three parts: it begins, in one step with the release of the mutex; it lasts until a signal is taken, or
 * is left early; and the mutex is locked again. The provider may change within the second and the third, because the
 * waiter has a number by which the next one knows it.
 */
final class BoundCondition implements Condition {
    private final MutexHandle mutex;
    private final Gate gate;
    private final int index;

    BoundCondition(MutexHandle mutex, int index) {
        this.mutex = mutex;
        this.gate = mutex.node().services().gate();
        this.index = index;
    }

    MutexHandle mutex() {
        return mutex;
    }

    @Override
    public boolean await(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return await(timeout, true);
    }

    /** Waits without end for a signal, whatever interrupts. */
    void awaitUninterrupted() {
        await(Timeout.forever(), false);
    }

    private boolean await(Timeout timeout, boolean interruptible) {
        Task task = mutex.enter(COND_WAIT);
        try {
            if (task.trace() != null) {
                SyncHandle.note(task, "%d, %d, %s", mutex.number(), index, timeout);
            }
            mutex.require(COND_WAIT, Right.WRITE);
            if (timeout.kind() != Timeout.Kind.FOREVER) {
                timeout.nanos(); // while the mutex is the caller's: a malformed one is refused before anything happens
            }
            boolean signalled = await(task, begin(task), task.deadline(timeout), interruptible);
            Tracer.result(task, signalled);
            return signalled;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private long begin(Task task) {
        Owner owner = mutex.owner(task);
        long waiter =
                mutex.withProvider(task, () -> mutex.node().mutex().conditions().begin(index, owner));
        if (waiter == MutexObject.NOT_OWNER) {
            throw mutex.notOwner(COND_WAIT);
        }
        mutex.node().changedHands();
        return waiter;
    }

    private boolean await(Task task, long waiter, Deadline deadline, boolean interruptible) {
        int depth;
        boolean signalled = false;
        IpcException early = null;
        try {
            depth = signal(task, waiter, deadline, interruptible);
            signalled = depth > 0;
        } catch (RuntimeException | Error end) {
            depth = mutex.node().leaveWait(index, waiter);
            early = ownersEnd(end);
            if (early == null) {
                throw end;
            }
            mutex.comeIn(task);
        }
        mutex.granted(COND_WAIT, lockAgain(task, Math.max(1, depth), signalled));
        if (early != null && early.errno() == Errno.ETIMEDOUT) {
            throw early;
        }
        return signalled;
    }

    /** Who took a signal and then does not get as far as the mutex leaves the signal to the others. */
    private long lockAgain(Task task, int depth, boolean signalled) {
        try {
            return mutex.lock(task, depth, TaskDeadline.NEVER, false);
        } catch (RuntimeException | Error end) {
            if (signalled) {
                mutex.node().signalAgain(index);
            }
            throw end;
        }
    }

    /** Returns the end of a wait after which the caller is to have the mutex again; null if it is another one. */
    private static @Nullable IpcException ownersEnd(Throwable end) {
        return end instanceof IpcException failure
                        && (failure.errno() == Errno.ETIMEDOUT || failure.errno() == Errno.EINTR)
                ? failure
                : null;
    }

    /** Takes a signal. Who is interrupted and goes on is the same waiter as before, for whom signals may have come. */
    private int signal(Task task, long waiter, Deadline deadline, boolean interruptible) {
        return mutex.waiting(
                task,
                deadline,
                interruptible,
                () -> mutex.node().mutex().conditions().await(index, waiter, deadline));
    }

    @Override
    public void signal() {
        mutex.whole(COND_SIGNAL, Right.WRITE, () -> signalled(1));
    }

    @Override
    public void broadcast() {
        mutex.whole(COND_BROADCAST, Right.WRITE, () -> signalled(Integer.MAX_VALUE));
    }

    private boolean signalled(int count) {
        mutex.node().mutex().conditions().signal(index, count);
        return true;
    }
}
