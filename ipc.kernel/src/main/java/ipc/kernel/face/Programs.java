package ipc.kernel.face;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.pipes.Pipes;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.KernelProcess.Birth;
import ipc.kernel.process.ProcessTable;
import ipc.kernel.schedule.Unwind;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The programs that can be started, and the processes that run them. */
public final class Programs {
    private static final int STATUS_MAX = 255;

    private final Map<String, Program> byName = new ConcurrentSkipListMap<>();
    private final Map<KernelProcess, Program> running = new ConcurrentHashMap<>();
    private final ProcessTable processes;
    private final BiFunction<KernelProcess, Class<Ipc>, Ipc> faces;
    private final Consumer<String> log;

    /**
     * Makes an empty register.
     *
     * @param processes all processes
     * @param faces gives a process its view of the kernel
     * @param log told what programs throw
     */
    public Programs(ProcessTable processes, BiFunction<KernelProcess, Class<Ipc>, Ipc> faces, Consumer<String> log) {
        this.processes = processes;
        this.faces = faces;
        this.log = log;
    }

    /**
     * A program can be started from now on.
     *
     * @param name by this name
     * @param program the program
     * @throws IpcException EEXIST: the name is another program's, which keeps it
     */
    public void add(String name, Program program) {
        Program present = byName.putIfAbsent(name, program);
        if (present != null && present != program) {
            throw new IpcException(Errno.EEXIST, "register program " + name + ", which is registered");
        }
    }

    /**
     * A program goes away; processes that run it are killed.
     *
     * @param name its name
     * @param program the program
     */
    public void remove(String name, Program program) {
        byName.remove(name, program);
        running.forEach((process, runs) -> {
            if (runs == program) {
                processes.kill(process);
            }
        });
    }

    /** Returns the names, sorted. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    KernelProcess spawn(KernelProcess parent, SpawnOptions options) {
        Program program = options.program() != null ? options.program() : byName.get(options.name());
        if (program == null) {
            throw new IpcException(Errno.ENOENT, "spawn " + options.name() + ", known are " + names());
        }
        Ends ends = Ends.of(parent, options, faces.apply(parent, Ipc.class).face(Pipes.class));
        try {
            KernelProcess child = processes.spawn(parent, birth(parent, options));
            running.put(child, program);
            processes.run(child, process -> run(process, program, options.arguments(), ends));
            return child;
        } catch (RuntimeException | Error failure) {
            ends.lost();
            throw failure;
        }
    }

    private static Birth birth(KernelProcess parent, SpawnOptions options) {
        Credentials credentials = options.credentials();
        PrintStream out = options.out();
        String nameSpace = options.nameSpace();
        return new Birth(
                options.name(),
                credentials == null ? parent.credentials() : credentials,
                nameSpace == null ? parent.birth().nameSpace() : nameSpace,
                out == null ? parent.birth().out() : out,
                true);
    }

    private ExitStatus run(KernelProcess process, Program program, List<String> arguments, Ends ends) {
        int pid = process.pid();
        try {
            Ipc ipc = faces.apply(process, Ipc.class);
            ends.open(process, ipc);
            int status = program.run(ipc, arguments);
            return new ExitStatus(pid, status & STATUS_MAX, false);
        } catch (Unwind unwind) {
            return unwound(process, unwind);
        } catch (Throwable failure) { // whatever a program throws ends its process only
            return failed(process, failure);
        } finally {
            ends.lost();
            running.remove(process);
        }
    }

    private ExitStatus unwound(KernelProcess process, Unwind unwind) {
        int pid = process.pid();
        return switch (unwind.reason()) {
            case KILL -> new ExitStatus(pid, ExitStatus.KILLED, true);
            case EXIT -> new ExitStatus(pid, process.exitStatus(), false);
            case RESTART -> failed(process, unwind); // a call of the kernel's did not begin again: a defect, so be loud
        };
    }

    private ExitStatus failed(KernelProcess process, Throwable failure) {
        log.accept("process " + process + " threw " + failure);
        return new ExitStatus(process.pid(), 1, false);
    }
}
