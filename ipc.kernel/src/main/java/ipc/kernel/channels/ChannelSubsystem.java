package ipc.kernel.channels;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionStatistics;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelState;
import ipc.kernel.mechanism.CallTable;
import ipc.kernel.mechanism.CallTable.Arguments;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.memory.KernelMemory;
import ipc.kernel.process.KernelProcess;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Channels as the kernel has them. */
public final class ChannelSubsystem extends Subsystem<ChannelMechanism, ChannelObject, ChannelNode> {
    private final ChannelServices services;

    /**
     * Makes the subsystem without a provider.
     *
     * @param gate the number of its gate
     * @param foundation on which it stands
     * @param memory charges for what listeners keep
     */
    public ChannelSubsystem(int gate, Foundation foundation, KernelMemory memory) {
        super(new Kind<>(gate, "channels", ChannelMechanism.class, ChannelMechanism.SCHEMA), foundation);
        Transit transit = new Transit(foundation.scheduler(), () -> port().nodes());
        this.services = new ChannelServices(port(), foundation, memory, transit);
        foundation
                .meters()
                .gauge("channels.objects", "channels", () -> port().nodes().size());
        ChannelNode.waits(foundation.meters()); // is listed before the first channel comes
    }

    @Override
    public Map<Class<?>, Function<KernelProcess, Object>> faces() {
        return Map.of(Channels.class, process -> new ChannelFace(process, services));
    }

    @Override
    public Sysno unlink() {
        return Sysno.CH_UNLINK;
    }

    @Override
    protected Map<String, Long> figures(ChannelNode node) {
        ChannelState state = node.state();
        DirectionStatistics first = state.fromFirst().statistics();
        DirectionStatistics second = state.fromSecond().statistics();
        ChannelOptions options = node.options();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("depth messages", (long) first.queued() + second.queued());
        figures.put(
                "depthMax messages",
                (long) options.fromFirst().depthMax() + options.fromSecond().depthMax());
        figures.put("messageBytesMax bytes", (long) Math.max(
                options.fromFirst().messageBytesMax(), options.fromSecond().messageBytesMax()));
        figures.put("queued bytes", first.queuedBytes() + second.queuedBytes());
        figures(figures, "fromFirst.", first);
        figures(figures, "fromSecond.", second);
        figures.put("waiting calls", (long) node.waiting());
        figures.put("blocked nanoseconds", node.blockedNanos());
        if (node.isListener()) {
            Connections connections = node.connections();
            figures.put("open connections", (long) connections.all().size());
            figures.put("expired connections", connections.limits().expired());
            figures.put("missed messages", connections.missed());
        }
        return figures;
    }

    /** What became of the messages of one direction: each that did not arrive says who had sent it, and why. */
    private static void figures(Map<String, Long> figures, String direction, DirectionStatistics statistics) {
        figures.put(direction + "sent messages", statistics.sent());
        figures.put(direction + "received messages", statistics.received());
        figures.put(direction + "droppedOldest messages", statistics.droppedOldest());
        figures.put(direction + "droppedNewest messages", statistics.droppedNewest());
        figures.put(direction + "discarded messages", statistics.discarded());
    }

    @Override
    public void define(CallTable table) {
        faceCalls(table, table.ipc().face(Channels.class));
        messageCalls(table);
        loanCalls(table);
        otherCalls(table);
    }

    private static void faceCalls(CallTable table, Channels channels) {
        table.define(Sysno.CH_CREATE, a -> numbers(channels.create(a.get(0, ChannelOptions.class))));
        table.define(
                Sysno.CH_LISTEN,
                a -> channels.listen(a.get(0, String.class), a.get(1, ChannelOptions.class))
                        .number());
        table.define(
                Sysno.CH_CONNECT,
                a -> channels.connect(a.get(0, String.class), a.get(1, Timeout.class))
                        .number());
        table.effect(Sysno.CH_UNLINK, a -> channels.unlink(a.get(0, String.class)));
        table.define(
                Sysno.CH_ACCEPT,
                a -> listener(a).accept(a.get(1, Timeout.class)).number());
        table.define(Sysno.CH_TRY_ACCEPT, a -> {
            Channel accepted = listener(a).tryAccept();
            return accepted == null ? -1 : accepted.number();
        });
        table.define(Sysno.CH_PEERS, a -> listener(a).peers());
        table.define(Sysno.CH_BROADCAST, a -> listener(a).broadcast(a.get(1, ByteBuffer.class), a.number(2)));
        table.define(Sysno.CH_DISCONNECT, a -> listener(a).disconnect(a.get(1, Long.class)));
    }

    private static List<Integer> numbers(ChannelPair pair) {
        return List.of(pair.first().number(), pair.second().number());
    }

    private static void messageCalls(CallTable table) {
        table.effect(
                Sysno.CH_SEND, a -> channel(a).send(a.get(1, ByteBuffer.class), a.number(2), a.get(3, Timeout.class)));
        table.define(Sysno.CH_RECEIVE, a -> channel(a).receive(a.get(1, ByteBuffer.class), a.get(2, Timeout.class)));
        table.define(Sysno.CH_TRY_SEND, a -> channel(a).trySend(a.get(1, ByteBuffer.class), a.number(2)));
        table.define(Sysno.CH_TRY_RECEIVE, a -> channel(a).tryReceive(a.get(1, ByteBuffer.class)));
        table.define(Sysno.CH_SEND_ALL, a -> channel(a).sendAll(a.list(1), a.number(2), a.get(3, Timeout.class)));
        table.define(Sysno.CH_RECEIVE_ALL, a -> channel(a).receiveAll(a.list(1), a.get(2, Timeout.class)));
        table.effect(
                Sysno.CH_SEND_HANDLES,
                a -> channel(a)
                        .sendHandles(
                                a.get(1, ByteBuffer.class),
                                handles(a, a.list(2)),
                                a.number(3),
                                a.get(4, Timeout.class)));
        table.define(
                Sysno.CH_RECEIVE_HANDLES,
                a ->
                        channel(a)
                                .receiveHandles(a.get(1, ByteBuffer.class), a.number(2), a.get(3, Timeout.class))
                                .stream()
                                .map(Handle::number)
                                .toList());
    }

    private static void loanCalls(CallTable table) {
        table.define(Sysno.CH_LOAN, a -> ((Handle) channel(a).newLoan()).number());
        table.define(Sysno.CH_CLAIM, a -> loan(a).claim(a.number(1), a.get(2, Timeout.class)));
        table.effect(Sysno.CH_PUBLISH, a -> loan(a).send(a.number(1)));
        table.define(Sysno.CH_LEASE, a -> loan(a).receive(a.get(1, Timeout.class)));
        table.effect(Sysno.CH_SETTLE, a -> loan(a).release());
    }

    private static ChannelLoan loan(Arguments arguments) {
        return arguments.object(ChannelLoan.class, "a loan of a channel");
    }

    private static void otherCalls(CallTable table) {
        table.effect(
                Sysno.CH_CALL,
                a -> channel(a).call(a.get(1, ByteBuffer.class), a.get(2, ByteBuffer.class), a.get(3, Timeout.class)));
        table.define(Sysno.CH_DISCARD, a -> channel(a).discard());
        table.effect(Sysno.CH_AWAIT_CLOSED, a -> channel(a).awaitClosed(a.get(1, Timeout.class)));
        table.define(Sysno.CH_GETATTR, a -> channel(a).status());
        table.define(Sysno.CH_SETATTR, a -> channel(a).nonBlocking(a.get(1, Boolean.class)));
    }

    private static List<Handle> handles(Arguments arguments, List<?> numbers) {
        return numbers.stream().map(number -> handle(arguments, number)).toList();
    }

    private static Handle handle(Arguments arguments, Object number) {
        if (number instanceof Integer known) {
            return arguments.process().handles().get(known);
        }
        throw new IpcException(Errno.EINVAL, arguments.sysno() + " with " + number + " as the number of a handle");
    }

    private static Channel channel(Arguments arguments) {
        return arguments.object(Channel.class, "a channel");
    }

    private static ChannelListener listener(Arguments arguments) {
        return arguments.object(ChannelListener.class, "a listener");
    }
}
