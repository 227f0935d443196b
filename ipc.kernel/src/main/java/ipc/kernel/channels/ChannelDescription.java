package ipc.kernel.channels;

import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.References;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.util.concurrent.atomic.AtomicInteger;

/** One end as handles refer to it, in processes and in messages: open while anybody does. */
final class ChannelDescription {
    private final ChannelNode node;
    private final int number;
    private final References references = new References();

    /** How many of the references are handles in processes. */
    private final AtomicInteger handles = new AtomicInteger();

    private volatile boolean nonBlocking;

    /** Whether anybody asks for signs of life. */
    private final boolean watched;

    /** Calls that began here, while somebody asks for signs of life. */
    private final AtomicInteger beats = new AtomicInteger();

    ChannelDescription(ChannelNode node, int number, boolean nonBlocking) {
        this.node = node;
        this.number = number;
        this.nonBlocking = nonBlocking;
        this.watched = node.options().keepAliveMax() != null;
    }

    /** Shows that whoever has this end lives. */
    void beat() {
        if (watched) {
            beats.incrementAndGet();
        }
    }

    int beats() {
        return beats.get();
    }

    ChannelNode node() {
        return node;
    }

    /** Returns which end it is: 0 for the first, 1 for the second. */
    int number() {
        return number;
    }

    ChannelDescription peer() {
        return node.end(1 - number);
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

    /** Tells whether a process has a handle of it. */
    boolean isOpen() {
        return handles.get() > 0;
    }

    /** Tells whether a process or a message has it. */
    boolean isHeld() {
        return references.any();
    }

    /** Tells whether it is only in messages. */
    boolean isTravelling() {
        return !isOpen() && isHeld();
    }

    /** Tells whether a message has it. */
    boolean isCarried() {
        return references.count() > handles.get();
    }

    void opened() {
        references.add(node.title());
        handles.incrementAndGet();
    }

    /** A handle was closed or sent away: its process needs it no more. */
    void closed() {
        handles.decrementAndGet();
        release();
    }

    private void release() {
        if (references.remove()) {
            node.closed(this);
        }
    }

    /** Holds this end in a message. */
    Luggage packed(int rights) {
        references.add(node.title());
        return new Travelling(rights, this);
    }

    record Travelling(int rights, ChannelDescription end) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            end.handles.incrementAndGet(); // the message's reference becomes the handle's
            try {
                return process.handles().openReserved(number -> end.handle(process, number, rights));
            } catch (RuntimeException | Error failure) {
                end.handles.decrementAndGet();
                throw failure;
            }
        }

        @Override
        public void lost() {
            end.release();
        }
    }

    ChannelUser handle(KernelProcess process, int handle, int rights) {
        return node.isListener()
                ? new ListenerHandle(process, handle, rights, this)
                : new ChannelHandle(process, handle, rights, this);
    }

    /** Opens a handle, which this counts. */
    ChannelUser open(KernelProcess process, int rights) {
        opened();
        try {
            return process.handles().open(handle -> handle(process, handle, rights));
        } catch (RuntimeException | Error failure) {
            closed();
            throw failure;
        }
    }
}
