package ipc.kernel.mq;

import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.mq.QueueOptions.Access;
import ipc.kernel.process.References;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;

/** An open description (POSIX): what duplicates of a handle share. */
final class QueueDescription {
    private static final int READ = Rights.bit(Right.READ);
    private static final int WRITE = Rights.bit(Right.WRITE);

    private final QueueNode node;
    private final Access access;
    private final References references = new References();
    private volatile boolean nonBlocking;

    QueueDescription(QueueNode node, Access access, boolean nonBlocking) {
        this.node = node;
        this.access = access;
        this.nonBlocking = nonBlocking;
    }

    QueueNode node() {
        return node;
    }

    boolean nonBlocking() {
        return nonBlocking;
    }

    void nonBlocking(boolean on) {
        nonBlocking = on;
    }

    /** The rights that the way of opening leaves. */
    int allowed() {
        return switch (access) {
            case READ -> Rights.ALL & ~WRITE;
            case WRITE -> Rights.ALL & ~READ;
            case READ_WRITE -> Rights.ALL;
        };
    }

    Deadline deadline(Task task, Timeout timeout) {
        return nonBlocking ? TaskDeadline.NOW : task.deadline(timeout);
    }

    void opened() {
        references.add(node.title());
    }

    void closed() {
        if (references.remove()) {
            node.closed(this);
            node.services().port().release(node);
        }
    }
}
