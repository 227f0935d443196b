package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.Waits.Outcome;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Watch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that waits for several objects: looks, and if nothing is asserted, asks to be told, and looks again. */
final class ManyWait extends Watch {
    private final KernelScheduler scheduler;
    private final List<WaitItem> items;
    private final WaitQueue changes;

    ManyWait(KernelScheduler scheduler, List<WaitItem> items) {
        this.scheduler = scheduler;
        this.items = items;
        this.changes = scheduler.newWaitQueue(items.size() + " objects");
    }

    @Override
    protected void changed() {
        changes.wake(Integer.MAX_VALUE);
    }

    Outcome any(Deadline deadline) {
        Outcome found = look(null);
        if (found != null) {
            return found;
        }
        items.forEach(item -> item.watch(this));
        try {
            return await(deadline);
        } finally {
            items.forEach(item -> item.leave(this));
        }
    }

    private Outcome await(Deadline deadline) {
        while (true) {
            long ticket = changes.ticket(); // before the look: a change between look and park is not lost
            Outcome found = look(this);
            if (found != null) {
                return found;
            }
            if (deadline.atNanos() <= scheduler.nowNanos()) {
                throw new IpcException(Errno.ETIMEDOUT, "wait for " + changes + ": the deadline has passed");
            }
            changes.park(ticket, deadline, againNanos());
        }
    }

    private @Nullable Outcome look(@Nullable Watch watch) {
        for (int i = 0; i < items.size(); i++) {
            Set<Signal> asserted = items.get(i).look(watch);
            if (!asserted.isEmpty()) {
                return new Outcome(i, asserted);
            }
        }
        return null;
    }

    private long againNanos() {
        return items.stream().mapToLong(WaitItem::againNanos).min().orElse(Long.MAX_VALUE);
    }
}
