package ipc.kernel.pipes;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Meters;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.PipeStatus;
import ipc.api.pipes.Pipes;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeObject;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Pipes as the kernel has them. */
public final class PipeSubsystem extends Subsystem<PipeMechanism, PipeObject, PipeNode> {
    private static final Way NEITHER = new Way(Set.of());

    private final PipeServices services;
    private final Meters.Counter broken;
    private volatile Consumer<KernelProcess> onBroken = process -> {};

    /**
     * Makes the subsystem without a provider.
     *
     * @param gate the number of its gate
     * @param foundation on which it stands
     * @param memory where buffers come from
     */
    public PipeSubsystem(int gate, Foundation foundation, KernelMemory memory) {
        super(new Kind<>(gate, "pipes", PipeMechanism.class, PipeMechanism.SCHEMA), foundation);
        this.broken = foundation.meters().counter("pipes.broken", "writes");
        this.services = new PipeServices(port(), foundation, memory, new PageQuota(), this::broken);
        foundation.meters().gauge("pipes.objects", "pipes", () -> port().nodes().size());
    }

    private void broken(KernelProcess process) {
        broken.add(1);
        onBroken.accept(process);
    }

    /**
     * Says who delivers {@code SIGPIPE}: told of each process that writes where nobody reads, before its call fails.
     *
     * @param signal called by the thread that writes, inside the gate; must not block
     */
    public void onBroken(Consumer<KernelProcess> signal) {
        onBroken = signal;
    }

    @Override
    public Map<Class<?>, Function<KernelProcess, Object>> faces() {
        return Map.of(Pipes.class, process -> new PipeFace(process, services));
    }

    @Override
    public Sysno unlink() {
        return Sysno.PIPE_UNLINK;
    }

    @Override
    protected Map<String, Long> figures(PipeNode node) {
        PipeStatus status = node.status(NEITHER, false);
        PipeStatistics statistics = status.statistics();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("buffered bytes", (long) statistics.buffered());
        figures.put("capacity bytes", (long) status.capacityBytes());
        figures.put("readers ends", (long) status.readers());
        figures.put("writers ends", (long) status.writers());
        figures.put("written bytes", statistics.written());
        figures.put("read bytes", statistics.read());
        figures.put("dropped bytes", statistics.dropped());
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    @Override
    public void define(CallTable table) {
        nameCalls(table, table.ipc().face(Pipes.class));
        table.define(Sysno.PIPE_READ, a -> end(a).read(a.get(1, ByteBuffer.class), a.get(2, Timeout.class)));
        table.define(Sysno.PIPE_TRY_READ, a -> end(a).tryRead(a.get(1, ByteBuffer.class)));
        table.define(Sysno.PIPE_WRITE, a -> end(a).write(a.get(1, ByteBuffer.class), a.get(2, Timeout.class)));
        table.define(Sysno.PIPE_TRY_WRITE, a -> end(a).tryWrite(a.get(1, ByteBuffer.class)));
        table.define(Sysno.PIPE_RESIZE, a -> end(a).resize(a.number(1)));
        table.define(Sysno.PIPE_STATUS, a -> end(a).status());
        table.define(Sysno.PIPE_SETFL, a -> end(a).nonBlocking(a.get(1, Boolean.class)));
        table.effect(
                Sysno.PIPE_SEEK,
                a -> a.object(PipeHandle.class, "an end of a pipe").seek());
        table.define(Sysno.PIPE_SPLICE, PipeSubsystem::splice);
        table.define(Sysno.PIPE_TEE, a -> end(a).tee(end(a, 1), a.number(2), a.get(3, Timeout.class)));
        table.define(Sysno.PIPE_ALLOCATE, a -> buffer(a).allocate(a.number(1)));
        table.define(Sysno.PIPE_GIVE, a -> buffer(a).give(end(a, 1), a.get(2, Timeout.class)));
        table.define(Sysno.PIPE_TAKE, a -> buffer(a).take(end(a, 1), a.get(2, Timeout.class)));
        table.effect(Sysno.PIPE_RELEASE, a -> buffer(a).release());
    }

    private static int splice(Arguments arguments) {
        PipeEnd from = end(arguments);
        PipeEnd to = end(arguments, 1);
        if (arguments.has(4)) {
            throw new IpcException(
                    Errno.ESPIPE,
                    Sysno.PIPE_SPLICE + " with offset " + arguments.values().get(4) + " of a pipe");
        }
        return from.splice(to, arguments.number(2), arguments.get(3, Timeout.class));
    }

    private static void nameCalls(CallTable table, Pipes pipes) {
        table.define(Sysno.PIPE_CREATE, a -> numbers(pipes.create(a.get(0, PipeOptions.class))));
        table.effect(Sysno.PIPE_MKFIFO, a -> pipes.makeFifo(a.get(0, String.class), a.get(1, PipeOptions.class)));
        table.define(
                Sysno.PIPE_OPEN,
                a -> pipes.open(a.get(0, String.class), a.get(1, PipeOptions.class), a.get(2, Timeout.class))
                        .number());
        table.effect(Sysno.PIPE_UNLINK, a -> pipes.unlink(a.get(0, String.class)));
        table.define(Sysno.PIPE_BUFFER, a -> ((PipeLoan) pipes.newBuffer()).number());
    }

    private static List<Integer> numbers(PipePair pair) {
        return List.of(pair.reader().number(), pair.writer().number());
    }

    private static PipeEnd end(Arguments arguments) {
        return end(arguments, 0);
    }

    private static PipeEnd end(Arguments arguments, int index) {
        return arguments.object(index, PipeEnd.class, "an end of a pipe");
    }

    private static PipeBuffer buffer(Arguments arguments) {
        return arguments.object(PipeBuffer.class, "a buffer of pipes");
    }
}
