package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.IpcProcess;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.ProcessSnapshot;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows and ends processes. */
@Component(service = ProcessCommands.class)
@GogoCommand(
        scope = "ipc",
        function = {"ps", "kill"})
public final class ProcessCommands {
    private static final int KERNEL_PID = 1;

    private static final Listing<ProcessSnapshot> PROCESSES = Listing.of(ProcessSnapshot.class)
            .column("PID", "pid", ProcessSnapshot::pid)
            .column("PPID", "parentPid", ProcessSnapshot::parentPid)
            .column("UID", "uid", process -> process.credentials().uid())
            .column("GID", "gid", process -> process.credentials().gid())
            .column("PRI", "priority", ProcessSnapshot::priority)
            .column("STATE", "state", ProcessSnapshot::state)
            .column("HANDLES", "handles", ProcessSnapshot::handles)
            .column("MEM", "memoryBytes", ProcessSnapshot::memoryBytes, process -> Figures.bytes(process.memoryBytes()))
            .column("CALLS", "calls", ProcessSnapshot::calls, process -> Figures.count(process.calls()))
            .column(
                    "BLOCKED",
                    "blockedNanos",
                    ProcessSnapshot::blockedNanos,
                    process -> Figures.duration(process.blockedNanos()))
            .column("NAME", "name", ProcessSnapshot::name)
            .column("WAITS FOR", "waitingFor", ProcessSnapshot::waitingFor);

    private static final Listing<IpcProcess> KILLED =
            Listing.of(IpcProcess.class).column("PID", "pid", IpcProcess::pid).column("NAME", "name", IpcProcess::name);

    private final KernelAdmin admin;

    /**
     * Makes the commands.
     *
     * @param admin the kernel
     */
    @Activate
    public ProcessCommands(@Reference KernelAdmin admin) {
        this.admin = admin;
    }

    /** Lists processes. */
    @Descriptor("list processes: programs and bundles")
    public void ps(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("[PID...]: only these") String... words) {
        Command.of(this, "ps", help).use(session, json, List.of(words), use -> {
            use.expect(0, Integer.MAX_VALUE, "numbers of processes");
            List<Integer> wanted = use.words().stream().map(use::pid).toList();
            wanted.forEach(admin::process); // refuses a number that no process has
            use.print(
                    PROCESSES,
                    admin.processes().stream()
                            .filter(process -> wanted.isEmpty() || wanted.contains(process.pid()))
                            .toList());
        });
    }

    /** Ends processes. */
    @Descriptor("end processes at their next kernel call; everything they hold is released")
    public void kill(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("PID...: the processes") String... words) {
        Command.of(this, "kill", help).use(session, json, List.of(words), use -> {
            use.expect(1, Integer.MAX_VALUE, "the number of a process");
            List<IpcProcess> victims =
                    use.words().stream().map(word -> victim(use, word)).toList();
            victims.forEach(IpcProcess::kill);
            if (json) {
                use.print(KILLED, victims);
            }
        });
    }

    private IpcProcess victim(Use use, String word) {
        int pid = use.pid(word);
        if (pid == KERNEL_PID) {
            throw use.refusal("process 1 is the kernel itself; leave the shell to end it");
        }
        return admin.process(pid);
    }
}
