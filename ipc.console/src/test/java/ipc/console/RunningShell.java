package ipc.console;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.kernel.Kernel;
import ipc.mq.reference.TextbookQueues;
import ipc.pipes.RingPipes;
import ipc.testkit.client.Client;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;

/** Gogo with the console's commands over a live kernel, without OSGi. */
final class RunningShell implements Client, AutoCloseable {
    private final Kernel kernel = Kernel.live();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(null);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final CommandSession session;
    private final ProgramRuns runs;
    private final Ipc ipc;

    RunningShell() {
        kernel.bind(new TextbookQueues(kernel.scheduler(), kernel.memory()), "ipc.mq.reference 1.0.0", 0);
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes 1.0.0", 0);
        ipc = kernel.bundle("ipc.console");
        runs = new ProgramRuns(kernel.admin(), ipc);
        add(new ProcessCommands(kernel.admin()), "ps", "kill");
        add(new ObjectCommands(kernel.admin()), "lsipc", "ipcrm");
        add(new KernelCommands(kernel.admin(), kernel.admin()), "mechanisms", "waits", "audit");
        add(new WaiterCommand(kernel.admin()), "waiters");
        add(new SwapCommands(kernel.admin()), "swap", "swaps");
        add(new ProgramCommands(kernel.admin(), runs), "programs", "run");
        add(new TraceCommand(kernel.admin(), runs), "strace");
        add(new MeterCommand(kernel.admin()), "stat");
        add(new LockCommands(kernel.admin()), "locks", "inversions");
        add(new LimitCommand(kernel.admin()), "limits");
        add(new TopCommand(kernel.admin()), "top");
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out);
    }

    private void add(Object commands, String... names) {
        List.of(names).forEach(name -> processor.addCommand("ipc", commands, name));
    }

    Kernel kernel() {
        return kernel;
    }

    @Override
    public Ipc ipc() {
        return ipc;
    }

    @Override
    public KernelAdmin admin() {
        return kernel.admin();
    }

    ProgramRuns runs() {
        return runs;
    }

    CommandSession session() {
        return session;
    }

    /** Executes a line and returns what it printed. */
    String type(String line) throws Exception {
        output.reset();
        session.execute(line);
        return output.toString(StandardCharsets.UTF_8);
    }

    /** {@return what the last line has printed so far} */
    String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Closes when all objects and handles are gone, as they are to be. */
    void closeWhenNothingIsLeft() {
        await(() -> kernel.admin().objects().isEmpty() && kernel.handles().count() == 0);
        close();
    }

    @Override
    public void close() {
        session.close();
    }
}
