package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.admin.AuditRecord;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.admin.WaitSnapshot;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the kernel: who provides what, who waits for what, who was refused what. */
@Component(service = KernelCommands.class)
@GogoCommand(
        scope = "ipc",
        function = {"mechanisms", "waits", "audit"})
public final class KernelCommands {
    private static final Listing<MechanismSnapshot> MECHANISMS = Listing.of(MechanismSnapshot.class)
            .column("MECHANISM", "name", MechanismSnapshot::name)
            .column(
                    "PROVIDER",
                    "provider",
                    MechanismSnapshot::provider,
                    mechanism -> mechanism.provider().isEmpty() ? "-" : mechanism.provider())
            .column("GENERATION", "generation", MechanismSnapshot::generation)
            .column("OBJECTS", "objects", MechanismSnapshot::objects)
            .column("CREATED", "created", MechanismSnapshot::created)
            .column("OTHERS", "others", MechanismSnapshot::others, mechanism -> String.join(", ", mechanism.others()));

    private static final Listing<WaitSnapshot> WAITS = Listing.of(WaitSnapshot.class)
            .column("PID", "pid", WaitSnapshot::pid)
            .column("NAME", "process", WaitSnapshot::process)
            .column("SINCE", "sinceNanos", WaitSnapshot::sinceNanos, wait -> Figures.duration(wait.sinceNanos()))
            .column("WAITS FOR", "waitingFor", WaitSnapshot::waitingFor);

    private static final Listing<AuditRecord> REFUSALS = Listing.of(AuditRecord.class)
            .column("TIME", "nanos", AuditRecord::nanos, refusal -> Figures.count(refusal.nanos()))
            .column("PID", "pid", AuditRecord::pid)
            .column("CALL", "call", AuditRecord::call)
            .column("OBJECT", "object", AuditRecord::object)
            .column("MISSING", "right", AuditRecord::right)
            .column("ERRNO", "errno", AuditRecord::errno);

    private final KernelAdmin admin;
    private final MechanismAdmin mechanisms;

    /**
     * Makes the commands.
     *
     * @param admin the kernel
     * @param mechanisms its mechanisms
     */
    @Activate
    public KernelCommands(@Reference KernelAdmin admin, @Reference MechanismAdmin mechanisms) {
        this.admin = admin;
        this.mechanisms = mechanisms;
    }

    /** Lists mechanisms. */
    @Descriptor("list mechanisms and the bundles that provide them")
    public void mechanisms(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            String... words) {
        Command.of(this, "mechanisms", help).use(session, json, List.of(words), use -> {
            use.expect(0, 0, "");
            use.print(MECHANISMS, mechanisms.mechanisms());
        });
    }

    /** Lists waiting calls. */
    @Descriptor("list the calls that wait now: the wait graph")
    public void waits(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            String... words) {
        Command.of(this, "waits", help).use(session, json, List.of(words), use -> {
            use.expect(0, 0, "");
            use.print(WAITS, admin.waits());
        });
    }

    /** Lists refused calls. */
    @Descriptor("list the latest calls that security refused, oldest first; the time is the kernel's, in nanoseconds")
    public void audit(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            String... words) {
        Command.of(this, "audit", help).use(session, json, List.of(words), use -> {
            use.expect(0, 0, "");
            use.print(REFUSALS, admin.audit());
        });
    }
}
