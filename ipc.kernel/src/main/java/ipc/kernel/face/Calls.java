package ipc.kernel.face;

import ipc.api.Sysno;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Task;
import java.util.function.Function;

/** Runs a call of the kernel's own, which may allocate, inside its gate. */
final class Calls {
    private Calls() {}

    static <R> R run(KernelProcess process, Sysno sysno, String arguments, Function<Task, R> body) {
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
