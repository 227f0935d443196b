package ipc.kernel.sync;

import static ipc.api.Sysno.SEM_ACQUIRE;
import static ipc.api.Sysno.SEM_DRAIN;
import static ipc.api.Sysno.SEM_RELEASE;
import static ipc.api.Sysno.SEM_STATUS;
import static ipc.api.Sysno.SEM_TRY_ACQUIRE;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreStatus;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Objects;
import java.util.Set;

/** A process's handle of a semaphore. */
final class SemaphoreHandle extends TakingHandle<SemaphoreNode> implements Semaphore {
    private final int permitsMax;
    private final boolean undoes;

    SemaphoreHandle(KernelProcess process, int number, int rights, SemaphoreNode node, Party party) {
        super(process, number, rights, node, party);
        this.permitsMax = node.options().permitsMax();
        this.undoes = node.options().undoes();
    }

    @Override
    public void acquire(int permits, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, SEM_ACQUIRE);
        try {
            checkAcquire(task, SEM_ACQUIRE, permits);
            acquire(task, permits, task.deadline(timeout));
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    /** Acquires without end, whatever interrupts. */
    void acquireUninterrupted(int permits) {
        Task task = enter(SEM_ACQUIRE);
        try (Uninterrupted going = new Uninterrupted()) {
            checkAcquire(task, SEM_ACQUIRE, permits);
            boolean acquired = false;
            while (!acquired) {
                try {
                    acquired = node().semaphore().acquire(permits, TaskDeadline.NEVER);
                } catch (RuntimeException | Error failure) {
                    going.again(gate(), task, failure, TaskDeadline.NEVER);
                }
            }
            account(permits);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public boolean tryAcquire(int permits) {
        Task task = enter(SEM_TRY_ACQUIRE);
        try {
            checkAcquire(task, SEM_TRY_ACQUIRE, permits);
            boolean acquired = acquire(task, permits, TaskDeadline.NOW);
            Tracer.result(task, acquired);
            return acquired;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkAcquire(Task task, Sysno call, int permits) {
        if (task.trace() != null) {
            note(task, "%d, %d", number(), permits);
        }
        require(call, Right.READ);
        if (permits < 1 || permits > permitsMax) {
            throw IpcException.of(Errno.EINVAL, "%s %,d permits, bounds 1 to %,d", call, permits, permitsMax);
        }
    }

    private boolean acquire(Task task, int permits, Deadline deadline) {
        while (true) {
            try {
                boolean acquired = node().semaphore().acquire(permits, deadline);
                if (acquired) {
                    account(permits);
                }
                return acquired;
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    private void account(long permits) {
        if (undoes) {
            party().took(permits);
        }
    }

    @Override
    public int release(long permits) {
        Task task = enter(SEM_RELEASE);
        try {
            if (task.trace() != null) {
                note(task, "%d, %d", number(), permits);
            }
            int before = released(task, SEM_RELEASE, permits);
            Tracer.result(task, before);
            return before;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public void signal(Task task, Sysno call) {
        released(task, call, 1);
    }

    private int released(Task task, Sysno call, long permits) {
        require(call, Right.WRITE);
        if (permits < 0) {
            throw IpcException.of(Errno.EINVAL, "%s %,d permits, must be 0 or more", call, permits);
        }
        int before = releaseNow(task, permits);
        if (before == SemaphoreObject.TOO_MANY) {
            throw IpcException.of(
                    Errno.EOVERFLOW,
                    "%s %,d permits to %s, which holds %,d at most",
                    call,
                    permits,
                    node().title(),
                    permitsMax);
        }
        account(-permits);
        return before;
    }

    private int releaseNow(Task task, long permits) {
        try {
            return node().semaphore().release(permits);
        } catch (RuntimeException | Error failure) {
            return withProvider(task, failure, () -> node().semaphore().release(permits));
        }
    }

    @Override
    public int drain() {
        return whole(SEM_DRAIN, Right.READ, () -> {
            int taken = node().semaphore().drain();
            account(taken);
            return taken;
        });
    }

    @Override
    public SemaphoreStatus status() {
        return whole(SEM_STATUS, Right.INSPECT, () -> node().status());
    }

    // ---- as one among many that a call waits for

    @Override
    public void checkTake(Sysno call) {
        require(call, Right.READ);
    }

    @Override
    public void waits() {
        // nobody is waited for in particular
    }

    @Override
    public void waitsNoMore() {
        // as above
    }

    @Override
    public boolean took(long outcome) {
        account(1);
        return false;
    }

    @Override
    public IpcException refused(Sysno call, int answer) {
        return new IpcException(Errno.EIO, call + " " + node().title() + ": the provider answered " + answer);
    }

    @Override
    public Semaphore duplicate(Set<Right> rights) {
        return (Semaphore) duplicated(rights);
    }

    @Override
    public Semaphore replace(Set<Right> rights) {
        return (Semaphore) replaced(rights);
    }
}
