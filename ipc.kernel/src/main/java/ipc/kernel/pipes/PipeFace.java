package ipc.kernel.pipes;

import static ipc.api.Sysno.PIPE_BUFFER;
import static ipc.api.Sysno.PIPE_CREATE;
import static ipc.api.Sysno.PIPE_MKFIFO;
import static ipc.api.Sysno.PIPE_OPEN;
import static ipc.api.Sysno.PIPE_UNLINK;

import ipc.api.Capability;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.object.Naming;
import ipc.kernel.object.Node.Label;
import ipc.kernel.object.Port;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.process.ProcessCaller;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.util.Objects;
import java.util.Set;

/** One process's face of the pipes. */
final class PipeFace implements Pipes {

    private final KernelProcess process;
    private final PipeServices services;
    private final Port<?, ?, PipeNode> port;
    private final Gate gate;
    private final Naming naming;
    private final ProcessCaller opener;

    /**
     * Makes the face of a process.
     *
     * @param process whose
     * @param services what it uses
     */
    PipeFace(KernelProcess process, PipeServices services) {
        this.process = process;
        this.services = services;
        this.port = services.port();
        this.gate = port.gate();
        this.naming = new Naming(process, services.guard());
        this.opener = new Opener(process, gate);
    }

    /** Somebody who may wait inside the gate without a handle: leaves when the provider does. */
    private static final class Opener extends ProcessCaller {
        private final Gate gate;

        private Opener(KernelProcess process, Gate gate) {
            super(process);
            this.gate = gate;
        }

        @Override
        public void checkWait() {
            super.checkWait();
            gate.checkWait();
        }
    }

    @Override
    public PipePair create(PipeOptions options) {
        Objects.requireNonNull(options, "options");
        Task task = gate.enter(process.caller(), PIPE_CREATE);
        try {
            PipeNode node = gate.whenProvided(
                    task, () -> port.create(id -> newNode(PIPE_CREATE, id, naming.unnamed(), options)));
            PipeHandle reader = opened(node, Set.of(Right.READ), options);
            PipePair pair = new PipePair(reader, secondEnd(reader, options));
            Tracer.result(task, pair.reader().number() + ", " + pair.writer().number());
            return pair;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private PipeHandle secondEnd(PipeHandle reader, PipeOptions options) {
        try {
            port.retain(reader.node());
            return opened(reader.node(), Set.of(Right.WRITE), options);
        } catch (RuntimeException | Error failure) {
            reader.closeNow();
            throw failure;
        }
    }

    /** Opens an end that nobody needs to wait for. */
    private PipeHandle opened(PipeNode node, Set<Right> way, PipeOptions options) {
        PipeDescription description = new PipeDescription(node, way, options.isNonBlocking());
        node.ends().open(description.way(), true);
        return PipeHandle.open(process, Rights.ALL, description);
    }

    @Override
    public void makeFifo(String name, PipeOptions options) {
        Objects.requireNonNull(options, "options");
        Task task = gate.enter(process.caller(), PIPE_MKFIFO);
        try {
            note(task, name);
            Making making = new Making(name, options);
            port.release(gate.whenProvided(task, () -> port.open(PIPE_MKFIFO, naming.space(), name, making)));
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    /** A FIFO is made, and never opened in the same breath. */
    private final class Making implements Port.Opening<PipeNode> {
        private final String name;
        private final PipeOptions options;

        private Making(String name, PipeOptions options) {
            this.name = name;
            this.options = options;
        }

        @Override
        public void check(PipeNode node) {
            throw new IpcException(Errno.EEXIST, PIPE_MKFIFO + " " + name + ", which exists");
        }

        @Override
        public PipeNode make(long id) {
            return newNode(PIPE_MKFIFO, id, naming.named(PIPE_MKFIFO, name, options.mode()), options);
        }
    }

    private PipeNode newNode(Sysno call, long id, Label label, PipeOptions options) {
        Limits.Pipes limits = services.limits();
        boolean privileged = services.guard().hasPrivilege(process, Capability.EXCEED_LIMITS);
        int max = privileged ? PipeSizes.BYTES_MAX : limits.bytesMax();
        int wanted = PipeSizes.rounded(call, options.capacityBytes(), max) / PipeOptions.PAGE_BYTES;
        int uid = process.credentials().uid();
        PageQuota.Charge quota = privileged
                ? services.quota().charge(uid, wanted)
                : services.quota().charge(uid, wanted, limits);
        if (quota.pages() == 0) {
            throw IpcException.of(
                    Errno.ENFILE,
                    "%s: pipes of user %d have the %,d pages of the hard quota",
                    call,
                    uid,
                    limits.pagesHard());
        }
        return new PipeNode(id, label, new PipeNode.Maker(process, services, quota), options.hasPackets());
    }

    @Override
    public PipeEnd open(String name, PipeOptions options, Timeout timeout) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate.enter(opener, PIPE_OPEN);
        try {
            note(task, name);
            PipeNode node = port.open(PIPE_OPEN, naming.space(), name, new Finding(name, options));
            PipeDescription description = new PipeDescription(node, options.way(), options.isNonBlocking());
            boolean alone = !options.isNonBlocking() || description.way().reads();
            if (!node.ends().open(description.way(), alone)) {
                port.release(node);
                throw new IpcException(
                        Errno.ENXIO, PIPE_OPEN + " " + name + " for writing, which nobody has open for reading");
            }
            PipeHandle end = PipeHandle.open(process, Rights.ALL, description);
            if (!options.isNonBlocking()) {
                awaitOther(task, end, description.way(), timeout);
            }
            Tracer.result(task, end.number());
            return end;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private static void awaitOther(Task task, PipeHandle end, Way way, Timeout timeout) {
        try {
            end.node().awaitOther(task, way, task.deadline(timeout));
        } catch (RuntimeException | Error failure) {
            end.closeNow();
            throw failure;
        }
    }

    /** A FIFO is opened if it is there. */
    private final class Finding implements Port.Opening<PipeNode> {
        private final String name;
        private final PipeOptions options;

        private Finding(String name, PipeOptions options) {
            this.name = name;
            this.options = options;
        }

        @Override
        public void check(PipeNode node) {
            services.guard().checkOpen(process, PIPE_OPEN, name, node.label().access(), options.way());
        }

        @Override
        public PipeNode make(long id) {
            throw new IpcException(Errno.ENOENT, PIPE_OPEN + " " + name + ": nothing has that name");
        }
    }

    private static void note(Task task, String name) {
        if (task.trace() != null) {
            Tracer.arguments(task, "\"%s\"", name);
        }
    }

    @Override
    public void unlink(String name) {
        naming.unlink(PIPE_UNLINK, port, name);
    }

    @Override
    public PipeBuffer newBuffer() {
        Task task = gate.enter(process.caller(), PIPE_BUFFER);
        try {
            PipeLoan buffer = PipeLoan.open(process, services);
            Tracer.result(task, buffer.number());
            return buffer;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    @Override
    public ScatteringByteChannel reading(PipeEnd end) {
        return new ReadChannel(checked(end, Right.READ));
    }

    @Override
    public GatheringByteChannel writing(PipeEnd end) {
        return new WriteChannel(checked(end, Right.WRITE));
    }

    private static PipeHandle checked(PipeEnd end, Right right) {
        if (!(end instanceof PipeHandle handle)) {
            throw new IllegalArgumentException("not an end of a pipe of this kernel: " + end);
        }
        handle.checkWay(right);
        return handle;
    }
}
