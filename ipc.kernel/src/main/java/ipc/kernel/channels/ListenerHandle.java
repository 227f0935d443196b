package ipc.kernel.channels;

import static ipc.api.Sysno.CH_ACCEPT;
import static ipc.api.Sysno.CH_BROADCAST;
import static ipc.api.Sysno.CH_DISCONNECT;
import static ipc.api.Sysno.CH_PEERS;
import static ipc.api.Sysno.CH_TRY_ACCEPT;

import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.Peer;
import ipc.api.kernel.Deadline;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process's handle of a listener: a connection is a message that carries one end of it. */
final class ListenerHandle extends ChannelUser implements ChannelListener {
    ListenerHandle(KernelProcess process, int number, int rights, ChannelDescription end) {
        super(process, number, rights, end);
    }

    @Override
    Set<Signal> signals() {
        return Set.of(Signal.READABLE);
    }

    @Override
    public Channel accept(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return call(CH_ACCEPT, task -> {
            Channel accepted = accepted(task, CH_ACCEPT, end().deadline(task, timeout));
            if (accepted == null) {
                throw notNow(CH_ACCEPT, "has no connection");
            }
            return accepted;
        });
    }

    @Override
    public @Nullable Channel tryAccept() {
        return call(CH_TRY_ACCEPT, task -> accepted(task, CH_TRY_ACCEPT, TaskDeadline.NOW));
    }

    private @Nullable Channel accepted(Task task, Sysno call, Deadline deadline) {
        require(call, Right.READ);
        List<OpenHandle> arrived = receiveWith(task, ByteBuffer.allocate(0), 1, deadline);
        return arrived == null || arrived.isEmpty() ? null : (Channel) arrived.getFirst();
    }

    @Override
    public List<Peer> peers() {
        return call(CH_PEERS, task -> {
            require(CH_PEERS, Right.INSPECT);
            return through(task, () -> node().connections().peers());
        });
    }

    @Override
    public int broadcast(ByteBuffer message, int priority) {
        int reached = call(CH_BROADCAST, task -> {
            require(CH_BROADCAST, Right.WRITE);
            DirectionOptions each = node().connections().each().fromSecond();
            checkLength(CH_BROADCAST, message.remaining(), each);
            checkPriority(CH_BROADCAST, priority, each);
            return through(task, () -> {
                node().object(); // where no provider is, nothing begins
                return node().connections().broadcast(message, priority);
            });
        });
        message.position(message.limit());
        node().services().settle();
        return reached;
    }

    @Override
    public boolean disconnect(long connection) {
        boolean disconnected = call(CH_DISCONNECT, task -> {
            require(CH_DISCONNECT, Right.MANAGE);
            ChannelNode pair = node().connections().find(connection);
            return pair != null && pair.disconnected();
        });
        node().services().settle();
        return disconnected;
    }

    @Override
    public ChannelListener duplicate(Set<Right> rights) {
        return (ChannelListener) duplicated(rights);
    }

    @Override
    public ChannelListener replace(Set<Right> rights) {
        return (ChannelListener) replaced(rights);
    }
}
