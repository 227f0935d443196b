package ipc.console;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A program that runs in the foreground, seen from the console's thread that waits for it. */
final class ProgramRun {
    private static final long TICK_MILLIS = 50;

    private final CompletableFuture<Integer> pid = new CompletableFuture<>();
    private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();

    /**
     * Is the main program of the process between console and program: starts the program, waits, ends as it did.
     *
     * @param ipc that process's view of the kernel
     * @param words name and arguments of the program
     * @param first told of that process before the program starts
     * @param then is run as soon as the program has started
     * @return the program's status
     */
    int supervise(Ipc ipc, List<String> words, Consumer<IpcProcess> first, Runnable then) {
        ExitStatus status = new ExitStatus(ipc.self().pid(), ExitStatus.KILLED, true);
        try {
            first.accept(ipc.self());
            SpawnOptions program = SpawnOptions.program(words.getFirst()).arguments(words.subList(1, words.size()));
            int child = ipc.spawn(program).pid();
            pid.complete(child);
            then.run();
            status = Objects.requireNonNull(ipc.waitFor(child, Timeout.forever()));
        } catch (IpcException refused) {
            pid.completeExceptionally(refused);
        } finally {
            end.complete(status); // also when this process is killed
        }
        return status.status();
    }

    /** {@return the number of the program's process, as soon as it has one} */
    int pid() {
        try {
            return pid.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof IpcException refused ? refused : failure;
        }
    }

    /**
     * Waits for the program's end.
     *
     * @param meanwhile is run now and then, and once after the end
     * @param interrupted is run when the thread is interrupted, which is what Ctrl-C does
     * @return how it ended
     */
    ExitStatus await(Runnable meanwhile, Runnable interrupted) {
        while (!end.isDone()) {
            try {
                end.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRuns) {
                // and is asked again
            } catch (InterruptedException controlC) {
                interrupted.run();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
            meanwhile.run();
        }
        meanwhile.run();
        return end.join();
    }

    /** Stops waiting for a program that computes and computes, and makes no call by which a kill could reach it. */
    void giveUpAfter(long millis) {
        end.completeOnTimeout(new ExitStatus(pid.join(), ExitStatus.KILLED, true), millis, TimeUnit.MILLISECONDS);
    }
}
