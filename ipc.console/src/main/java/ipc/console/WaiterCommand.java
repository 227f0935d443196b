package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.admin.WaitAdmin;
import ipc.api.admin.WaitGraph;
import ipc.api.admin.WaitGraph.Cycle;
import ipc.api.admin.WaitGraph.Holder;
import ipc.api.admin.WaitGraph.Waiter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows who waits for whom, and who waits for each other. */
@Component(service = WaiterCommand.class)
@GogoCommand(scope = "ipc", function = "waiters")
public final class WaiterCommand {
    private static final Listing<Holder> HOLDERS = Listing.of(Holder.class)
            .column("PID", "pid", Holder::pid)
            .column("NAME", "process", Holder::process)
            .column("THREAD", "thread", Holder::thread);

    private static final Listing<Waiter> WAITERS = Listing.of(Waiter.class)
            .column("PID", "pid", Waiter::pid)
            .column("NAME", "process", Waiter::process)
            .column("THREAD", "thread", Waiter::thread)
            .column("SINCE", "sinceNanos", Waiter::sinceNanos, waiter -> Figures.duration(waiter.sinceNanos()))
            .column("NEEDS", "needed", Waiter::needed, waiter -> waiter.needed() ? "all" : "any")
            .column("WAITS FOR", "object", Waiter::object)
            .column(
                    "HELD BY",
                    "holders",
                    waiter -> HOLDERS.values(waiter.holders()),
                    waiter -> waiter.holders().isEmpty()
                            ? "-"
                            : waiter.holders().stream().map(WaiterCommand::name).collect(Collectors.joining(", ")));

    private final WaitAdmin admin;

    /**
     * Makes the command.
     *
     * @param admin the kernel
     */
    @Activate
    public WaiterCommand(@Reference WaitAdmin admin) {
        this.admin = admin;
    }

    private static String name(Holder holder) {
        return holder.pid() + " " + (holder.process().isEmpty() ? "(ended)" : holder.process())
                + (holder.thread() == 0 ? "" : "/" + holder.thread());
    }

    /** Draws the wait graph. */
    @Descriptor("list who waits for what, and who has it; then those that wait for each other")
    public void waiters(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("print a graph for Graphviz instead of a table")
                    @Parameter(names = "--dot", presentValue = ON, absentValue = OFF)
                    boolean dot,
            String... words) {
        Command.of(this, "waiters", help).use(session, json, List.of(words), use -> {
            use.expect(0, 0, "");
            if (json && dot) {
                throw use.refusal("prints --json or --dot, not both");
            }
            WaitGraph graph = admin.waitGraph();
            if (dot) {
                use.out().print(new WaitDrawing(graph).text());
            } else if (json) {
                use.print(values(graph));
            } else {
                WAITERS.print(use.out(), graph.waiters());
                graph.cycles().forEach(cycle -> use.out().println("deadlock: " + cycle.words()));
            }
        });
    }

    private static Map<String, Object> values(WaitGraph graph) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("waiters", WAITERS.values(graph.waiters()));
        both.put("cycles", graph.cycles().stream().map(WaiterCommand::values).toList());
        return both;
    }

    private static Map<String, Object> values(Cycle cycle) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("words", cycle.words());
        values.put("waiters", WAITERS.values(cycle.waiters()));
        return values;
    }
}
