package ipc.kernel.pipes;

import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.References;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.Set;

/** An open description (POSIX): what duplicates of a handle share. */
final class PipeDescription {
    private final PipeNode node;
    private final Way way;
    private final References references = new References();
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

    /** Holds it open in a message, or for a process that is about to begin. */
    Luggage packed(int rights) {
        opened();
        return new Travelling(this, rights);
    }

    private record Travelling(PipeDescription description, int rights) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return process.handles().openReserved(number -> new PipeHandle(process, number, rights, description));
        }

        @Override
        public void lost() {
            description.closed();
        }
    }

    void opened() {
        references.add(node.title());
    }

    /** Keeps it open for a call that came through another handle, until {@link #closed}; false if it is closed. */
    boolean hold() {
        return references.tryAdd();
    }

    void closed() {
        if (references.remove()) {
            node.close(way);
        }
    }
}
