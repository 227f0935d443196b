package ipc.console;

import ipc.api.IpcException;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/**
 * The programs of one line of the shell: where two of them stand side by side, a pipe of the kernel joins their
 * processes, and nothing goes through the shell.
 *
 * <p>The shell runs the commands of a line at once, each on a thread of its own, with streams between them. What a
 * program reads from another command comes from such a stream, into a pipe.
 */
final class ProgramLine {
    /** How the shell describes a command of a line that runs a program. */
    private static final Pattern RUN = Pattern.compile("pipe<\\s*(ipc:)?run\\s.*", Pattern.DOTALL);

    private final Pipes pipes;
    private final List<? extends Process> commands;
    private final Map<Integer, PipePair> joints = new ConcurrentHashMap<>();
    private final Map<Integer, String> ends = new TreeMap<>();
    private int running;
    private int last;

    private ProgramLine(Pipes pipes, List<? extends Process> commands) {
        this.pipes = pipes;
        this.commands = commands;
        this.running = (int) commands.stream().filter(ProgramLine::runs).count();
    }

    private static boolean runs(Process command) {
        return RUN.matcher(command.toString()).matches();
    }

    /** All lines with programs that run now. */
    static final class Lines {
        private final Map<Job, ProgramLine> lines = new ConcurrentHashMap<>();
        private final Pipes pipes;

        Lines(Pipes pipes) {
            this.pipes = pipes;
        }

        /** Finds the place of the calling thread's command, or null if it stands alone. */
        @Nullable
        Place place() {
            Process command = Process.Utils.current();
            Job job = command == null ? null : command.job();
            if (command == null || job == null || job.processes().size() < 2) {
                return null;
            }
            ProgramLine line = lines.computeIfAbsent(job, first -> new ProgramLine(pipes, job.processes()));
            int index = line.commands.indexOf(command);
            return index < 0 || !runs(command) ? null : new Place(line, index, () -> lines.remove(job));
        }
    }

    /** The place of one program; left exactly once. */
    static final class Place {
        private final ProgramLine line;
        private final int index;
        private final Runnable afterLast;
        private @Nullable PipeEnd in;

        private Place(ProgramLine line, int index, Runnable afterLast) {
            this.line = line;
            this.index = index;
            this.afterLast = afterLast;
        }

        /** Joins the program to what stands beside it. */
        Ends join(PrintStream stream) {
            if (index > 0) {
                in = line.runsAt(index - 1) ? line.joint(index - 1).reader() : line.pump(index);
            }
            PipeEnd out = line.runsAt(index + 1) ? line.joint(index).writer() : null;
            return new Ends(in, out, stream);
        }

        /**
         * The program has ended, or did not begin: whoever stands beside it finds the end. The last one tells how all
         * have ended.
         */
        void leave(String name, int status, CommandSession session) {
            closeEnds();
            if (line.left(index, name + " " + status, status, session)) {
                afterLast.run();
            }
        }

        /** Closes also the end of a joint that this program was to use, and never asked for. */
        private void closeEnds() {
            try {
                if (index > 0 && line.runsAt(index - 1)) {
                    line.joint(index - 1).reader().close();
                } else if (in != null) {
                    in.close();
                }
                if (line.runsAt(index + 1)) {
                    line.joint(index).writer().close();
                }
            } catch (IpcException noPipe) {
                // then nobody waits at its other end
            }
        }
    }

    private boolean runsAt(int index) {
        return index < commands.size() && runs(commands.get(index));
    }

    /** Returns the pipe between a command and the next one. */
    private PipePair joint(int left) {
        return joints.computeIfAbsent(left, first -> pipes.create(PipeOptions.readWrite()));
    }

    /** Copies what the command before writes into a pipe. */
    private PipeEnd pump(int index) {
        PipePair pipe = pipes.create(PipeOptions.readWrite());
        InputStream source = commands.get(index).in();
        Thread.ofVirtual().name("into a pipe").start(() -> {
            try (OutputStream sink = pipes.output(pipe.writer())) {
                source.transferTo(sink);
            } catch (IOException nobodyReads) {
                // the program has ended before its input
            }
        });
        return pipe.reader();
    }

    /** Returns whether nobody is left. */
    private synchronized boolean left(int index, String end, int status, CommandSession session) {
        ends.put(index, end);
        if (index == commands.size() - 1) {
            last = status;
        }
        running--;
        if (running == 0 && ends.size() > 1) {
            session.put(ProgramCommands.STATUS, last);
            String all = ends.values().stream().collect(Collectors.joining(", ", "exit statuses: ", ""));
            session.getConsole().println(all);
        }
        return running == 0;
    }
}
