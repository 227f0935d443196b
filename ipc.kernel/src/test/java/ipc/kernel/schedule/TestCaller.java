package ipc.kernel.schedule;

import ipc.api.Errno;
import ipc.api.IpcException;

/** A caller without a process, whose waits end when a test says so. */
final class TestCaller extends Caller {
    private static final int PID = 7;

    boolean cancelled;

    private final int pid;

    TestCaller() {
        this(PID);
    }

    TestCaller(int pid) {
        super(new Attention());
        this.pid = pid;
    }

    @Override
    public int pid() {
        return pid;
    }

    @Override
    public String processName() {
        return "client";
    }

    @Override
    public int schedulingPriority() {
        return 0;
    }

    @Override
    public Caller plain() {
        return this;
    }

    @Override
    public void checkAlive() {}

    @Override
    public boolean isTraced() {
        return false;
    }

    @Override
    public void checkWait() {
        if (cancelled) {
            throw new IpcException(Errno.ECANCELED, "wait of the client");
        }
    }

    @Override
    public void waited(long nanos) {}

    @Override
    public void made(long calls) {}
}
