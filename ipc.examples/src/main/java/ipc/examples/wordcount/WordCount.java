package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.MechanismAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The program {@code demo}: understands its command line, runs the supervisor, compares with a plain loop. */
@Component(property = Program.NAME + "=demo")
public final class WordCount implements Program {
    private static final int DIFFERENT = 1;
    private static final int UNREADABLE = 2;

    private final KernelAdmin admin;
    private final MechanismAdmin mechanisms;

    /**
     * Makes the program.
     *
     * @param admin switches the trace on
     * @param mechanisms swaps message queues
     */
    @Activate
    public WordCount(@Reference KernelAdmin admin, @Reference MechanismAdmin mechanisms) {
        this.admin = admin;
        this.mechanisms = mechanisms;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) throws IOException {
        if (arguments.contains("--help")) {
            ipc.out().println(Options.HELP);
            return 0;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException misunderstood) {
            ipc.out().println("demo: " + misunderstood.getMessage());
            return UNREADABLE;
        }
        try (Trace trace = Trace.open(admin, options.trace())) {
            return count(ipc, options, trace);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private int count(Ipc ipc, Options options, Trace trace) {
        if (!options.json()) {
            ipc.out()
                    .printf(
                            "reading %,d inputs, %,d bytes, %s%n",
                            options.inputs().size(), options.bytes(), first(options));
        }
        Supervisor supervisor = new Supervisor(ipc, options, trace, mechanisms);
        supervisor.run();
        Report report = supervisor.report();
        report.print(ipc.out(), options.json());
        if (!report.matches()) {
            return DIFFERENT;
        }
        return supervisor.unreadable().isEmpty() ? 0 : UNREADABLE;
    }

    private static String first(Options options) {
        return options.inputs().isEmpty()
                ? "none"
                : "from " + options.inputs().getFirst().name() + " to "
                        + options.inputs().getLast().name();
    }
}
