package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Watch;

/** A call that waits for several objects: it is told that something has changed, and looks again. */
final class ManyWait extends Watch {
    private final Task task;
    private final WaitSet set;
    private final WaitQueue changes;

    ManyWait(Task task, WaitSet set) {
        this.task = task;
        this.set = set;
        this.changes = task.scheduler().newWaitQueue(set.size() + " objects");
    }

    @Override
    protected void changed() {
        changes.wake(Integer.MAX_VALUE);
    }

    /** Waits for what ends the wait and takes it; returns the index of the object. */
    int await(Deadline deadline) {
        begin();
        try {
            return awaitChange(deadline);
        } finally {
            end();
        }
    }

    /** Signals an object when the wait has begun; returns the index of the object that ended it. */
    int signalAndAwait(OpenHandle signaled, Deadline deadline) {
        begin();
        try {
            set.come(task, this);
            set.signal(task, signaled);
            return awaitChange(deadline);
        } finally {
            end();
        }
    }

    private void begin() {
        set.begin(this);
        task.want(set);
    }

    private void end() {
        task.want(null);
        set.end(this);
    }

    private int awaitChange(Deadline deadline) {
        while (true) {
            long ticket = changes.ticket(); // before the look: a change between look and park is not lost
            int index = set.look(task, this);
            if (index != WaitSet.NONE) {
                return index;
            }
            if (deadline.atNanos() <= task.scheduler().nowNanos()) {
                throw new IpcException(Errno.ETIMEDOUT, "wait for " + changes + ": the deadline has passed");
            }
            changes.park(ticket, deadline, set.againNanos());
        }
    }
}
