package ipc.kernel.mq;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;

/** What handles of a queue and loans have in common: the node, and the checks that come before the provider. */
abstract class QueueUser extends OpenHandle {
    static final int READ = Rights.bit(Right.READ);
    static final int WRITE = Rights.bit(Right.WRITE);

    private final QueueDescription description;
    private final QueueNode node;
    private final int messageBytesMax;
    private final int priorities;

    QueueUser(KernelProcess process, int number, int rights, QueueDescription description) {
        super(process, number, rights, description.node().services().port().gate());
        this.description = description;
        this.node = description.node();
        this.messageBytesMax = node.options().messageBytesMax();
        this.priorities = node.options().priorities();
        restrict(description.allowed());
    }

    final QueueDescription description() {
        return description;
    }

    final QueueNode node() {
        return node;
    }

    @Override
    public final void waited(long nanos) {
        super.waited(nanos);
        node.waited(nanos);
    }

    final void checkWrite(Sysno call) {
        if (!allows(WRITE)) {
            throw refusal(call, Right.WRITE);
        }
    }

    final void checkRead(Sysno call) {
        if (!allows(READ)) {
            throw refusal(call, Right.READ);
        }
    }

    final void checkPriority(Sysno call, int priority) {
        if (priority < 0 || priority >= priorities) {
            throw IpcException.of(
                    Errno.EINVAL,
                    "%s to %s with priority %,d, bounds 0 to %,d",
                    call,
                    node.title(),
                    priority,
                    priorities - 1);
        }
    }

    final void checkLength(Sysno call, int bytes) {
        if (bytes > messageBytesMax) {
            throw IpcException.of(
                    Errno.EMSGSIZE, "%s %,d bytes to %s, limit %,d", call, bytes, node.title(), messageBytesMax);
        }
    }

    final void checkRoom(Sysno call, int bytes) {
        if (bytes < messageBytesMax) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "%s from %s into a buffer of %,d bytes, which must hold %,d",
                    call,
                    node.title(),
                    bytes,
                    messageBytesMax);
        }
    }

    final IpcException notNow(Sysno call, String state) {
        return new IpcException(Errno.EAGAIN, call + " " + node.title() + ", which is " + state);
    }
}
