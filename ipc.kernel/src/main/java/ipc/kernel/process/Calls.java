package ipc.kernel.process;

import ipc.api.Sysno;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.schedule.Task;
import java.util.function.Function;

/** Runs a call of the kernel's own, which may allocate, inside its gate. */
public final class Calls {
    private Calls() {}

    /**
     * Makes a call.
     *
     * @param <R> its result
     * @param process on whose behalf
     * @param sysno which call
     * @param arguments as the trace is to show them
     * @param body what it does, given the calling thread's task
     * @return what the body returned
     */
    public static <R> R run(KernelProcess process, Sysno sysno, String arguments, Function<Task, R> body) {
        Gate gate = process.gate();
        Task task = gate.enter(process.caller(), sysno);
        try {
            Tracer.arguments(task, "%s", arguments);
            return body.apply(task);
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }
}
