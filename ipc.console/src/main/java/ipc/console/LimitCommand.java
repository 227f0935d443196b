package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.IpcProcess;
import ipc.api.Limit;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.LimitSnapshot;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the limits of the kernel; shows and sets those of a process. */
@Component(service = LimitCommand.class)
@GogoCommand(scope = "ipc", function = "limits")
public final class LimitCommand {
    private static final int WORDS_TO_SET = 3;

    private static final Listing<LimitSnapshot> KERNEL = Listing.of(LimitSnapshot.class)
            .column("LIMIT", "name", LimitSnapshot::name)
            .column("USED", "used", LimitSnapshot::used, limit -> limit.used() < 0 ? "-" : Figures.count(limit.used()))
            .column("MAX", "max", LimitSnapshot::max, limit -> Figures.count(limit.max()))
            .column("UNIT", "unit", LimitSnapshot::unit);

    private static final Listing<OfProcess> PROCESS = Listing.of(OfProcess.class)
            .column("LIMIT", "name", OfProcess::limit)
            .column(
                    "SOFT",
                    "soft",
                    limit -> limit.value().soft(),
                    limit -> Figures.limit(limit.value().soft()))
            .column(
                    "HARD",
                    "hard",
                    limit -> limit.value().hard(),
                    limit -> Figures.limit(limit.value().hard()));

    private final KernelAdmin admin;

    private record OfProcess(Limit limit, Limit.Value value) {}

    /**
     * Makes the command.
     *
     * @param admin the kernel
     */
    @Activate
    public LimitCommand(@Reference KernelAdmin admin) {
        this.admin = admin;
    }

    /** Lists or sets limits. */
    @Descriptor("list the kernel's limits, or those of a process, or set one of a process")
    public void limits(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("[PID [LIMIT SOFT[:HARD]]]: a process, and what to set: numbers or unlimited")
                    String... words) {
        Command.of(this, "limits", help).use(session, json, List.of(words), use -> {
            use.expect(0, WORDS_TO_SET, "");
            if (use.words().isEmpty()) {
                use.print(KERNEL, admin.limits());
            } else {
                IpcProcess process = admin.process(use.pid(use.words().getFirst()));
                set(use, process);
                use.print(PROCESS, of(process));
            }
        });
    }

    private static List<OfProcess> of(IpcProcess process) {
        return List.of(Limit.values()).stream()
                .map(limit -> new OfProcess(limit, process.limit(limit)))
                .toList();
    }

    private static void set(Use use, IpcProcess process) {
        if (use.words().size() == 1) {
            return;
        }
        if (use.words().size() < WORDS_TO_SET) {
            throw use.refusal("needs a limit and its value, for example: limits " + process.pid() + " HANDLES 100");
        }
        Limit limit = use.constant(Limit.class, use.words().get(1));
        String[] values = use.words().getLast().split(":", 2);
        long soft = value(use, values[0]);
        long hard =
                values.length > 1 ? value(use, values[1]) : process.limit(limit).hard();
        process.limit(limit, new Limit.Value(soft, hard));
    }

    private static long value(Use use, String word) {
        return word.equals("unlimited") ? Long.MAX_VALUE : use.number(word, "a limit", 0, Long.MAX_VALUE);
    }
}
