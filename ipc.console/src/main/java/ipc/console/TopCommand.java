package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.IpcProcess;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.ProcessSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the busiest processes again and again. */
@Component(service = TopCommand.class)
@GogoCommand(scope = "ipc", function = "top")
public final class TopCommand {
    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final int SECONDS_MAX = 3600;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final Listing<Row> PROCESSES = Listing.of(Row.class)
            .column("PID", "pid", row -> row.now().pid())
            .column("PRI", "priority", row -> row.now().priority())
            .column("STATE", "state", row -> row.now().state())
            .column("CALLS/S", "callsPerSecond", Row::calls, row -> Figures.count(Math.round(row.calls())))
            .column(
                    "BLOCKED",
                    "blockedShare",
                    Row::blocked,
                    row -> String.format(Locale.ROOT, "%.0f%%", row.blocked() * 100))
            .column("HANDLES", "handles", row -> row.now().handles())
            .column(
                    "MEM",
                    "memoryBytes",
                    row -> row.now().memoryBytes(),
                    row -> Figures.bytes(row.now().memoryBytes()))
            .column("NAME", "name", row -> row.now().name())
            .column("WAITS FOR", "waitingFor", row -> row.now().waitingFor());

    private final KernelAdmin admin;

    /** A process, and what it did since the last look; several threads may wait for more than all of the time. */
    private record Row(ProcessSnapshot now, double calls, double blocked) {}

    private record Sample(long nanos, List<ProcessSnapshot> processes) {}

    /**
     * Makes the command.
     *
     * @param admin the kernel
     */
    @Activate
    public TopCommand(@Reference KernelAdmin admin) {
        this.admin = admin;
    }

    /** Shows processes until a key is pressed. */
    @Descriptor("show the busiest processes again and again, until a key or Ctrl-C")
    public void top(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("[-n COUNT] [-d SECONDS]: how often, for ever or with --json once; how long between")
                    String... words) {
        Command.of(this, "top", help).use(session, json, List.of(words), use -> {
            String count = use.option("-n");
            String delay = use.option("-d");
            use.expect(0, 0, "");
            long often = count == null
                    ? json ? 1 : Long.MAX_VALUE
                    : use.number(count, "a number of times", 1, Integer.MAX_VALUE);
            long seconds = delay == null ? 1 : use.number(delay, "a number of seconds", 1, SECONDS_MAX);
            show(use, often, TimeUnit.SECONDS.toMillis(seconds));
        });
    }

    private void show(Use use, long often, long pauseMillis) {
        List<List<Map<String, @Nullable Object>>> frames = new ArrayList<>();
        Sample last = sample();
        try (Keys keys = Keys.of(use.session())) {
            for (long i = 0; i < often && !keys.await(pauseMillis); i++) {
                Sample next = sample();
                List<Row> rows = rows(last, next);
                if (use.json()) {
                    frames.add(PROCESSES.values(rows));
                } else {
                    show(use, next, rows);
                }
                last = next;
            }
        } catch (IOException | InterruptedException end) {
            // a terminal that is gone, or Ctrl-C: both want no more
        }
        if (use.json()) {
            use.print(frames);
        }
    }

    private Sample sample() {
        return new Sample(System.nanoTime(), admin.processes());
    }

    private void show(Use use, Sample sample, List<Row> rows) {
        if (isScreen(use.session())) {
            use.out().print(CLEAR);
        }
        use.out()
                .println(sample.processes().size() + " processes: "
                        + sample.processes().stream()
                                .collect(Collectors.groupingBy(ProcessSnapshot::state, Collectors.counting()))
                                .entrySet()
                                .stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(state -> state.getValue() + " " + name(state.getKey()))
                                .collect(Collectors.joining(", ")));
        PROCESSES.print(use.out(), rows);
        use.out().println();
        use.flush();
    }

    private static String name(IpcProcess.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static List<Row> rows(Sample last, Sample next) {
        double nanos = Math.max(1, next.nanos() - last.nanos());
        Map<Integer, ProcessSnapshot> before =
                last.processes().stream().collect(Collectors.toMap(ProcessSnapshot::pid, Function.identity()));
        return next.processes().stream()
                .map(now -> row(before.getOrDefault(now.pid(), now), now, nanos))
                .sorted(Comparator.comparingDouble(Row::calls).reversed())
                .toList();
    }

    private static Row row(ProcessSnapshot last, ProcessSnapshot now, double nanos) {
        return new Row(
                now, (now.calls() - last.calls()) / nanos * SECOND, (now.blockedNanos() - last.blockedNanos()) / nanos);
    }

    /** A terminal that is more than a stream says so by its type. */
    private static boolean isScreen(CommandSession session) {
        return session.get("TERM") instanceof String type && !type.startsWith("dumb");
    }
}
