package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Replaces providers while they are in use, and shows what happened. */
@Component(service = SwapCommands.class)
@GogoCommand(
        scope = "ipc",
        function = {"swap", "swaps"})
public final class SwapCommands {
    private static final Listing<SwapReport> SWAPS = Listing.of(SwapReport.class)
            .column("NO", "number", SwapReport::number)
            .column("MECHANISM", "mechanism", SwapReport::mechanism)
            .column("WAY", "way", SwapReport::way)
            .column("FROM", "from", SwapReport::from, report -> shown(report.from()))
            .column("TO", "to", SwapReport::to, report -> shown(report.to()))
            .column("GENERATION", "generation", SwapReport::generationAfter)
            .column("OUTCOME", "outcome", SwapReport::outcome)
            .column("OBJECTS", "objects", report -> report.moved().objects())
            .column("ITEMS", "items", report -> report.moved().items())
            .column(
                    "BYTES",
                    "bytes",
                    report -> report.moved().bytes(),
                    report -> Figures.bytes(report.moved().bytes()))
            .column("WAITERS", "waiters", report -> report.moved().waiters())
            .column("CLOSED", "pauseNanos", SwapReport::pauseNanos, report -> Figures.duration(report.pauseNanos()))
            .column("STEPS", "stepNanos", SwapCommands::nanos, SwapCommands::steps)
            .column("REASON", "reason", SwapReport::reason)
            .column(
                    "STUCK",
                    "stuck",
                    SwapReport::stuck,
                    report -> Integer.toString(report.stuck().size()));

    private final MechanismAdmin mechanisms;

    /**
     * Makes the commands.
     *
     * @param mechanisms what can be swapped
     */
    @Activate
    public SwapCommands(@Reference MechanismAdmin mechanisms) {
        this.mechanisms = mechanisms;
    }

    private static String shown(String provider) {
        return provider.isEmpty() ? "-" : provider;
    }

    /** A step that was begun twice, for a second candidate, counts once with all its time. */
    private static Map<String, Long> nanos(SwapReport report) {
        Map<String, Long> nanos = new LinkedHashMap<>();
        report.steps().forEach(timing -> nanos.merge(timing.step().name(), timing.nanos(), Long::sum));
        return nanos;
    }

    private static String steps(SwapReport report) {
        return nanos(report).entrySet().stream()
                .map(step -> step.getKey().toLowerCase(Locale.ROOT) + " " + Figures.duration(step.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Swaps. */
    @Descriptor("let another provider go on with everything that the serving one has")
    public void swap(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("do everything up to the check, then drop it: the provider stays")
                    @Parameter(names = "--check", presentValue = ON, absentValue = OFF)
                    boolean check,
            @Descriptor("MECHANISM [BUNDLE[/VERSION]]: which one, and the symbolic name of the bundle that is to serve;"
                            + " without it the best other one")
                    String... words) {
        Command.of(this, "swap", help).use(session, json, List.of(words), use -> {
            use.expect(1, 2, "the name of a mechanism");
            SwapOptions options = SwapOptions.toBest();
            options = use.words().size() == 2 ? options.target(use.words().get(1)) : options;
            options = check ? options.checkOnly() : options;
            SwapReport report = mechanisms.swap(use.words().getFirst(), options);
            show(use, report);
            if (report.outcome() != SwapOutcome.SWITCHED && report.outcome() != SwapOutcome.CHECKED) {
                throw use.refusal(report.outcome() + ": " + report.reason());
            }
        });
    }

    private static void show(Use use, SwapReport report) {
        use.print(SWAPS, List.of(report));
        if (!use.json()) {
            report.stuck().forEach(use.out()::println);
        }
    }

    /** Lists swaps. */
    @Descriptor("list the latest changes of providers, oldest first, whatever brought them about")
    public void swaps(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            String... words) {
        Command.of(this, "swaps", help).use(session, json, List.of(words), use -> {
            use.expect(0, 0, "");
            use.print(SWAPS, mechanisms.swaps());
        });
    }
}
