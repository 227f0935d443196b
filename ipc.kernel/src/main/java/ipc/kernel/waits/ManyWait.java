package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Watch;

/** A call that waits for several objects: it is told that something has changed, and looks again. */
final class ManyWait extends Watch {
    private final KernelScheduler scheduler;
    private final WaitSet set;
    private final WaitQueue changes;

    ManyWait(KernelScheduler scheduler, WaitSet set) {
        this.scheduler = scheduler;
        this.set = set;
        this.changes = scheduler.newWaitQueue(set.size() + " objects");
    }

    @Override
    protected void changed() {
        changes.wake(Integer.MAX_VALUE);
    }

    /** Waits for what ends the wait and takes it; returns the index of the object. */
    int await(Task task, Deadline deadline) {
        set.begin(this);
        try {
            while (true) {
                long ticket = changes.ticket(); // before the look: a change between look and park is not lost
                int index = set.look(task, this);
                if (index != WaitSet.NONE) {
                    return index;
                }
                if (deadline.atNanos() <= scheduler.nowNanos()) {
                    throw new IpcException(Errno.ETIMEDOUT, "wait for " + changes + ": the deadline has passed");
                }
                changes.park(ticket, deadline, set.againNanos());
            }
        } finally {
            set.end(this);
        }
    }
}
