package ipc.kernel.channels;

import static ipc.api.Sysno.CH_CONNECT;
import static ipc.api.Sysno.CH_CREATE;
import static ipc.api.Sysno.CH_LISTEN;
import static ipc.api.Sysno.CH_UNLINK;

import ipc.api.Capability;
import ipc.api.Codec;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.flow.LoanPublisher;
import ipc.kernel.flow.LoanSubscriber;
import ipc.kernel.object.Bounds;
import ipc.kernel.object.Naming;
import ipc.kernel.object.Node.Label;
import ipc.kernel.object.Port;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process's face of the channels. */
final class ChannelFace implements Channels {

    /** What goes through a listener: connections to it, and nothing back. */
    private static final DirectionOptions NONE =
            DirectionOptions.standard().depthMax(1).bytesMax(1).messageBytesMax(1);

    private static final Limits.Channels PRIVILEGED = new Limits.Channels(
            Integer.MAX_VALUE, DirectionOptions.DEPTH_MAX, DirectionOptions.BYTES_MAX, DirectionOptions.MESSAGE_BYTES);

    private final KernelProcess process;
    private final ChannelServices services;
    private final Gate gate;
    private final Naming naming;

    ChannelFace(KernelProcess process, ChannelServices services) {
        this.process = process;
        this.services = services;
        this.gate = services.gate();
        this.naming = new Naming(process, services.guard());
    }

    private <R> R call(Sysno call, String name, Function<Task, R> body) {
        Task task = gate.enter(process.caller(), call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, "\"%s\"", name);
            }
            return body.apply(task);
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    @Override
    public ChannelPair create(ChannelOptions options) {
        return call(CH_CREATE, "", task -> {
            services.guard().checkCreate(process, CH_CREATE, "a channel");
            checkSizes(CH_CREATE, options);
            ChannelNode node =
                    gate.whenProvided(task, () -> services.port().create(id -> pair(CH_CREATE, id, options)));
            ChannelUser first = node.end(0).open(process, Rights.ALL);
            ChannelUser second = opened(node.end(1), Rights.ALL, first::closeNow);
            Tracer.result(task, first.number() + ", " + second.number());
            return new ChannelPair((Channel) first, (Channel) second);
        });
    }

    private ChannelUser opened(ChannelDescription end, int rights, Runnable otherwise) {
        ChannelUser handle = null;
        try {
            handle = end.open(process, rights);
            return handle;
        } finally {
            if (handle == null) {
                otherwise.run();
            }
        }
    }

    private ChannelNode pair(Sysno call, long id, ChannelOptions options) {
        checkNumber(call);
        return new ChannelNode(id, naming.unnamed(), options, new ChannelNode.Maker(process, services, null));
    }

    @Override
    public ChannelListener listen(String name, ChannelOptions options) {
        Objects.requireNonNull(options, "options");
        return call(CH_LISTEN, name, task -> {
            ChannelNode node = gate.whenProvided(
                    task, () -> services.port().open(CH_LISTEN, naming.space(), name, new Listening(name, options)));
            ChannelUser handle = node.end(1).open(process, Rights.ALL);
            Tracer.result(task, handle.number());
            return (ChannelListener) handle;
        });
    }

    private final class Listening implements Port.Opening<ChannelNode> {
        private final String name;
        private final ChannelOptions options;

        private Listening(String name, ChannelOptions options) {
            this.name = name;
            this.options = options;
        }

        @Override
        public void check(ChannelNode node) {
            throw new IpcException(Errno.EADDRINUSE, CH_LISTEN + " " + name + ": the name is taken");
        }

        @Override
        public ChannelNode make(long id) {
            checkSizes(CH_LISTEN, options);
            Bounds.check(CH_LISTEN, "backlog", options.backlog(), 1, DirectionOptions.DEPTH_MAX);
            Bounds.check(
                    CH_LISTEN,
                    "history",
                    options.history(),
                    0,
                    options.fromSecond().depthMax());
            checkLimit("idleMax", options.idleMax());
            checkLimit("ageMax", options.ageMax());
            checkLimit("keepAliveMax", options.keepAliveMax());
            Label label = naming.named(CH_LISTEN, name, options.mode());
            checkNumber(CH_LISTEN);
            ChannelOptions own = ChannelOptions.standard()
                    .fromFirst(NONE.depthMax(options.backlog()))
                    .fromSecond(NONE);
            return new ChannelNode(
                    id,
                    label,
                    options.isNonBlocking() ? own.nonBlocking() : own,
                    new ChannelNode.Maker(process, services, options));
        }
    }

    private static void checkLimit(String key, @Nullable Duration limit) {
        if (limit != null && (limit.isZero() || limit.isNegative())) {
            throw new IpcException(Errno.EINVAL, CH_LISTEN + " with " + key + " " + limit + ", must be more than zero");
        }
    }

    @Override
    public Channel connect(String name, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Channel connected = call(CH_CONNECT, name, task -> {
            ChannelNode listener = gate.whenProvided(
                    task, () -> services.port().open(CH_CONNECT, naming.space(), name, new Connecting(name)));
            try {
                ChannelUser handle = connected(task, listener, task.deadline(timeout));
                Tracer.result(task, handle.number());
                return (Channel) handle;
            } finally {
                listener.release();
            }
        });
        services.settle();
        return connected;
    }

    private final class Connecting implements Port.Opening<ChannelNode> {
        private final String name;

        private Connecting(String name) {
            this.name = name;
        }

        @Override
        public void check(ChannelNode node) {
            services.guard()
                    .checkOpen(process, CH_CONNECT, name, node.label().access(), EnumSet.of(Right.READ, Right.WRITE));
        }

        @Override
        public ChannelNode make(long id) {
            throw new IpcException(Errno.ENOENT, CH_CONNECT + " " + name + ": nothing has that name");
        }
    }

    private ChannelUser connected(Task task, ChannelNode listener, Deadline deadline) {
        ChannelNode pair = gate.whenProvided(
                task,
                () -> services.port()
                        .create(id ->
                                pair(CH_CONNECT, id, listener.connections().each())));
        ChannelUser handle = pair.end(0).open(process, Rights.ALL);
        long cargo = listener.load(listener.end(1), List.of(pair.end(1).packed(Rights.ALL)));
        boolean sent = false;
        try {
            listener.connected(pair, process);
            task.callFor(handle);
            sent = sendNow(task, listener, cargo, deadline);
            return handle;
        } finally {
            task.callFor(process.caller());
            if (!sent) {
                Parcel parcel = listener.unload(cargo);
                if (parcel != null) {
                    parcel.lost();
                }
                handle.closeNow();
            }
        }
    }

    private boolean sendNow(Task task, ChannelNode listener, long cargo, Deadline deadline) {
        while (true) {
            try {
                return listener.object().end(0).send(ByteBuffer.allocate(0), 0, cargo, deadline);
            } catch (RuntimeException | Error failure) {
                if (failure instanceof IpcException closed && closed.errno() == Errno.EPIPE) {
                    throw new IpcException(
                            Errno.ECONNREFUSED, CH_CONNECT + " " + listener.title() + ", which has closed");
                }
                gate.again(task, failure, deadline);
            }
        }
    }

    @Override
    public void unlink(String name) {
        naming.unlink(CH_UNLINK, services.port(), name);
    }

    @Override
    public <E> Flow.Publisher<E> publisher(Channel channel, Codec<E> codec) {
        return new LoanPublisher<>(ChannelFlow.site(end(channel)), codec);
    }

    @Override
    public <E> Flow.Subscriber<E> subscriber(Channel channel, Codec<E> codec) {
        return new LoanSubscriber<>(ChannelFlow.site(end(channel)), codec);
    }

    private static ChannelHandle end(Channel channel) {
        if (channel instanceof ChannelHandle handle) {
            return handle;
        }
        throw new IllegalArgumentException("not a channel of this kernel: " + channel);
    }

    /** Whoever may not exceed the limits meets those that are configured, others what a channel can be at most. */
    private Limits.Channels limits() {
        return services.guard().hasPrivilege(process, Capability.EXCEED_LIMITS)
                ? PRIVILEGED
                : services.foundation().settings().limits().get().channels();
    }

    /** Refuses one channel more than there may be; under the lock under which channels are made. */
    private void checkNumber(Sysno call) {
        int max = limits().max();
        int now = services.port().count();
        if (now >= max) {
            throw IpcException.of(
                    Errno.ENFILE, "%s with %,d channels and listeners open, channelsMax %,d", call, now, max);
        }
    }

    private void checkSizes(Sysno call, ChannelOptions options) {
        Limits.Channels limits = limits();
        checkSizes(call, options.fromFirst(), limits);
        checkSizes(call, options.fromSecond(), limits);
    }

    private static void checkSizes(Sysno call, DirectionOptions options, Limits.Channels limits) {
        Bounds.check(call, "depthMax", options.depthMax(), 1, limits.depthMax());
        Bounds.check(call, "messageBytesMax", options.messageBytesMax(), 1, limits.messageBytesMax());
        Bounds.check(call, "elementBytes", options.elementBytes(), 0, options.messageBytesMax());
        Bounds.check(call, "bytesMax", options.bytesMax(), options.messageBytesMax(), limits.bytesMax());
        Bounds.check(call, "priorities", options.priorities(), 1, DirectionOptions.PRIORITIES_MAX);
    }
}
