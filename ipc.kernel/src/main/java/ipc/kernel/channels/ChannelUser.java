package ipc.kernel.channels;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.channels.DirectionOptions;
import ipc.api.kernel.Deadline;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What handles of channels and of listeners have in common: the end, how calls go, how messages are received. */
abstract class ChannelUser extends OpenHandle {
    static final int READ = Rights.bit(Right.READ);
    static final int WRITE = Rights.bit(Right.WRITE);

    /** What {@code receive} returns for "not now"; what carries something is below. */
    static final long NOTHING = -1;

    private final ChannelDescription end;
    private final ChannelNode node;
    private final DirectionOptions outgoing;

    /** Whether messages are dropped on the way in, with what they carry. */
    private final boolean drops;

    ChannelUser(KernelProcess process, int number, int rights, ChannelDescription end) {
        super(process, number, rights, end.node().services().gate());
        this.end = end;
        this.node = end.node();
        this.outgoing =
                end.number() == 0 ? node.options().fromFirst() : node.options().fromSecond();
        this.drops = switch (outgoing.whenFull()) {
            case DROP_OLDEST, DROP_NEWEST -> true;
            case BLOCK, FAIL -> false;
        };
    }

    final ChannelDescription end() {
        return end;
    }

    final ChannelNode node() {
        return node;
    }

    /** Returns what messages sent through this find. */
    final DirectionOptions outgoing() {
        return outgoing;
    }

    @Override
    public final Awaited awaited() {
        return new ChannelSignals(end, signals());
    }

    /** Returns the signals of this kind of handle. */
    Set<Signal> signals() {
        return Set.of(Signal.READABLE, Signal.WRITABLE, Signal.PEER_CLOSED);
    }

    @Override
    public final void waited(long nanos) {
        super.waited(nanos);
        node.waited(nanos);
    }

    /** Receives bytes and what the caller is ready for; as the provider does, through changes of the provider. */
    final long receiveNow(Task task, ByteBuffer buffer, long cargo, Deadline deadline) {
        while (true) {
            try {
                int start = buffer.position();
                long received = node.object().end(end.number()).receive(buffer, cargo, deadline);
                if (received >= 0) {
                    node.received(task, buffer, start, buffer.position() - start);
                }
                return received;
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return NOTHING;
                }
            }
        }
    }

    /** Receives a message with at most so many handles; null for "not now". */
    final @Nullable List<OpenHandle> receiveWith(Task task, ByteBuffer buffer, int handlesMax, Deadline deadline) {
        HandleTable table = process().handles();
        long cargo = 0;
        int reserved = 0;
        try {
            while (true) {
                long received = receiveNow(task, buffer, cargo, deadline);
                if (received >= 0) {
                    List<OpenHandle> arrived = node.services().transit().arrive(node, cargo, process());
                    reserved -= arrived.size();
                    return arrived;
                }
                if (received == NOTHING) {
                    return null;
                }
                table.unreserve(reserved);
                reserved = 0;
                cargo = NOTHING - 1 - received;
                int needed = node.handlesIn(cargo);
                checkHandles(needed, handlesMax);
                table.reserve(needed);
                reserved = needed;
            }
        } finally {
            table.unreserve(reserved);
        }
    }

    final void checkLength(Sysno call, int bytes) {
        checkLength(call, bytes, outgoing);
    }

    final void checkLength(Sysno call, int bytes, DirectionOptions direction) {
        if (bytes > direction.messageBytesMax()) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "%s %,d bytes to %s, limit %,d",
                    call,
                    bytes,
                    node.title(),
                    direction.messageBytesMax());
        }
        if (direction.elementBytes() > 0 && bytes != direction.elementBytes()) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "%s %,d bytes to %s, elements have %,d",
                    call,
                    bytes,
                    node.title(),
                    direction.elementBytes());
        }
    }

    final void checkPriority(Sysno call, int priority) {
        checkPriority(call, priority, outgoing);
    }

    final void checkPriority(Sysno call, int priority, DirectionOptions direction) {
        if (priority < 0 || priority >= direction.priorities()) {
            throw IpcException.of(
                    Errno.EINVAL,
                    "%s to %s with priority %,d, bounds 0 to %,d",
                    call,
                    node.title(),
                    priority,
                    direction.priorities() - 1);
        }
    }

    /** Lets go of what messages carried that were dropped; outside every gate. */
    final void settleDropped() {
        if (drops) {
            node.services().settle();
        }
    }

    final void checkHandles(int carried, int handlesMax) {
        if (carried > handlesMax) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "receive a message with %,d handles from %s, ready for %,d",
                    carried,
                    node.title(),
                    handlesMax);
        }
    }

    final IpcException notNow(Sysno call, String state) {
        return new IpcException(Errno.EAGAIN, call + " " + node.title() + ", which " + state);
    }

    @Override
    protected ChannelUser copy(HandleTable table, int bits) {
        return end.open(process(), bits);
    }

    @Override
    protected Luggage packed(Sysno call) {
        return end.packed(Rights.bits(rights()));
    }

    @Override
    protected void released() {
        end.closed();
        if (!isDeparting()) { // whoever sends a handle away looks for himself
            node.services().transit().searchFor(end);
        }
        node.services().transit().bury();
    }

    @Override
    public final String toString() {
        return "handle " + number();
    }
}
