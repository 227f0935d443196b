package ipc.kernel.timers;

import ipc.api.Sysno;
import ipc.api.Timer;
import ipc.api.Timer.Reset;
import ipc.api.Timers;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import java.util.Objects;

/** One process's way to timers. */
public final class TimerFace implements Timers {
    private final KernelProcess process;
    private final TimerTable table;

    /**
     * Makes the way of a process.
     *
     * @param process whose
     * @param table all timers
     */
    public TimerFace(KernelProcess process, TimerTable table) {
        this.process = process;
        this.table = table;
    }

    @Override
    public Timer create(Reset reset) {
        Objects.requireNonNull(reset, "reset");
        return Calls.run(process, Sysno.TIMER_CREATE, reset.toString(), task -> {
            TimerHandle handle = TimerHandle.open(process, table, reset);
            Tracer.result(task, handle.number());
            return handle;
        });
    }
}
