package ipc.kernel.pipes;

import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An open description (POSIX): what duplicates of a handle share. */
final class PipeDescription {
    private final PipeNode node;
    private final Way way;
    private final AtomicInteger handles = new AtomicInteger();
    private volatile boolean nonBlocking;

    PipeDescription(PipeNode node, Set<Right> way, boolean nonBlocking) {
        this.node = node;
        this.way = new Way(way);
        this.nonBlocking = nonBlocking;
    }

    PipeNode node() {
        return node;
    }

    Way way() {
        return way;
    }

    boolean nonBlocking() {
        return nonBlocking;
    }

    void nonBlocking(boolean on) {
        nonBlocking = on;
    }

    Deadline deadline(Task task, Timeout timeout) {
        return nonBlocking ? TaskDeadline.NOW : task.deadline(timeout);
    }

    void opened() {
        handles.incrementAndGet();
    }

    /** Keeps it open for a call that came through another handle, until {@link #closed}; false if it is closed. */
    boolean hold() {
        return handles.getAndUpdate(held -> held == 0 ? 0 : held + 1) > 0;
    }

    void closed() {
        if (handles.decrementAndGet() == 0) {
            node.close(way);
        }
    }
}
