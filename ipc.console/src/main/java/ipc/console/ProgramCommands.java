package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.ExitStatus;
import ipc.api.admin.KernelAdmin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows and runs programs. */
@Component(service = ProgramCommands.class)
@GogoCommand(
        scope = "ipc",
        function = {"programs", "run"})
public final class ProgramCommands {
    /** The session's variable with the status of the program that ran last. */
    static final String STATUS = "status";

    /** What becomes of a program that did not begin. */
    private static final int REFUSED = 127;

    private static final Listing<String> PROGRAMS = Listing.of(String.class).column("PROGRAM", "name", name -> name);

    private final KernelAdmin admin;
    private final ProgramRuns runs;

    /**
     * Makes the commands.
     *
     * @param admin the kernel
     * @param runs runs programs
     */
    @Activate
    public ProgramCommands(@Reference KernelAdmin admin, @Reference ProgramRuns runs) {
        this.admin = admin;
        this.runs = runs;
    }

    /** Lists programs. */
    @Descriptor("list the programs that can be started")
    public void programs(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            String... words) {
        Command.of(this, "programs", help).use(session, json, List.of(words), use -> {
            use.expect(0, 0, "");
            use.print(PROGRAMS, admin.programs());
        });
    }

    /**
     * Runs a program.
     *
     * @return its status; nothing for 0, which then is not printed either
     */
    @Descriptor("start a program, wait for its end, return its status, as $status does; Ctrl-C kills the program")
    public @Nullable Integer run(
            CommandSession session,
            @Descriptor("[--json] [--user UID[:GID]] NAME [ARG...]: for whom, which program, and its own arguments")
                    String... words) {
        ProgramLine.Place place = runs.place();
        Leading leading = Leading.of(words);
        if (place == null) {
            return command(leading).ask(session, leading.json(), leading.rest(), use -> run(use, leading));
        }
        int status = REFUSED;
        try {
            Integer ended = command(leading)
                    .ask(session, false, leading.rest(), use -> run(use, leading, place.join(use.out())));
            status = ended == null ? 0 : ended;
            return ended;
        } finally {
            place.leave(leading.rest().isEmpty() ? "run" : leading.rest().getFirst(), status, session);
        }
    }

    private Command command(Leading leading) {
        return Command.of(this, "run", leading.help());
    }

    private @Nullable Integer run(Use use, Leading leading) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream out = use.json() ? new PrintStream(output, true, StandardCharsets.UTF_8) : use.out();
        ExitStatus status = runs.run(use, leading, Ends.plain(out), pid -> use.flush());
        if (use.json()) {
            use.print(end(use, status, output.toString(StandardCharsets.UTF_8)));
        }
        return status(use, status);
    }

    /** Runs a program of several in a line. */
    private @Nullable Integer run(Use use, Leading leading, Ends ends) {
        return status(use, runs.run(use, leading, ends, pid -> use.flush()));
    }

    /** Keeps a status where the shell's language and the launcher find it. */
    static @Nullable Integer status(Use use, ExitStatus status) {
        use.session().put(STATUS, status.status());
        return status.status() == 0 ? null : status.status();
    }

    /** What there is to say of a program that has ended. */
    static Map<String, Object> end(Use use, ExitStatus status, String output) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("pid", status.pid());
        end.put("name", use.words().getFirst());
        end.put("status", status.status());
        end.put("killed", status.killed());
        end.put("output", output);
        return end;
    }
}
