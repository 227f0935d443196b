package ipc.console;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.ProcessSnapshot;
import ipc.api.pipes.Pipes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs programs in the foreground. Ctrl-C, and the end of the console, kill a program with all that it has started.
 *
 * <p>Between the console and a program stands a process of its own, as a shell stands there in Unix. The kernel runs
 * it, so that the seeded scheduler decides when the program starts and when its end is noticed; the console's
 * threads, which no seed governs, stay out of it.
 */
@Component(service = ProgramRuns.class)
public final class ProgramRuns {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final KernelAdmin admin;
    private final Ipc console;
    private final Set<Integer> between = ConcurrentHashMap.newKeySet();
    private final ProgramLine.Lines lines;
    private volatile boolean hungUp;

    /** Hears of a run. */
    @FunctionalInterface
    interface Watcher {
        /**
         * The process in between is about to start the program.
         *
         * @param parent that process
         */
        default void starts(IpcProcess parent) {}

        /**
         * The program runs, or has just ended; is told now and then, and once after the end.
         *
         * @param pid its process
         */
        void runs(int pid);
    }

    /**
     * Makes it ready.
     *
     * @param admin the kernel
     * @param console the console's own view of it
     */
    @Activate
    public ProgramRuns(@Reference KernelAdmin admin, @Reference Ipc console) {
        this.admin = admin;
        this.console = console;
        this.lines = new ProgramLine.Lines(console.face(Pipes.class));
    }

    /**
     * Runs a program to its end.
     *
     * @param use its words are name and arguments of the program
     * @param leading says for whom
     * @param ends what it reads, and where it prints
     * @param watcher hears of it
     * @return how it ended
     */
    ExitStatus run(Use use, Leading leading, Ends ends, Watcher watcher) {
        List<String> words = program(use);
        ProgramRun run = new ProgramRun();
        SpawnOptions options = SpawnOptions.program("run", (ipc, none) -> supervise(ipc, run, words, watcher))
                .credentials(leading.credentials(use));
        int parent = console.spawn(ends.give(options)).pid();
        try {
            int pid = run.pid();
            return run.await(() -> watcher.runs(pid), () -> {
                killAllOf(parent);
                run.giveUpAfter(GRACE.toMillis());
            });
        } finally {
            console.waitFor(parent, Timeout.after(GRACE));
        }
    }

    /** A console that ends meanwhile either finds the program among the children of this process, or is seen here. */
    private int supervise(Ipc ipc, ProgramRun run, List<String> words, Watcher watcher) {
        int self = ipc.self().pid();
        between.add(self);
        try {
            return run.supervise(ipc, words, watcher::starts, () -> {
                if (hungUp) {
                    killAllOf(self);
                }
            });
        } finally {
            between.remove(self);
        }
    }

    /** {@return the place in its line of the command that the calling thread executes; null if it stands alone} */
    ProgramLine.@Nullable Place place() {
        return lines.place();
    }

    private List<String> program(Use use) {
        use.expectFirst("the name of a program");
        String name = use.words().getFirst();
        List<String> known = admin.programs();
        if (!known.contains(name)) {
            String there = known.isEmpty() ? "no programs" : String.join(", ", known);
            throw use.refusal("no program " + name + "; there are " + there);
        }
        return List.copyOf(use.words());
    }

    private void killAllOf(int parent) {
        Set<Integer> family = new HashSet<>(Set.of(parent));
        List<ProcessSnapshot> processes = admin.processes();
        while (processes.stream()
                .filter(process -> family.contains(process.parentPid()))
                .map(process -> family.add(process.pid()))
                .reduce(false, Boolean::logicalOr)) {
            // found children, which may have children of their own
        }
        family.remove(parent);
        family.forEach(this::kill);
    }

    private void kill(int pid) {
        try {
            admin.process(pid).kill();
        } catch (IpcException ended) {
            // by itself
        }
    }

    @Deactivate
    void hangUp() {
        hungUp = true; // before it looks for children: whoever starts one later looks here
        between.forEach(this::killAllOf);
    }
}
