package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.kernel.ShortLock;
import ipc.kernel.deadlock.Cycle;
import ipc.kernel.deadlock.Cycles;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Want;

/**
 * Refuses to begin waits that would close a cycle.
 *
 * <p>They begin one after the other, so that of two calls that would close a cycle together the second one sees the
 * first, and only the second is refused.
 */
final class Refusals {
    private final Cycles cycles;
    private final ShortLock beginning;

    Refusals(KernelScheduler scheduler) {
        this.cycles = new Cycles(scheduler);
        this.beginning = scheduler.newMutex("deadlocks refused");
    }

    /** Begins a wait for a lock, or throws; inside the gate. */
    void begin(Sysno call, Task task, Want want) {
        Cycle cycle = null;
        boolean done = false;
        beginning.lock();
        try {
            task.want(want);
            cycle = cycles.closedBy(task);
            done = cycle == null;
        } finally {
            if (!done) {
                task.want(null);
            }
            beginning.unlock();
        }
        if (cycle != null) {
            throw new IpcException(Errno.EDEADLK, call + ": " + cycle.words());
        }
    }
}
