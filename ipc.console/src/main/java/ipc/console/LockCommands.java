package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.admin.LockAdmin;
import ipc.api.sync.LockFindings;
import ipc.api.sync.LockInversion;
import ipc.api.sync.LockInversion.Step;
import ipc.api.sync.LockUse;
import ipc.api.sync.LockUse.Holder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows how locks are used, and circles in the order in which they are taken, while a provider checks that. */
@Component(service = LockCommands.class)
@GogoCommand(
        scope = "ipc",
        function = {"locks", "inversions"})
public final class LockCommands {
    /** A lock and one of those that have it. */
    private record Line(LockUse lock, Holder holder) {
        private static Stream<Line> of(LockUse lock) {
            List<Holder> holders = lock.holders().isEmpty() ? List.of(Holder.NOBODY) : lock.holders();
            return holders.stream().map(holder -> new Line(lock, holder));
        }
    }

    private static final Listing<Line> LOCKS = Listing.of(Line.class)
            .column("NAME", "name", line -> line.lock().name())
            .column("PID", "pid", line -> line.holder().process())
            .column("THREAD", "thread", line -> line.holder().thread())
            .column(
                    "HAS IT",
                    "hasNanos",
                    line -> line.holder().nanos(),
                    time(line -> line.holder().nanos()))
            .column("HELD", "held", line -> line.lock().held().count())
            .column(
                    "MEAN",
                    "heldMeanNanos",
                    line -> line.lock().held().meanNanos(),
                    time(line -> line.lock().held().meanNanos()))
            .column(
                    "MAX",
                    "heldMaxNanos",
                    line -> line.lock().held().maxNanos(),
                    time(line -> line.lock().held().maxNanos()))
            .column("WAITED", "waited", line -> line.lock().waited().count())
            .column(
                    "MEAN",
                    "waitedMeanNanos",
                    line -> line.lock().waited().meanNanos(),
                    time(line -> line.lock().waited().meanNanos()))
            .column(
                    "MAX",
                    "waitedMaxNanos",
                    line -> line.lock().waited().maxNanos(),
                    time(line -> line.lock().waited().maxNanos()))
            .column(
                    "LOCKED AT",
                    "stack",
                    line -> line.holder().stack(),
                    line -> top(line.holder().stack()));

    private static final Listing<Step> STEPS = Listing.of(Step.class)
            .column("PID", "pid", Step::process)
            .column("THREAD", "thread", Step::thread)
            .column("HAS", "has", Step::has)
            .column("WANTS", "wants", Step::wants)
            .column("LOCKED AT", "hasStack", Step::hasStack, step -> top(step.hasStack()))
            .column("WANTED AT", "wantsStack", Step::wantsStack, step -> top(step.wantsStack()));

    private final LockAdmin admin;

    /**
     * Makes the commands.
     *
     * @param admin the kernel
     */
    @Activate
    public LockCommands(@Reference LockAdmin admin) {
        this.admin = admin;
    }

    private static Function<Line, String> time(ToLongFunction<Line> nanos) {
        return line -> Figures.duration(nanos.applyAsLong(line));
    }

    private static String top(List<String> stack) {
        return stack.isEmpty() ? "-" : stack.getFirst();
    }

    /** Lists locks. */
    @Descriptor("list locks, semaphores and barriers: who has them, how long they are held and waited for")
    public void locks(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            String... words) {
        Command.of(this, "locks", help).use(session, json, List.of(words), use -> {
            use.expect(0, 0, "");
            use.print(
                    LOCKS,
                    findings(use).values().stream()
                            .flatMap(each -> each.locks().stream())
                            .flatMap(Line::of)
                            .toList());
        });
    }

    /** Lists circles. */
    @Descriptor("list the circles in which locks were taken, each of which may become a deadlock")
    public void inversions(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("[NR]: only this one, with the stacks of its calls") String... words) {
        Command.of(this, "inversions", help).use(session, json, List.of(words), use -> {
            use.expect(0, 1, "the number of a circle");
            List<LockInversion> all = findings(use).values().stream()
                    .flatMap(each -> each.inversions().stream())
                    .toList();
            if (json) {
                use.print(values(chosen(use, all)));
            } else if (use.words().isEmpty()) {
                summary(use, all);
            } else {
                chosen(use, all).values().forEach(inversion -> stacks(use, inversion));
            }
        });
    }

    private Map<String, LockFindings> findings(Use use) {
        Map<String, LockFindings> findings = admin.lockFindings();
        if (findings.isEmpty()) {
            throw use.refusal("no provider is there that checks locks; install ipc.sync.checked");
        }
        return findings;
    }

    /** By number, from 1. */
    private static Map<Integer, LockInversion> chosen(Use use, List<LockInversion> all) {
        Map<Integer, LockInversion> chosen = new LinkedHashMap<>();
        if (use.words().isEmpty()) {
            all.forEach(each -> chosen.put(chosen.size() + 1, each));
        } else {
            int number = (int) use.number(use.words().getFirst(), "the number of a circle", 1, all.size());
            chosen.put(number, all.get(number - 1));
        }
        return chosen;
    }

    private static List<Map<String, @Nullable Object>> values(Map<Integer, LockInversion> inversions) {
        List<Map<String, @Nullable Object>> values = new ArrayList<>();
        inversions.forEach((number, inversion) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("number", number);
            one.put("nanos", inversion.nanos());
            one.put("steps", STEPS.values(inversion.steps()));
            values.add(one);
        });
        return values;
    }

    private void summary(Use use, List<LockInversion> all) {
        chosen(use, all).forEach((number, inversion) -> {
            use.out().println("circle " + number + ":");
            use.print(STEPS, inversion.steps());
        });
        admin.lockFindings()
                .forEach((provider, each) -> use.out()
                        .println("%s: %,d circles found, %,d orders known of at most %,d, %,d not judged"
                                .formatted(provider, each.found(), each.orders(), each.ordersMax(), each.unjudged())));
    }

    private static void stacks(Use use, LockInversion inversion) {
        for (Step step : inversion.steps()) {
            use.out().println("process " + step.process() + " has " + step.has() + ", locked at");
            frames(use, step.hasStack());
            use.out().println("and wants " + step.wants() + ", at");
            frames(use, step.wantsStack());
        }
    }

    private static void frames(Use use, List<String> stack) {
        if (stack.isEmpty()) {
            use.out().println("    - (another provider served then)");
        }
        stack.forEach(frame -> use.out().println("    " + frame));
    }
}
