package ipc.examples.pipeline;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.osgi.service.component.annotations.Component;

/**
 * The program {@code pipeline}: starts a process for each filter of its command line, joins them by FIFOs, and tells
 * how each ended.
 */
@Component(property = Program.NAME + "=pipeline")
public final class Pipeline implements Program {
    private static final int MISUNDERSTOOD = 2;
    private static final String HELP = "pipeline FILTER [ARG...] '|' FILTER [ARG...] ...; filters are ";

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        List<List<String>> commands = commands(arguments);
        for (List<String> command : commands) {
            if (command.isEmpty() || !Filters.ALL.containsKey(command.getFirst())) {
                ipc.out().println(HELP + String.join(", ", Filters.ALL.keySet()));
                return arguments.contains("--help") ? 0 : MISUNDERSTOOD;
            }
        }
        List<String> fifos = fifos(ipc, commands.size() - 1);
        try {
            return join(ipc, commands, fifos);
        } finally {
            fifos.forEach(ipc.face(Pipes.class)::unlink);
        }
    }

    private static List<List<String>> commands(List<String> words) {
        List<List<String>> commands = new ArrayList<>();
        commands.add(new ArrayList<>());
        for (String word : words) {
            if (word.equals("|")) {
                commands.add(new ArrayList<>());
            } else {
                commands.getLast().add(word);
            }
        }
        return commands;
    }

    private static List<String> fifos(Ipc ipc, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("/pipeline-" + ipc.self().pid() + "-" + i);
            ipc.face(Pipes.class).makeFifo(names.getLast(), PipeOptions.readWrite());
        }
        return names;
    }

    /** Returns the status of the last filter, as a shell does. */
    private static int join(Ipc ipc, List<List<String>> commands, List<String> fifos) {
        List<IpcProcess> processes = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            String in = i == 0 ? "" : fifos.get(i - 1);
            String out = i == fifos.size() ? "" : fifos.get(i);
            Stage stage = new Stage(commands.get(i), in, out);
            processes.add(ipc.spawn(SpawnOptions.program(commands.get(i).getFirst(), stage)));
        }
        int status = 0;
        StringBuilder report = new StringBuilder("exit statuses:");
        for (IpcProcess process : processes) {
            ExitStatus end = Objects.requireNonNull(ipc.waitFor(process.pid(), Timeout.forever()));
            report.append(' ').append(process.name()).append(' ').append(end.status());
            status = end.status();
        }
        ipc.out().println(report);
        return status;
    }
}
