package ipc.kernel.threads;

import ipc.api.ExitStatus;
import ipc.api.ThreadStatus.State;
import ipc.api.spi.Owner;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.ProcessTable;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Unwind;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the threads that processes start, and sees to their ends. */
public final class KernelThreads {
    private final ProcessTable processes;
    private final KernelScheduler scheduler;
    private final Consumer<Owner> heirs;
    private final Consumer<String> log;
    private final AtomicInteger running = new AtomicInteger();

    /**
     * Makes it for a kernel.
     *
     * @param processes all processes
     * @param scheduler runs threads
     * @param heirs told whose locks are to be given up, by a thread that ends, outside every gate
     * @param log told what threads throw
     */
    public KernelThreads(
            ProcessTable processes, KernelScheduler scheduler, Consumer<Owner> heirs, Consumer<String> log) {
        this.processes = processes;
        this.scheduler = scheduler;
        this.heirs = heirs;
        this.log = log;
    }

    /** Returns how many run. */
    public int count() {
        return running.get();
    }

    /** Starts a thread and opens a handle of it, or does neither. */
    ThreadHandle start(KernelProcess process, String name, Runnable body) {
        process.threadBegins();
        KernelThread thread = new KernelThread(process, name);
        ThreadHandle handle = open(thread);
        running.incrementAndGet();
        scheduler.start(process + " " + name, process.caller(), () -> run(thread, body));
        return handle;
    }

    private static ThreadHandle open(KernelThread thread) {
        try {
            return ThreadHandle.open(thread);
        } catch (RuntimeException | Error failure) {
            thread.process().threadEnded();
            throw failure;
        }
    }

    private void run(KernelThread thread, Runnable body) {
        thread.begins(scheduler.current().thread().threadId());
        Throwable failure = failureOf(body);
        State state = stateAfter(thread, failure);
        String text = "";
        if (state == State.FAILED) {
            text = String.valueOf(failure);
            log.accept(thread + " threw " + text);
        }
        scheduler.point(scheduler.current());
        heirs.accept(thread.owner());
        running.decrementAndGet();
        thread.process().threadEnded();
        thread.ends(state, text);
    }

    /** Whatever a program throws ends this thread only. */
    private static @Nullable Throwable failureOf(Runnable body) {
        try {
            body.run();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    private State stateAfter(KernelThread thread, @Nullable Throwable failure) {
        KernelProcess process = thread.process();
        return switch (failure) {
            case null -> State.RETURNED;
            case Unwind unwind when unwind.reason() == Unwind.Reason.KILL -> State.UNWOUND;
            case Unwind unwind
            when unwind.reason() == Unwind.Reason.EXIT -> {
                processes.end(process, new ExitStatus(process.pid(), process.exitStatus(), false));
                yield State.UNWOUND;
            }
            default -> process.isEnded() ? State.UNWOUND : State.FAILED; // a bundle's calls fail once it has ended
        };
    }
}
