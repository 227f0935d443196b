package ipc.console;

import ipc.api.ExitStatus;
import ipc.api.IpcProcess;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.TraceRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the system calls of processes. */
@Component(service = TraceCommand.class)
@GogoCommand(scope = "ipc", function = "strace")
public final class TraceCommand {
    private static final int EVERY_PROCESS = 0;

    private static final Listing<TraceRecord> CALLS = Listing.of(TraceRecord.class)
            .column("SEQUENCE", "sequence", TraceRecord::sequence)
            .column("TIME", "nanos", TraceRecord::nanos)
            .column("DURATION", "durationNanos", TraceRecord::durationNanos)
            .column("PID", "pid", TraceRecord::pid)
            .column("CALL", "call", TraceRecord::call)
            .column("RESULT", "result", TraceRecord::result);

    private final KernelAdmin admin;
    private final ProgramRuns runs;

    /**
     * Makes the command.
     *
     * @param admin the kernel
     * @param runs runs programs
     */
    @Activate
    public TraceCommand(@Reference KernelAdmin admin, @Reference ProgramRuns runs) {
        this.admin = admin;
        this.runs = runs;
    }

    /**
     * Traces.
     *
     * @return the status of a program that was run, if it is not 0
     */
    @Descriptor("trace system calls: switch on or off for a process, take what was traced, or trace a program's run")
    public @Nullable Integer strace(
            CommandSession session,
            @Descriptor("[--json] on|off PID|all | PID|all | [--user UID[:GID]] run NAME [ARG...]: what to do")
                    String... words) {
        Leading leading = Leading.of(words);
        return Command.of(this, "strace", leading.help()).ask(session, leading.json(), leading.rest(), use -> {
            use.expectFirst("on, off, run or a process");
            String verb = use.words().getFirst();
            switch (verb) {
                case "run" -> {
                    use.words().removeFirst();
                    return run(use, leading);
                }
                case "on", "off" -> {
                    use.expect(2, 2, "the number of a process, or all");
                    admin.trace(pid(use, use.words().getLast()), use.isOn(verb));
                }
                default -> {
                    use.expect(1, 1, "the number of a process, or all");
                    show(use, admin.traced(pid(use, verb)));
                }
            }
            return null;
        });
    }

    private static int pid(Use use, String word) {
        return word.equals("all") ? EVERY_PROCESS : use.pid(word);
    }

    private static void show(Use use, List<TraceRecord> calls) {
        if (use.json()) {
            use.print(CALLS, calls);
        } else {
            calls.forEach(call -> use.out().println(line(call)));
        }
    }

    /** As strace with the options {@code -f} and {@code -T}. */
    static String line(TraceRecord call) {
        double seconds = call.durationNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(Locale.ROOT, "[pid %d] %s = %s <%.9f>", call.pid(), call.call(), call.result(), seconds);
    }

    private @Nullable Integer run(Use use, Leading leading) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream out = use.json() ? new PrintStream(output, true, StandardCharsets.UTF_8) : use.out();
        List<TraceRecord> calls = new ArrayList<>();
        ExitStatus status = runs.run(use, leading, Ends.plain(out), new Tracing(use, calls));
        if (use.json()) {
            Map<String, Object> end = ProgramCommands.end(use, status, output.toString(StandardCharsets.UTF_8));
            end.put("calls", CALLS.values(calls));
            use.print(end);
        }
        return ProgramCommands.status(use, status);
    }

    /** A new process is traced if its parent is, so the parent is when it starts the program. */
    private final class Tracing implements ProgramRuns.Watcher {
        private final Use use;
        private final List<TraceRecord> calls;

        private Tracing(Use use, List<TraceRecord> calls) {
            this.use = use;
            this.calls = calls;
        }

        @Override
        public void starts(IpcProcess parent) {
            admin.trace(parent.pid(), true);
        }

        @Override
        public void runs(int pid) {
            List<TraceRecord> next = admin.traced(pid);
            if (use.json()) {
                calls.addAll(next);
            } else {
                show(use, next);
                use.flush();
            }
        }
    }
}
