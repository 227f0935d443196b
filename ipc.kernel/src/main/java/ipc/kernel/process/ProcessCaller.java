package ipc.kernel.process;

import ipc.kernel.schedule.Caller;

/** A process as the one that calls; handles add to it what they know. */
public class ProcessCaller extends Caller {
    private final KernelProcess process;

    /**
     * Makes a caller.
     *
     * @param process on whose behalf
     */
    public ProcessCaller(KernelProcess process) {
        super(process.attention());
        this.process = process;
    }

    /** Returns on whose behalf. */
    public final KernelProcess process() {
        return process;
    }

    @Override
    public final int pid() {
        return process.pid();
    }

    @Override
    public final String processName() {
        return process.name();
    }

    @Override
    public final int schedulingPriority() {
        return process.schedulingPriority();
    }

    @Override
    public Caller plain() {
        return process.caller();
    }

    @Override
    public final void checkAlive() {
        process.checkAlive();
    }

    @Override
    public final boolean isTraced() {
        return process.isTraced();
    }

    @Override
    public void checkWait() {
        process.checkWait();
    }

    @Override
    public void waited(long nanos) {
        process.waited(nanos);
    }

    @Override
    public final void made(long calls) {
        process.calls().add(calls);
    }
}
