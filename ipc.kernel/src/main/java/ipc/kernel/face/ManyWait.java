package ipc.kernel.face;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.Waits.Outcome;
import ipc.api.kernel.Deadline;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Watch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that waits for several objects: looks, and if nothing is asserted, asks to be told, and looks again. */
final class ManyWait {
    private final KernelProcess process;
    private final List<WaitItem> items;

    ManyWait(KernelProcess process, List<WaitItem> items) {
        this.process = process;
        this.items = items;
    }

    Outcome any(Deadline deadline) {
        Outcome found = look(null);
        if (found != null) {
            return found;
        }
        Watch watch = new Watch(items.size() + " objects", process.gate().scheduler());
        items.forEach(item -> item.watch(watch));
        try {
            return await(watch, deadline);
        } finally {
            items.forEach(item -> item.leave(watch));
            watch.leave();
        }
    }

    private Outcome await(Watch watch, Deadline deadline) {
        while (true) {
            long ticket = watch.ticket(); // before the look: a change between look and park is not lost
            Outcome found = look(watch);
            if (found != null) {
                return found;
            }
            if (deadline.atNanos() <= process.gate().scheduler().nowNanos()) {
                throw new IpcException(Errno.ETIMEDOUT, "wait for " + items.size() + " objects: the deadline has passed");
            }
            watch.park(ticket, deadline, againNanos());
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
